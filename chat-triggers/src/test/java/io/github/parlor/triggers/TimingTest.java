package io.github.parlor.triggers;

import static io.github.parlor.triggers.Storefront.second;
import static io.github.parlor.triggers.Storefront.seconds;
import static io.github.parlor.triggers.Storefront.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final Trigger CHECKOUT =
            trigger("checkout", Condition.page("/checkout/**"), Condition.dwell(seconds(60)));
    private static final Trigger IDLE = trigger("idle", Condition.idle(seconds(120)));
    private static final Trigger FORM = trigger("form", Condition.page(PageKind.FORM), Condition.dwell(seconds(100)));

    @Test
    void scenario_1_who_lingers_at_checkout_is_invited_once_at_60_seconds() {
        Storefront shop = Storefront.with(CHECKOUT).visits("ann", 0).opens("ann", "/checkout/pay", 0);

        assertThat(shop.advanceTo(59.999).said()).isEmpty();
        assertThat(shop.advanceTo(60).said()).containsExactly("checkout ann 60.0");
        assertThat(shop.advanceTo(120).said()).hasSize(1);
    }

    @Test
    void scenario_2_a_key_press_starts_idle_time_again() {
        Storefront shop =
                Storefront.with(IDLE).visits("ann", 0).opens("ann", "/p/1", 0).moves("ann", 119);

        assertThat(shop.advanceTo(238.999).said()).isEmpty();
        assertThat(shop.advanceTo(300).said()).containsExactly("idle ann 239.0");
    }

    @Test
    void scenario_3_S4_6_a_form_open_for_1_minute_40_is_the_moment() {
        Storefront shop = Storefront.with(FORM).visits("ann", 0).opens("ann", "/register", PageKind.FORM, 0);
        shop.moves("ann", 50).moves("ann", 90);

        assertThat(shop.advanceTo(99.9).said()).isEmpty();
        assertThat(shop.advanceTo(100).said()).containsExactly("form ann 100.0");
    }

    @Test
    void scenario_4_turning_the_page_ends_the_wait_and_leaves_no_timer() {
        Storefront shop = Storefront.with(CHECKOUT).visits("ann", 0).opens("ann", "/checkout/pay", 0);
        assertThat(shop.engine.nextDeadline()).contains(second(60));

        shop.opens("ann", "/cart", 59);

        assertThat(shop.engine.nextDeadline()).isEmpty();
        assertThat(shop.advanceTo(600).said()).isEmpty();
    }

    @Test
    void scenario_5_time_in_the_visit_goes_on_over_pages() {
        Trigger site = trigger("site", new Condition.Dwell(seconds(60), Condition.Span.VISIT));
        Storefront shop =
                Storefront.with(site).visits("ann", 0).opens("ann", "/a", 20).opens("ann", "/b", 40);

        assertThat(shop.advanceTo(100).said()).containsExactly("site ann 60.0");
    }

    @Test
    void scenario_7_a_delay_lies_between_zero_and_an_hour() {
        assertThat(Condition.dwell(seconds(3_600))).isNotNull();
        for (Duration wrong : new Duration[] {seconds(3_601), Duration.ZERO, seconds(-1)}) {
            assertThatThrownBy(() -> Condition.dwell(wrong))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("atLeast: expected");
            assertThatThrownBy(() -> Condition.idle(wrong)).isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> Condition.dwell(seconds(3_601))).hasMessageContaining("PT1H");
    }

    @Test
    void scenario_10_time_on_site_counts_from_the_first_page_view() {
        Trigger never = trigger("never", new Condition.Dwell(Condition.MAX_DELAY, Condition.Span.VISIT));
        Storefront shop =
                Storefront.with(never).visits("ann", 0).opens("ann", "/", 0).advanceTo(300);

        assertThat(shop.explanation("ann").blockers())
                .extracting(Explanation.Blocker::seen)
                .containsExactly("PT5M");
    }

    @Test
    void scenarios_11_and_12_the_same_page_again_is_a_new_page_view_of_the_same_visit() {
        Trigger third = trigger("third", new Condition.Visit(null, 3, null, java.util.Set.of()));
        Storefront shop = new Storefront(TriggerRules.builder()
                .add(CHECKOUT)
                .add(third)
                .invitationsPerVisit(2)
                .pause(seconds(1))
                .build());
        shop.visits("ann", 0).opens("ann", "/checkout/pay", 0).visits("ann", 40).opens("ann", "/checkout/pay", 40);

        assertThat(shop.advanceTo(99.9).said()).isEmpty();
        assertThat(shop.advanceTo(110).said()).containsExactly("checkout ann 100.0");
        assertThat(shop.opens("ann", "/checkout/pay", 120).said()).contains("third ann 120.0");
        assertThat(shop.invites.get(1).visit()).isEqualTo(1);
    }

    @Test
    void S4_5_two_minutes_without_activity_on_a_page() {
        Storefront shop = Storefront.with(IDLE).visits("ann", 0);
        assertThat(shop.advanceTo(500).said()).as("no page yet").isEmpty();

        shop.opens("ann", "/p/1", 500);

        assertThat(shop.advanceTo(619.999).said()).isEmpty();
        assertThat(shop.advanceTo(620).said()).containsExactly("idle ann 620.0");
    }

    @Test
    void S0_6_S2_5_too_long_at_checkout_hands_over_the_page_and_the_cart() {
        Trigger payment = trigger("payment", Condition.page(PageKind.CHECKOUT), Condition.dwell(seconds(120)));
        Storefront shop =
                Storefront.with(payment).visits("ann", 0).tell("ann", Storefront.cart(Storefront.euros(4_990), 2), 5);

        shop.opens("ann", "/pay?step=2", PageKind.CHECKOUT, 10).advanceTo(200);

        assertThat(shop.said()).containsExactly("payment ann 130.0");
        assertThat(shop.invites.get(0).path()).isEqualTo("/pay?step=2");
        assertThat(shop.invites.get(0).cartTotal()).isEqualTo(Storefront.euros(9_980));
    }

    @Test
    void a_change_of_the_cart_is_activity_and_leaves_dwell_as_it_is() {
        Storefront idle = Storefront.with(IDLE).visits("ann", 0).opens("ann", "/p/1", 0);
        Storefront dwell = Storefront.with(CHECKOUT).visits("ann", 0).opens("ann", "/checkout/pay", 0);

        idle.tell("ann", Storefront.cart(Storefront.euros(1), 1), 30).advanceTo(200);
        dwell.tell("ann", Storefront.cart(Storefront.euros(1), 1), 30).advanceTo(200);

        assertThat(idle.said()).containsExactly("idle ann 150.0");
        assertThat(dwell.said()).containsExactly("checkout ann 60.0");
    }

    @Test
    void a_deadline_at_the_instant_of_an_event_comes_first_whether_or_not_time_was_told() {
        for (VisitEvent event : new VisitEvent[] {
            Storefront.page("/cart", PageKind.CART), new VisitEvent.VisitEnded(), new VisitEvent.Activity()
        }) {
            Storefront told = Storefront.with(CHECKOUT).visits("ann", 0).opens("ann", "/checkout/pay", 0);
            Storefront untold = Storefront.with(CHECKOUT).visits("ann", 0).opens("ann", "/checkout/pay", 0);

            told.advanceTo(60).tell("ann", event, 60);
            untold.tell("ann", event, 60);

            assertThat(told.said()).as("%s", event).containsExactly("checkout ann 60.0");
            assertThat(untold.invites).as("%s", event).isEqualTo(told.invites);
        }
    }

    @Test
    void an_event_runs_the_deadlines_of_its_own_visitor_at_their_own_instants() {
        Storefront shop = Storefront.with(IDLE)
                .visits("ann", 0)
                .visits("bob", 0)
                .opens("ann", "/", 0)
                .opens("bob", "/", 1);

        shop.opens("bob", "/p/1", 500);
        assertThat(shop.said()).containsExactly("idle bob 121.0");

        assertThat(shop.advanceTo(500).said()).containsExactly("idle bob 121.0", "idle ann 120.0");
    }

    @Test
    void deadlines_run_in_the_order_of_time_then_visitor() {
        Storefront shop = Storefront.with(IDLE);
        for (String visitor : new String[] {"dan", "cid", "bob", "ann"}) {
            shop.visits(visitor, 0).opens(visitor, "/", visitor.equals("dan") ? 0 : 5);
        }

        assertThat(shop.advanceTo(1_000).said())
                .containsExactly("idle dan 120.0", "idle ann 125.0", "idle bob 125.0", "idle cid 125.0");
    }

    @Test
    void scenario_19_fifty_thousand_deadlines_at_one_instant_run_in_one_step() {
        Storefront shop = Storefront.with(IDLE);
        for (int i = 0; i < 50_000; i++) {
            String visitor = String.format("v%05d", i);
            shop.visits(visitor, 0).opens(visitor, "/tv", 0);
        }

        shop.advanceTo(120);

        assertThat(shop.invites).hasSize(50_000);
        assertThat(shop.invites).extracting(invite -> invite.visitor()).isSorted();
        assertThat(shop.engine.nextDeadline()).isEmpty();
    }

    @Test
    void time_told_once_does_not_go_back() {
        Storefront shop = Storefront.with(IDLE).visits("ann", 0).advanceTo(100);

        assertThatThrownBy(() -> shop.advanceTo(99))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("now: expected an instant not before 2026-03-02T09:01:40Z");
        shop.opens("ann", "/", 30);
        assertThat(shop.advanceTo(500).said()).as("opened at 100, not at 30").containsExactly("idle ann 220.0");
    }

    @Test
    void an_earlier_event_of_one_visitor_counts_as_happening_at_the_latest_instant() {
        Storefront shop =
                Storefront.with(IDLE).visits("ann", 0).opens("ann", "/", 50).moves("ann", 10);

        assertThat(shop.advanceTo(500).said()).containsExactly("idle ann 170.0");
    }

    @Test
    void instants_beyond_the_calendar_are_refused() {
        Storefront shop = Storefront.with(IDLE);

        assertThatThrownBy(() -> shop.engine.advanceTo(java.time.Instant.MAX, shop::availability))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("now: expected an instant in the years 1 to 9999");
    }
}
