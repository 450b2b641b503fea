package io.github.parlor.triggers;

import static io.github.parlor.triggers.Storefront.second;
import static io.github.parlor.triggers.Storefront.seconds;
import static io.github.parlor.triggers.Storefront.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Availability;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.triggers.Explanation.Blocker;
import io.github.parlor.triggers.Explanation.Standing;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Condition DWELL = Condition.dwell(seconds(60));
    private static final Condition RICH = Condition.cartAtLeast(Storefront.euros(5_000));

    @Test
    void each_condition_that_does_not_hold_is_told_with_the_value_seen() {
        Condition abroad = Condition.not(Condition.countryIn("FR"));
        Storefront shop = Storefront.with(trigger("help", Condition.page("/pay"), DWELL, RICH, abroad));
        shop.visits("ann", 0)
                .opens("ann", "/pay", 10)
                .tell("ann", Storefront.cart(Storefront.euros(700), 2), 20)
                .advanceTo(40);

        Explanation help = shop.explanation("ann");

        assertThat(help.standing()).isEqualTo(Standing.CONDITION);
        assertThat(help.blockers())
                .containsExactly(
                        new Blocker("conditions[1]", DWELL, Truth.FALSE, "PT30S", second(70)),
                        new Blocker("conditions[2]", RICH, Truth.FALSE, "1400 EUR minor, 2 pieces", null),
                        new Blocker("conditions[3]", abroad, Truth.UNKNOWN, "no country", null));
    }

    @Test
    void within_combinations_the_parts_that_stand_in_the_way_are_told() {
        Condition page = Condition.page("/pay");
        Condition either = Condition.any(RICH, Condition.all(Condition.visitAtLeast(1), page));
        Storefront shop =
                Storefront.with(trigger("help", either)).visits("ann", 0).opens("ann", "/cart", 0);

        assertThat(shop.explanation("ann").blockers())
                .containsExactly(
                        new Blocker("conditions[0].conditions[0]", RICH, Truth.UNKNOWN, "no cart", null),
                        new Blocker(
                                "conditions[0].conditions[1].conditions[1]", page, Truth.FALSE, "OTHER '/cart'", null));
    }

    @Test
    void scenario_60_what_the_visitor_sent_is_shown_cut_and_never_read_again() {
        Storefront shop =
                Storefront.with(trigger("help", Condition.page("/pay"))).visits("ann", 0);
        shop.opens("ann", "/a${jndi:x}" + "x".repeat(100), 0);

        assertThat(shop.explanation("ann").blockers().get(0).seen())
                .isEqualTo("OTHER '/a${jndi:x}" + "x".repeat(28) + "…' (111 characters)");
    }

    @Test
    void a_rule_that_has_invited_and_one_that_came_too_late_for_the_limit() {
        Storefront shop = Storefront.with(trigger("first", Condition.page("/")), trigger("second", DWELL));
        shop.visits("ann", 0).opens("ann", "/", 0).advanceTo(100);

        assertThat(shop.engine.explain(new VisitorId("ann")))
                .extracting(Explanation::standing)
                .containsExactly(Standing.HAS_INVITED, Standing.LIMIT_REACHED);
    }

    @Test
    void a_pause_is_told_with_its_end() {
        Storefront shop = new Storefront(TriggerRules.builder()
                .invitationsPerVisit(2)
                .pause(seconds(30))
                .add(trigger("first", Condition.page("/")))
                .add(trigger("second", Condition.page("/")))
                .build());
        shop.visits("ann", 0).opens("ann", "/", 5);

        Explanation second = shop.engine.explain(new VisitorId("ann")).get(1);

        assertThat(second.standing()).isEqualTo(Standing.PAUSED);
        assertThat(second.until()).isEqualTo(second(35));
        assertThat(second.blockers()).isEmpty();
    }

    @Test
    void scenario_38_a_closed_target_is_told_with_its_reason_and_when_it_was_asked() {
        Storefront shop =
                Storefront.with(trigger("help", DWELL)).visits("ann", 0).opens("ann", "/", 0);
        shop.closed.add(Target.ANYONE);
        shop.advanceTo(90);

        assertThat(shop.explanation("ann"))
                .isEqualTo(new Explanation(
                        new io.github.parlor.id.TriggerId("help"),
                        Standing.CLOSED,
                        java.util.List.of(),
                        second(60),
                        null,
                        Availability.Reason.NOBODY_THERE));
    }

    @Test
    void a_disabled_rule_is_told_as_such_with_its_conditions() {
        Trigger off = Trigger.builder("off").when(DWELL).text("x").disabled().build();
        Storefront shop = Storefront.with(off).visits("ann", 0);

        assertThat(shop.explanation("ann").standing()).isEqualTo(Standing.DISABLED);
        assertThat(shop.explanation("ann").blockers())
                .containsExactly(new Blocker("conditions[0]", DWELL, Truth.UNKNOWN, "no page", null));
    }

    @Test
    void explaining_changes_nothing() {
        Storefront shop =
                Storefront.with(trigger("help", DWELL)).visits("ann", 0).opens("ann", "/", 0);

        assertThat(shop.explanation("ann")).isEqualTo(shop.explanation("ann"));
        assertThat(shop.asked).isZero();
        assertThat(shop.advanceTo(60).said()).containsExactly("help ann 60.0");
    }
}
