package io.github.parlor;

import static io.github.parlor.TestShop.ANNA;
import static io.github.parlor.TestShop.BY_ANNA;
import static io.github.parlor.TestShop.BY_IDA;
import static io.github.parlor.TestShop.BY_MAX;
import static io.github.parlor.TestShop.IDA;
import static io.github.parlor.TestShop.LAPTOP;
import static io.github.parlor.TestShop.MAX;
import static io.github.parlor.TestShop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferFailure;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reference scenarios of conversations, by number, through the whole engine on manual time. */
class ScenarioTest {
    private static StartSession messaging(ContactId contact) {
        return StartSession.of(contact).withMode(Mode.MESSAGING).withDevice(LAPTOP);
    }

    private static Code code(Result result) {
        return result.refusal().orElseThrow().code();
    }

    @Test
    void scenario_1_a_live_session_in_hours_is_queued_with_a_position_and_an_honest_estimate() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        shop.start(StartSession.of(new ContactId("first")));

        ConversationId id = shop.start();

        assertThat(shop.stands(id)).isEqualTo(SessionState.QUEUED);
        assertThat(shop.shop.position(BY_ANNA, id)).hasValue(1);
        assertThat(shop.shop.availability(Target.ANYONE)).isInstanceOfSatisfying(Availability.Busy.class, busy -> {
            assertThat(busy.waiting()).isEqualTo(2);
            assertThat(busy.estimate().computedAt()).isEqualTo(TestShop.MONDAY_NOON);
        });
    }

    @Test
    void scenario_4_of_two_agents_who_accept_the_same_offer_one_wins_and_the_other_is_told() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.start();
        OpenOffer offer = shop.offers(id).get(0);

        assertThat(shop.execute(BY_MAX, id, new AcceptOffer(offer.id())).isDone())
                .isTrue();
        Result second = shop.execute(BY_MAX, id, new AcceptOffer(offer.id()));

        assertThat(code(second)).isEqualTo(Code.OFFER_GONE);
        assertThat(shop.events(id)).containsOnlyOnce("OwnerAssigned");
    }

    @Test
    void scenario_5_an_accept_one_millisecond_before_the_end_of_the_offer_wins_and_at_the_end_loses() {
        TestShop shop = TestShop.open().staffed(MAX, IDA);
        ConversationId id = shop.start();
        OpenOffer first = shop.offers(id).get(0);
        assertThat(first.agent()).isEqualTo(IDA);

        shop.time.advance(Duration.ofSeconds(30));
        assertThat(code(shop.execute(BY_IDA, id, new AcceptOffer(first.id())))).isEqualTo(Code.OFFER_GONE);
        shop.parlor.advanceTo(shop.time.now().wall());

        OpenOffer second = shop.offers(id).get(0);
        assertThat(second.agent()).as("not offered to the same agent first").isEqualTo(MAX);
        assertThat(shop.session(id).waiting().orderedFrom()).isEqualTo(TestShop.MONDAY_NOON);
        shop.pass(Duration.ofSeconds(30).minusMillis(1));
        assertThat(shop.execute(BY_MAX, id, new AcceptOffer(second.id())).isDone())
                .isTrue();
    }

    @Test
    void scenario_6_a_contact_who_leaves_during_the_offer_frees_the_agent_and_counts_as_abandoned() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId id = shop.start();

        shop.execute(BY_ANNA, id, new LeaveQueue(EndReason.ABANDONED));

        assertThat(shop.stands(id)).isEqualTo(SessionState.ENDED);
        assertThat(shop.ending(id).reason()).isEqualTo(EndReason.ABANDONED);
        assertThat(shop.events(id)).endsWith("OfferMade", "OfferRevoked", "LeftQueue", "SessionEnded");
        assertThat(shop.shop.availability(Target.ANYONE)).isInstanceOf(Availability.Open.class);
    }

    @Test
    void scenario_7_a_repeated_client_key_is_one_message_and_another_text_under_it_a_conflict() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        ClientKey key = new ClientKey(LAPTOP, "k1");

        Result first = shop.execute(BY_ANNA, id, PostMessage.text("hello").withKey(key));
        Result again = shop.execute(BY_ANNA, id, PostMessage.text("hello").withKey(key));
        Result other = shop.execute(BY_ANNA, id, PostMessage.text("goodbye").withKey(key));
        Result elsewhere = shop.execute(BY_ANNA, id, PostMessage.text("hello").withKey(new ClientKey(PHONE, "k1")));

        assertThat(again).isEqualTo(new Result.Repeated(StreamId.of(id), ((Result.Done) first).sequence()));
        assertThat(code(other)).isEqualTo(Code.KEY_CONFLICT);
        assertThat(elsewhere).isInstanceOf(Result.Done.class);
        assertThat(shop.events(id)).filteredOn("MessagePosted"::equals).hasSize(2);
    }

    @Test
    void scenario_11_a_device_that_resumes_after_sequence_10_gets_what_follows_once_and_then_what_is_new() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        while (shop.state(id).sequence() < 50) {
            shop.say(BY_MAX, id, "message " + shop.state(id).sequence());
        }

        Resumption missed = shop.shop.resume(BY_MAX, id, 10, 1_000);
        List<Long> live = new ArrayList<>();
        var following = shop.shop
                .follow(BY_MAX, id, 50, record -> live.add(record.sequence()))
                .orElseThrow();
        shop.say(BY_ANNA, id, "51");
        following.close();
        shop.say(BY_ANNA, id, "52, unheard");

        assertThat(missed).isInstanceOfSatisfying(Resumption.Delta.class, delta -> {
            assertThat(delta.events()).extracting("sequence").first().isEqualTo(11L);
            assertThat(delta.events()).hasSize(40);
            assertThat(delta.upTo()).isEqualTo(50);
            assertThat(delta.more()).isFalse();
        });
        assertThat(live).containsExactly(51L);
    }

    @Test
    void scenario_13_a_closed_browser_ends_a_live_session_after_the_grace_and_parks_a_messaging_session() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId live = shop.serve(MAX, StartSession.of(ANNA).withDevice(LAPTOP));
        ContactId bob = new ContactId("bob");
        ConversationId thread = shop.serve(MAX, messaging(bob));

        shop.execute(BY_ANNA, live, new ChangePresence(LAPTOP, false));
        shop.pass(Duration.ofSeconds(59));
        shop.execute(BY_ANNA, live, new ChangePresence(PHONE, true));
        shop.pass(Duration.ofSeconds(60));
        assertThat(shop.stands(live)).as("back within the grace").isEqualTo(SessionState.ACTIVE);

        shop.execute(BY_ANNA, live, new ChangePresence(PHONE, false));
        shop.execute(io.github.parlor.people.Actor.contact(bob), thread, new ChangePresence(LAPTOP, false));
        shop.pass(Duration.ofSeconds(60));
        assertThat(shop.ending(live).reason()).isEqualTo(EndReason.CONTACT_DISCONNECTED);

        shop.pass(Duration.ofMinutes(10));
        assertThat(shop.stands(thread)).isEqualTo(SessionState.ON_HOLD);
        assertThat(shop.hold(thread).kind()).isEqualTo(HoldKind.INACTIVE);
        assertThat(shop.shop
                        .conversation(BY_MAX, thread)
                        .orElseThrow()
                        .session()
                        .control()
                        .owner())
                .isEqualTo(MAX);
    }

    @Test
    void scenario_14_an_inactive_session_that_wakes_while_its_agent_is_full_is_queued_with_affinity() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId thread = shop.serve(MAX, messaging(ANNA));
        shop.pass(Duration.ofMinutes(10));
        assertThat(shop.stands(thread)).isEqualTo(SessionState.ON_HOLD);
        shop.serve(MAX, StartSession.of(new ContactId("bob")));

        shop.say(BY_ANNA, thread, "one more thing");

        assertThat(shop.stands(thread)).isEqualTo(SessionState.QUEUED);
        assertThat(shop.session(thread).waiting().preferred()).isEqualTo(MAX);
        assertThat(shop.session(thread).control().owner()).isNull();
    }

    @Test
    void scenario_14_under_the_policy_resume_over_limit_it_goes_back_to_its_agent_at_once() {
        TestShop shop = TestShop.with(ConversationPolicy.builder()
                        .wakeOverLimit(ConversationPolicy.WakePolicy.RESUME_OVER_LIMIT)
                        .build())
                .staffed(MAX, 1);
        ConversationId thread = shop.serve(MAX, messaging(ANNA));
        shop.pass(Duration.ofMinutes(10));
        shop.serve(MAX, StartSession.of(new ContactId("bob")));

        shop.say(BY_ANNA, thread, "one more thing");

        assertThat(shop.stands(thread)).isEqualTo(SessionState.ACTIVE);
        assertThat(shop.session(thread).control().owner()).isEqualTo(MAX);
    }

    @Test
    void scenario_15_switching_to_live_without_room_is_refused_and_with_room_changes_the_mode() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId thread = shop.serve(MAX, messaging(ANNA));
        ConversationId other = shop.serve(MAX, messaging(new ContactId("bob")));

        assertThat(code(shop.execute(BY_ANNA, thread, new SwitchMode(Mode.LIVE))))
                .isEqualTo(Code.NO_CAPACITY);
        assertThat(shop.session(thread).mode()).isEqualTo(Mode.MESSAGING);

        shop.execute(BY_MAX, other, new EndSession(EndReason.AGENT_ENDED, null));
        assertThat(shop.execute(BY_ANNA, thread, new SwitchMode(Mode.LIVE)).isDone())
                .isTrue();
        assertThat(shop.session(thread).mode()).isEqualTo(Mode.LIVE);
        assertThat(shop.shop.availability(Target.ANYONE)).isInstanceOf(Availability.Busy.class);
    }

    @Test
    void scenario_16_a_message_after_the_end_opens_session_2_and_leaves_the_rating_of_session_1() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        shop.execute(BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null));
        shop.execute(BY_ANNA, id, new Rate(Scale.STARS, 2, ""));

        Result result = shop.say(BY_ANNA, id, "it broke");

        assertThat(result.conversationId()).isEqualTo(id);
        assertThat(shop.session(id).id().number()).isEqualTo(2);
        assertThat(shop.history(id))
                .filteredOn(record -> record.event() instanceof SessionRated)
                .extracting(record -> ((SessionRated) record.event()).session().number())
                .containsExactly(1);
    }

    @Test
    void scenario_16_beyond_the_window_or_under_the_policy_fresh_a_message_opens_a_new_conversation() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        shop.execute(BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null));
        shop.pass(Duration.ofDays(30));

        Result result = shop.say(BY_ANNA, id, "it broke");

        assertThat(result.conversationId()).isNotEqualTo(id);
        assertThat(shop.events(result.conversationId())).startsWith("SessionStarted", "MessagePosted");
        assertThat(shop.events(id)).doesNotContain("MessagePosted");
    }

    @Test
    void scenario_17_a_snooze_that_messages_do_not_wake_ends_on_time_exactly_once_even_after_a_restart() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, messaging(ANNA));
        Instant wake = shop.time.now().wall().plus(Duration.ofHours(2));
        shop.execute(BY_MAX, id, new Hold(HoldKind.SNOOZED, wake, false));

        shop.say(BY_ANNA, id, "hello?");
        assertThat(shop.stands(id)).isEqualTo(SessionState.ON_HOLD);
        assertThat(shop.shop.unread(BY_MAX, id)).isEqualTo(1);

        TestShop again = shop.restarted();
        again.shop.status(MAX, AgentStatus.AVAILABLE, "");
        again.pass(Duration.ofHours(2).minusMillis(1));
        assertThat(again.stands(id)).isEqualTo(SessionState.ON_HOLD);
        again.pass(Duration.ofMillis(1));
        again.pass(Duration.ofHours(5));

        assertThat(again.events(id)).containsOnlyOnce("SessionResumed");
        assertThat(again.session(id).control().owner()).isEqualTo(MAX);
    }

    private static TestShop withTeams() {
        TestShop shop = TestShop.open();
        shop.shop.configure(Agent.of("max").withTeams(Set.of(new TeamId("sales"))));
        shop.shop.configure(Agent.of("ida").withTeams(Set.of(new TeamId("repairs"))));
        shop.shop.configure(Agent.of("eva").withTeams(Set.of(new TeamId("returns"))));
        shop.shop.status(MAX, AgentStatus.AVAILABLE, "");
        shop.shop.status(new AgentId("eva"), AgentStatus.AVAILABLE, "");
        return shop;
    }

    @Test
    void scenario_18_a_warm_transfer_to_a_team_nobody_of_whom_is_there_fails_and_the_owner_keeps_the_session() {
        TestShop shop = withTeams();
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA).withTarget(Target.team(new TeamId("sales"))));

        shop.execute(BY_MAX, id, Transfer.warm(Target.team(new TeamId("repairs"))));

        assertThat(shop.session(id).control().owner()).isEqualTo(MAX);
        assertThat(shop.history(id).get(shop.history(id).size() - 1).event())
                .isInstanceOfSatisfying(
                        TransferFailed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(TransferFailure.TARGET_UNAVAILABLE));
    }

    @Test
    void scenario_18_with_a_fallback_the_transfer_goes_there_without_a_gap_for_the_contact() {
        TestShop shop = withTeams();
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA).withTarget(Target.team(new TeamId("sales"))));

        shop.execute(
                BY_MAX,
                id,
                Transfer.warm(Target.team(new TeamId("repairs"))).withFallback(Target.team(new TeamId("returns"))));
        assertThat(shop.session(id).control().owner()).isEqualTo(MAX);
        var eva = io.github.parlor.people.Actor.agent(new AgentId("eva"));
        assertThat(shop.execute(eva, id, new AcceptTransfer()).isDone()).isTrue();

        assertThat(shop.session(id).control().owner()).isEqualTo(new AgentId("eva"));
        assertThat(shop.stands(id)).isEqualTo(SessionState.ACTIVE);
        assertThat(shop.events(id)).endsWith("TransferStarted", "OwnerReleased", "OwnerAssigned", "TransferCompleted");
    }

    @Test
    void scenario_20_the_late_message_of_a_lost_agent_carries_an_old_epoch_and_is_refused() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        long epoch = shop.state(id).controlEpoch();

        shop.shop.status(MAX, AgentStatus.LOST, "");
        shop.pass(Duration.ofSeconds(60));
        assertThat(shop.stands(id)).isEqualTo(SessionState.QUEUED);
        assertThat(shop.session(id).waiting().orderedFrom()).isEqualTo(TestShop.MONDAY_NOON);
        shop.staffed(IDA);
        shop.accept(IDA, id);

        Result late =
                shop.execute(BY_MAX, id, PostMessage.text("are you there?").withEpoch(epoch));
        assertThat(code(late)).isEqualTo(Code.STALE_EPOCH);
    }

    @Test
    void an_offer_that_is_declined_goes_to_another_agent_and_the_session_keeps_its_place() {
        TestShop shop = TestShop.open().staffed(MAX, IDA);
        ConversationId id = shop.start();
        OpenOffer first = shop.offers(id).get(0);

        shop.execute(BY_IDA, id, new DeclineOffer(first.id(), "lunch"));

        assertThat(shop.offers(id)).extracting(OpenOffer::agent).containsExactly(MAX);
    }

    @Test
    void a_messaging_session_that_waited_longer_than_the_inactivity_is_not_parked_when_it_is_accepted() {
        TestShop shop = TestShop.open();
        ConversationId id = shop.start(messaging(ANNA));
        shop.pass(Duration.ofMinutes(15));
        shop.staffed(MAX);

        shop.accept(MAX, id);
        shop.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(shop.stands(id)).isEqualTo(SessionState.ACTIVE);
        shop.pass(Duration.ofMillis(1));
        assertThat(shop.stands(id)).isEqualTo(SessionState.ON_HOLD);
    }

    @Test
    void a_session_that_wakes_from_a_snooze_is_not_parked_at_the_same_instant() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, messaging(ANNA));
        Instant wake = shop.time.now().wall().plus(Duration.ofHours(2));
        shop.execute(BY_MAX, id, new Hold(HoldKind.SNOOZED, wake, false));

        shop.pass(Duration.ofHours(2));

        assertThat(shop.stands(id)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void scenario_15_a_waiting_session_that_becomes_live_waits_for_room_for_a_live_session() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        shop.serve(MAX, messaging(new ContactId("bob")));
        shop.shop.status(MAX, AgentStatus.AWAY, "");
        ConversationId thread = shop.start(messaging(ANNA));

        shop.execute(BY_ANNA, thread, new SwitchMode(Mode.LIVE));
        shop.shop.status(MAX, AgentStatus.AVAILABLE, "");

        assertThat(shop.stands(thread))
                .as("two thirds of a live session are free")
                .isEqualTo(SessionState.QUEUED);
    }

    @Test
    void scenario_15_a_session_with_an_open_offer_does_not_grow_and_one_that_shrinks_gives_the_rest_back() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId live = shop.start(StartSession.of(ANNA));
        shop.execute(BY_ANNA, live, new SwitchMode(Mode.MESSAGING));
        assertThat(code(shop.execute(BY_ANNA, live, new SwitchMode(Mode.LIVE)))).isEqualTo(Code.WRONG_STATE);
        shop.accept(MAX, live);

        ConversationId other = shop.serve(MAX, messaging(new ContactId("bob")));

        assertThat(shop.stands(other)).as("there is room beside").isEqualTo(SessionState.ACTIVE);
    }
}
