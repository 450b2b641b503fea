package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Scenario 45: each broken journal fails the test that is about its fault, a sound one fails none, none is skipped. */
class JournalContractSelfTest {
    private static final List<Class<?>> SOUND = List.of(
            BrokenStores.Sound.class,
            BrokenStores.SoundWithEveryCapability.class,
            BrokenStores.SoundWithoutCapability.class);

    @Test
    void a_sound_journal_passes_whatever_it_declares_45() {
        for (Class<?> sound : SOUND) {
            assertThat(failing(sound)).as(sound.getSimpleName()).isEmpty();
        }
    }

    @Test
    void every_guarantee_has_a_test_45() {
        Set<String> numbers = new TreeSet<>();
        for (String name : declaredTests()) {
            numbers.add(name.substring(0, 3));
        }
        assertThat(numbers).containsExactly("g1_", "g2_", "g3_", "g4_", "g5_", "g6_", "g7_", "g8_");
    }

    /** What holds of nothing at all, and what needs no more than the answer of an append. */
    @Test
    void a_journal_that_stores_nothing_fails_all_but_three_tests_45() {
        Set<String> passed = new TreeSet<>(declaredTests());
        passed.removeAll(failing(BrokenStores.StoresNothing.class));
        assertThat(passed)
                .containsExactly(
                        "g2_an_empty_stream_has_the_sequence_0_and_no_events",
                        "g6_what_was_answered_survives_reopening_where_that_is_declared",
                        "g7_an_event_id_is_the_tenant_s_own");
    }

    @Test
    void a_journal_that_loses_the_second_event_of_a_batch_fails_45() {
        assertThat(failing(BrokenStores.LosesTheSecondEvent.class))
                .contains("g1_a_batch_is_stored_whole_and_as_it_was_given", "g1_the_largest_batch_is_stored_whole");
    }

    @Test
    void a_journal_that_changes_something_although_an_append_failed_fails_45() {
        assertThat(failing(BrokenStores.StoresABatchPieceByPiece.class))
                .contains("g1_a_reader_sees_a_batch_whole_or_not_at_all");
        assertThat(failing(BrokenStores.KeepsTheClaimsOfAFailedAppend.class))
                .containsExactly("g1_an_append_that_conflicts_changes_nothing");
        assertThat(failing(BrokenReads.ChecksNoArguments.class))
                .containsExactly("g1_arguments_out_of_bounds_are_named_and_change_nothing");
    }

    @Test
    void a_journal_with_wrong_sequences_fails_45() {
        assertThat(failing(BrokenStores.IgnoresTheExpectedSequence.class))
                .contains(
                        "g1_an_append_that_conflicts_changes_nothing",
                        "g2_an_expectation_that_is_too_low_or_too_high_conflicts",
                        "g2_of_several_writers_with_one_expectation_one_wins");
        assertThat(failing(BrokenStores.ChecksTheSequenceBeforeItLocks.class))
                .contains("g2_of_several_writers_with_one_expectation_one_wins");
        assertThat(failing(BrokenStores.LeavesGapsInTheSequence.class))
                .contains("g2_the_sequence_of_each_stream_is_1_2_3");
        assertThat(failing(BrokenReads.IgnoresTheLimit.class))
                .containsExactly("g2_a_stream_is_read_in_pages_that_join");
    }

    @Test
    void a_journal_that_takes_repeated_appends_for_others_fails_45() {
        assertThat(failing(BrokenStores.KnowsNoRepeatedAppend.class))
                .containsExactly(
                        "g3_an_append_that_is_repeated_answers_with_what_is_stored",
                        "g3_an_append_that_is_repeated_changes_no_claim",
                        "g3_of_several_equal_appends_one_stores_and_all_answer_alike");
        assertThat(failing(BrokenStores.AppliesTheClaimsOfARepeatedAppend.class))
                .containsExactly("g3_an_append_that_is_repeated_changes_no_claim");
        assertThat(failing(BrokenStores.StoresAnIdTwice.class))
                .containsExactly(
                        "g1_an_append_with_an_id_that_is_stored_elsewhere_changes_nothing",
                        "g3_an_id_that_is_stored_elsewhere_is_refused");
    }

    @Test
    void a_journal_with_loose_claims_fails_45() {
        assertThat(failing(BrokenStores.ChecksClaimsBeforeItLocks.class))
                .contains("g4_of_several_takers_of_a_claim_one_wins");
        assertThat(failing(BrokenStores.ReleasesForAnybody.class))
                .contains("g4_releasing_what_is_free_or_another_s_does_nothing");
        assertThat(failing(BrokenStores.RefusesTheHolderItsClaim.class))
                .contains("g4_a_claim_that_is_held_is_given_to_its_holder_alone");
    }

    @Test
    void a_journal_with_wrong_positions_fails_45() {
        assertThat(failing(BrokenReads.ShowsPositionsOutOfOrder.class))
                .contains(
                        "g5_a_reader_that_follows_the_positions_misses_nothing",
                        "g6_every_read_shows_what_an_append_has_answered");
        assertThat(failing(BrokenReads.ReadsOnePositionTwice.class))
                .contains("g5_all_streams_are_read_in_pages_that_join");
    }

    @Test
    void a_journal_that_shows_less_than_it_has_answered_fails_45() {
        assertThat(failing(BrokenReads.ShowsAnAppendLate.class))
                .contains(
                        "g6_an_append_is_visible_as_soon_as_it_is_answered",
                        "g6_every_read_shows_what_an_append_has_answered");
        assertThat(failing(BrokenReads.HandsOutItsOwnLists.class))
                .contains("g6_what_was_read_does_not_change_afterwards");
        assertThat(failing(BrokenStores.LosesEverythingOnReopening.class))
                .containsExactly("g6_what_was_answered_survives_reopening_where_that_is_declared");
    }

    @Test
    void a_capability_that_is_declared_and_not_supplied_fails_45() {
        assertThat(failing(BrokenStores.DeclaresReopeningWithoutDoingIt.class))
                .containsExactly("g6_what_was_answered_survives_reopening_where_that_is_declared");
    }

    @Test
    void a_journal_that_leaks_between_tenants_fails_45() {
        assertThat(failing(BrokenReads.LeaksStreams.class))
                .containsExactly("g7_a_stream_and_its_sequence_are_the_tenant_s_own");
        assertThat(failing(BrokenReads.LeaksPositions.class))
                .contains("g7_readAll_shows_the_tenant_s_own_events", "g7_tenants_that_write_at_once_keep_apart");
        assertThat(failing(BrokenReads.LeaksClaims.class))
                .containsExactly(
                        "g1_arguments_out_of_bounds_are_named_and_change_nothing", "g7_a_claim_is_the_tenant_s_own");
        assertThat(failing(BrokenReads.LeaksEventIds.class)).contains("g7_an_event_id_is_the_tenant_s_own");
        assertThat(failing(BrokenReads.LeaksDeliveries.class))
                .contains("g7_a_subscription_delivers_the_tenant_s_own_events");
    }

    @Test
    void a_journal_with_gaps_or_repeats_in_its_subscriptions_fails_45() {
        assertThat(failing(BrokenReads.DeliversTwice.class))
                .contains(
                        "g8_a_subscription_delivers_what_is_stored_and_what_follows",
                        "g8_subscriptions_that_start_among_concurrent_writers_have_no_gap_and_no_repeat");
        assertThat(failing(BrokenReads.DeliversNothingThatWasStored.class))
                .contains(
                        "g8_a_subscription_begins_after_its_position",
                        "g8_a_subscription_delivers_what_is_stored_and_what_follows");
        assertThat(failing(BrokenReads.DeliversOutOfOrder.class))
                .contains("g8_a_subscription_delivers_what_is_stored_and_what_follows", "g8_a_subscriber_may_append");
    }

    @Test
    void a_journal_that_neglects_its_subscribers_fails_45() {
        assertThat(failing(BrokenReads.DropsASubscriberThatThrows.class))
                .contains("g8_a_subscriber_that_throws_goes_on_with_the_next_event");
        assertThat(failing(BrokenReads.KeepsClosedSubscriptions.class))
                .containsExactly(
                        "g8_a_closed_subscription_delivers_nothing_more", "g8_a_subscriber_may_close_its_subscription");
        assertThat(failing(BrokenReads.ForgetsItsPlace.class))
                .containsExactly("g8_a_subscription_tells_how_far_it_has_come");
        assertThat(failing(BrokenReads.CallsSubscribersUnderItsLock.class))
                .contains("g8_a_slow_subscriber_holds_up_no_read_and_no_append_of_others");
    }

    /** Runs the kit and returns the names of the tests that failed, after checking that every test has run. */
    private static Set<String> failing(Class<?> fixture) {
        TestExecutionSummary summary = run(fixture);
        assertThat(summary.getTestsStartedCount())
                .as("tests started over %s", fixture.getSimpleName())
                .isEqualTo(declaredTests().size());
        assertThat(summary.getTestsSkippedCount()).isZero();
        assertThat(summary.getTestsAbortedCount()).isZero();
        Set<String> names = new TreeSet<>();
        for (TestExecutionSummary.Failure failure : summary.getFailures()) {
            names.add(failure.getTestIdentifier().getDisplayName().replace("()", ""));
        }
        return names;
    }

    private static TestExecutionSummary run(Class<?> fixture) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(fixture))
                        .build(),
                listener);
        return listener.getSummary();
    }

    private static List<String> declaredTests() {
        List<String> names = new ArrayList<>();
        for (Class<?> type = JournalContract.class; type != null; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }
}
