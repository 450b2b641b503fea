package io.github.parlor.triggers;

import static io.github.parlor.triggers.Storefront.seconds;
import static io.github.parlor.triggers.Storefront.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.VisitEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvitingTest {
    private static final Target FRENCH = Target.skill(new SkillId("french"));
    private static final Condition ALWAYS = Condition.visitAtLeast(1);
    private static final Trigger IDLE = trigger("idle", Condition.idle(seconds(120)));
    private static final Trigger DWELL = trigger("dwell", Condition.dwell(seconds(60)));

    @Test
    void scenario_37_S4_21_once_per_visit_however_many_rules_match() {
        Storefront shop = Storefront.with(DWELL, IDLE)
                .visits("ann", 0)
                .opens("ann", "/", 0)
                .advanceTo(1_000);
        shop.opens("ann", "/b", 1_000).advanceTo(2_000);
        assertThat(shop.said()).containsExactly("dwell ann 60.0");

        shop.leaves("ann", 2_000)
                .tell("ann", Storefront.started(2), 3_000)
                .opens("ann", "/", 3_000)
                .advanceTo(5_000);

        assertThat(shop.said()).containsExactly("dwell ann 60.0", "dwell ann 3060.0");
        assertThat(shop.invites.get(1).visit()).isEqualTo(2);
    }

    @Test
    void several_invitations_come_of_different_rules_with_a_pause_between() {
        Storefront shop = new Storefront(TriggerRules.builder()
                .invitationsPerVisit(2)
                .pause(seconds(300))
                .add(DWELL)
                .add(IDLE)
                .add(trigger("third", ALWAYS, Condition.dwell(seconds(130))))
                .build());
        shop.visits("ann", 0).opens("ann", "/", 0).advanceTo(359.999);
        assertThat(shop.said()).containsExactly("dwell ann 60.0");

        assertThat(shop.advanceTo(3_000).said()).containsExactly("dwell ann 60.0", "idle ann 360.0");
    }

    @Test
    void one_rule_invites_once_in_a_visit_even_if_more_are_allowed() {
        Storefront shop = new Storefront(TriggerRules.builder()
                .invitationsPerVisit(10)
                .pause(seconds(1))
                .add(DWELL)
                .build());
        shop.visits("ann", 0).opens("ann", "/", 0).advanceTo(500).opens("ann", "/b", 500);

        assertThat(shop.advanceTo(3_000).said()).containsExactly("dwell ann 60.0");
        assertThat(shop.engine.nextDeadline()).isEmpty();
    }

    @Test
    void the_highest_priority_wins_then_the_first_in_the_rules() {
        Trigger low = trigger("low", ALWAYS);
        Trigger first =
                Trigger.builder("first").when(ALWAYS).text("1").priority(7).build();
        Trigger second =
                Trigger.builder("second").when(ALWAYS).text("2").priority(7).build();
        Trigger off = Trigger.builder("off")
                .when(ALWAYS)
                .text("x")
                .priority(9)
                .disabled()
                .build();

        assertThat(Storefront.with(low, off, first, second).visits("ann", 0).said())
                .containsExactly("first ann 0.0");
        assertThat(Storefront.with(low, off, second, first).visits("ann", 0).said())
                .containsExactly("second ann 0.0");
    }

    @Test
    void scenario_9_two_tabs_of_one_visit_are_invited_once() {
        Storefront shop = Storefront.with(DWELL)
                .visits("ann", 0)
                .visits("ann", 0)
                .opens("ann", "/a", 0)
                .opens("ann", "/a", 0);

        assertThat(shop.advanceTo(500).said()).containsExactly("dwell ann 60.0");
    }

    @Test
    void S4_14_nobody_is_invited_while_closed_and_nothing_is_used_up() {
        Storefront shop = Storefront.with(IDLE).visits("ann", 0).opens("ann", "/", 0);
        shop.closed.add(Target.ANYONE);
        assertThat(shop.advanceTo(200).said()).isEmpty();
        assertThat(shop.engine.counts()).isEqualTo(new TriggerEngine.Counts(1, 0, 1, 0, 0));

        shop.closed.clear();
        shop.opens("ann", "/b", 200);

        assertThat(shop.advanceTo(400).said()).containsExactly("idle ann 320.0");
    }

    @Test
    void scenario_38_an_agent_who_comes_online_is_seen_when_the_rule_is_considered_next() {
        Storefront shop = Storefront.with(DWELL).visits("ann", 0).opens("ann", "/", 0);
        shop.closed.add(Target.ANYONE);
        shop.advanceTo(70);
        shop.closed.clear();

        assertThat(shop.advanceTo(90).said()).as("time alone asks nobody again").isEmpty();
        assertThat(shop.moves("ann", 90).said()).containsExactly("dwell ann 90.0");
    }

    @Test
    void scenario_38_availability_in_the_middle_of_the_wait_does_not_matter() {
        Storefront shop = Storefront.with(DWELL).visits("ann", 0);
        shop.closed.add(Target.ANYONE);
        shop.opens("ann", "/", 0).advanceTo(30);
        shop.closed.clear();

        assertThat(shop.advanceTo(60).said()).containsExactly("dwell ann 60.0");
    }

    @Test
    void a_rule_whose_target_is_closed_leaves_the_turn_to_the_next() {
        Trigger french = Trigger.builder("french")
                .when(ALWAYS)
                .text("Bonjour")
                .priority(1)
                .target(FRENCH)
                .build();
        Storefront shop = Storefront.with(trigger("anyone", ALWAYS), french);
        shop.closed.add(FRENCH);

        assertThat(shop.visits("ann", 0).said()).containsExactly("anyone ann 0.0");
        assertThat(shop.asked).isEqualTo(2);
    }

    @Test
    void another_rules_deadline_does_not_consider_a_rule_that_was_refused() {
        Trigger french = Trigger.builder("french")
                .when(ALWAYS)
                .text("Bonjour")
                .target(FRENCH)
                .build();
        Storefront shop = Storefront.with(french, DWELL);
        shop.closed.add(FRENCH);
        shop.closed.add(Target.ANYONE);
        shop.visits("ann", 0).opens("ann", "/", 0);
        shop.asked = 0;

        shop.advanceTo(60);

        assertThat(shop.asked).as("only the rule that waited for this instant").isEqualTo(1);
    }

    @Test
    void availability_is_asked_only_when_a_rule_is_about_to_invite() {
        Storefront shop = Storefront.with(DWELL, IDLE)
                .visits("ann", 0)
                .opens("ann", "/", 0)
                .moves("ann", 30)
                .advanceTo(59);
        assertThat(shop.asked).isZero();

        shop.advanceTo(10_000).opens("ann", "/b", 10_000).advanceTo(20_000);

        assertThat(shop.asked).isEqualTo(1);
    }

    @Test
    void scenario_27_three_countries_and_a_dwell_wait_for_one_instant() {
        Condition dach = Condition.any(Condition.countryIn("DE"), Condition.countryIn("AT"), Condition.countryIn("CH"));
        Storefront shop =
                Storefront.with(trigger("dach", dach, new Condition.Dwell(seconds(30), Condition.Span.VISIT)));
        shop.tell("ann", new VisitEvent.VisitStarted(1, "AT", null, null), 0).opens("ann", "/", 10);

        assertThat(shop.engine.nextDeadline()).contains(Storefront.second(30));
        assertThat(shop.advanceTo(100).said()).containsExactly("dach ann 30.0");
        assertThat(shop.engine.nextDeadline()).isEmpty();
    }

    @Test
    void a_higher_visit_number_is_a_new_visit_and_a_lower_one_is_late() {
        Storefront shop = Storefront.with(DWELL)
                .tell("ann", Storefront.started(5), 0)
                .opens("ann", "/", 0)
                .advanceTo(60);
        shop.tell("ann", Storefront.started(4), 70).opens("ann", "/", 70).advanceTo(1_000);
        assertThat(shop.said()).containsExactly("dwell ann 60.0");
        assertThat(shop.engine.counts().ignored()).isEqualTo(1);

        shop.tell("ann", Storefront.started(6), 1_000);
        assertThat(shop.explanation("ann").blockers().get(0).seen()).isEqualTo("no page");
        shop.opens("ann", "/", 1_000).advanceTo(2_000);

        assertThat(shop.said()).containsExactly("dwell ann 60.0", "dwell ann 1060.0");
    }

    @Test
    void a_visit_told_again_fills_what_was_unknown_and_keeps_what_was_known() {
        Trigger swiss = trigger("swiss", Condition.countryIn("CH"), Condition.not(Condition.countryIn("DE")));
        Storefront shop = Storefront.with(swiss).visits("ann", 0);
        assertThat(shop.said()).isEmpty();

        shop.tell("ann", new VisitEvent.VisitStarted(1, "CH", "de", null), 5);
        assertThat(shop.said()).containsExactly("swiss ann 5.0");

        Storefront kept = Storefront.with(swiss).tell("bob", new VisitEvent.VisitStarted(1, "DE", null, null), 0);
        assertThat(kept.tell("bob", new VisitEvent.VisitStarted(1, "CH", null, null), 1)
                        .said())
                .isEmpty();
    }

    @Test
    void events_outside_a_visit_are_ignored_and_counted() {
        Storefront shop = Storefront.with(DWELL)
                .opens("ann", "/", 0)
                .moves("ann", 1)
                .leaves("ann", 2)
                .visits("ann", 3);
        shop.leaves("ann", 4).opens("ann", "/", 5).advanceTo(1_000);

        assertThat(shop.said()).isEmpty();
        assertThat(shop.engine.counts()).isEqualTo(new TriggerEngine.Counts(0, 0, 0, 0, 4));
        assertThat(shop.engine.explain(new VisitorId("ann"))).isEmpty();
    }

    @Test
    void scenario_62_visitors_beyond_the_bound_push_out_the_one_silent_longest() {
        Storefront shop = new Storefront(
                TriggerEngine.builder(Storefront.rules(DWELL)).maxVisitors(2).build());
        shop.visits("ann", 0)
                .opens("ann", "/", 0)
                .visits("bob", 0)
                .opens("bob", "/", 1)
                .moves("ann", 2);

        shop.visits("cid", 3).opens("bob", "/b", 4);

        assertThat(shop.engine.counts()).isEqualTo(new TriggerEngine.Counts(2, 0, 0, 1, 1));
        assertThat(shop.advanceTo(1_000).said()).containsExactly("dwell ann 60.0");
    }

    @Test
    void scenario_62_a_flood_of_visitors_stays_within_the_bound() {
        Storefront shop = new Storefront(
                TriggerEngine.builder(Storefront.rules(DWELL)).maxVisitors(100).build());
        for (int i = 0; i < 10_000; i++) {
            shop.visits("v" + i, 0).opens("v" + i, "/" + i, 0);
        }

        assertThat(shop.engine.counts()).isEqualTo(new TriggerEngine.Counts(100, 0, 0, 9_900, 0));
        assertThat(shop.advanceTo(60).invites).hasSize(100);
    }

    @Test
    void an_availability_that_fails_loses_no_event_and_no_invitation() {
        Storefront shop = Storefront.with(DWELL)
                .visits("ann", 0)
                .visits("bob", 0)
                .opens("ann", "/", 0)
                .opens("bob", "/", 0);
        int[] answers = {1};

        assertThatThrownBy(() -> shop.engine.advanceTo(Storefront.second(100), target -> {
                    if (answers[0]-- == 0) {
                        throw new IllegalStateException("no answer");
                    }
                    return shop.availability(target);
                }))
                .hasMessage("no answer");
        assertThat(shop.engine.counts().invited()).isEqualTo(1);

        assertThat(shop.advanceTo(100).said()).containsExactly("dwell ann 60.0", "dwell bob 60.0");
    }

    @Test
    @SuppressWarnings("NullAway") // the answer that must not be
    void an_event_whose_availability_fails_has_not_happened() {
        Storefront shop = Storefront.with(trigger("b", Condition.page("/b")))
                .visits("ann", 0)
                .opens("ann", "/a", 0);

        assertThatThrownBy(() -> shop.engine.accept(
                        new VisitorId("ann"),
                        Storefront.page("/b", io.github.parlor.visit.PageKind.OTHER),
                        Storefront.second(5),
                        target -> null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("availability: expected a value, got null");
        assertThat(shop.explanation("ann").blockers().get(0).seen()).isEqualTo("OTHER '/a'");

        assertThat(shop.opens("ann", "/b", 5).said()).containsExactly("b ann 5.0");
    }

    @Test
    void an_availability_that_calls_the_engine_is_refused() {
        Storefront shop = Storefront.with(trigger("any", ALWAYS));

        assertThatThrownBy(() -> shop.engine.accept(
                        new VisitorId("ann"), Storefront.started(1), Storefront.second(0), target -> {
                            shop.engine.nextDeadline();
                            return shop.availability(target);
                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void scenario_46_the_same_history_gives_the_same_decisions() {
        assertThat(history().invites).isEqualTo(history().invites).hasSize(3);
    }

    private static Storefront history() {
        Storefront shop = Storefront.with(IDLE, DWELL);
        for (String visitor : List.of("cid", "ann", "bob")) {
            shop.visits(visitor, 0).opens(visitor, "/" + visitor, 1);
        }
        return shop.moves("ann", 30).advanceTo(500);
    }

    @Test
    void threads_with_visitors_of_their_own_do_not_disturb_each_other() throws Exception {
        TriggerEngine engine = TriggerEngine.builder(Storefront.rules(DWELL)).build();
        List<Storefront> shops =
                List.of(new Storefront(engine), new Storefront(engine), new Storefront(engine), new Storefront(engine));
        var threads = shops.stream()
                .map(shop -> new Thread(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        String visitor = shops.indexOf(shop) + "-" + i;
                        shop.visits(visitor, 0).opens(visitor, "/", 0).moves(visitor, 60);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(shops).allSatisfy(shop -> assertThat(Set.copyOf(shop.said())).hasSize(1_000));
        assertThat(engine.counts()).isEqualTo(new TriggerEngine.Counts(4_000, 4_000, 0, 0, 0));
    }
}
