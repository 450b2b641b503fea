package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.commerce.Money;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Target;
import io.github.parlor.triggers.NaiveInviter.Told;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random visitors under random rules: the engine, in whatever steps, says what the second-by-second simulation says.
 */
class HistoryTest {
    private static final int SECONDS = 150;
    private static final List<PageKind> KINDS = List.of(PageKind.HOME, PageKind.PRODUCT, PageKind.CHECKOUT);
    private static final List<Target> TARGETS =
            List.of(Target.ANYONE, Target.skill(new SkillId("french")), Target.skill(new SkillId("lamps")));

    @Test
    void scenario_33_the_engine_agrees_with_a_simulation_second_by_second() {
        agreesWithSimulation(300);
    }

    @Test
    void one_large_step_gives_the_same_as_many_small_ones() {
        largeStepsEqualSmallOnes(300);
    }

    @Test
    @Tag("slow")
    void both_hold_over_many_more_histories() {
        agreesWithSimulation(5_000);
        largeStepsEqualSmallOnes(5_000);
    }

    private static void agreesWithSimulation(int seeds) {
        int invitations = 0;
        for (long seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TriggerRules rules = rules(random);
            List<Told> history = history(random);
            Set<Target> closed = closed(random);
            NaiveInviter naive = new NaiveInviter(rules, closed::contains);
            Storefront shop = shop(rules, closed);
            for (int second = 0, next = 0; second < SECONDS; second++) {
                if (random.nextInt(20) == 0) {
                    toggle(closed, shop, TARGETS.get(random.nextInt(TARGETS.size())));
                }
                shop.advanceTo(second);
                naive.tick(second);
                for (; next < history.size() && history.get(next).second() == second; next++) {
                    Told told = history.get(next);
                    shop.tell(told.visitor(), told.event(), second);
                    naive.tell(second, told.visitor(), told.event());
                }
            }
            invitations += naive.said.size();
            assertThat(shop.said()).as("seed %d", seed).isEqualTo(naive.said);
        }
        assertThat(invitations).isGreaterThan(seeds);
    }

    private static void largeStepsEqualSmallOnes(int seeds) {
        int invitations = 0;
        for (long seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TriggerRules rules = rules(random);
            Set<Target> closed = closed(random);
            Storefront small = shop(rules, closed);
            Storefront large = shop(rules, closed);
            Storefront untold = shop(rules, closed);
            int reached = 0;
            for (Told told : history(random)) {
                while (reached < told.second()) {
                    small.advanceTo(++reached);
                }
                large.advanceTo(reached);
                for (Storefront shop : List.of(small, large, untold)) {
                    shop.tell(told.visitor(), told.event(), told.second());
                }
            }
            while (reached < 4 * SECONDS) {
                small.advanceTo(reached += 1 + random.nextInt(9));
            }
            large.advanceTo(reached);
            untold.advanceTo(reached);

            invitations += small.invites.size();
            assertThat(large.invites).as("seed %d", seed).isEqualTo(small.invites);
            assertThat(untold.invites).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(small.invites);
        }
        assertThat(invitations).isGreaterThan(seeds);
    }

    @Test
    void scenario_45_a_rule_that_does_not_invite_has_exactly_one_standing_that_agrees_with_its_blockers() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TriggerRules rules = rules(random);
            Storefront shop = shop(rules, closed(random));
            history(random).forEach(told -> shop.tell(told.visitor(), told.event(), told.second()));
            shop.advanceTo(SECONDS);
            for (String visitor : List.of("ann", "bob", "cid")) {
                List<Explanation> all = shop.engine.explain(new io.github.parlor.id.VisitorId(visitor));
                assertThat(all.size())
                        .as("seed %d", seed)
                        .isIn(0, rules.triggers().size());
                for (Explanation one : all) {
                    boolean blocked = !one.blockers().isEmpty();
                    assertThat(one.standing()).as("seed %d", seed).isNotEqualTo(Explanation.Standing.READY);
                    if (one.standing() == Explanation.Standing.CONDITION
                            || one.standing() == Explanation.Standing.CLOSED) {
                        assertThat(blocked)
                                .as("seed %d", seed)
                                .isEqualTo(one.standing() == Explanation.Standing.CONDITION);
                    }
                }
            }
        }
    }

    private static Storefront shop(TriggerRules rules, Set<Target> closed) {
        Storefront shop = new Storefront(rules);
        shop.closed.addAll(closed);
        return shop;
    }

    private static Set<Target> closed(SplittableRandom random) {
        Set<Target> closed = new java.util.HashSet<>();
        TARGETS.stream().filter(target -> random.nextInt(4) == 0).forEach(closed::add);
        return closed;
    }

    private static void toggle(Set<Target> closed, Storefront shop, Target target) {
        if (closed.remove(target)) {
            shop.closed.remove(target);
        } else {
            closed.add(target);
            shop.closed.add(target);
        }
    }

    private static List<Told> history(SplittableRandom random) {
        List<Told> history = new ArrayList<>();
        for (String visitor : List.of("ann", "bob", "cid")) {
            int number = 1;
            history.add(new Told(random.nextInt(30), visitor, start(random, number)));
            int events = 2 + random.nextInt(14);
            int second = history.get(history.size() - 1).second();
            for (int i = 0; i < events; i++) {
                second = Math.min(SECONDS - 1, second + random.nextInt(30));
                number += random.nextInt(8) == 0 ? 1 : 0;
                history.add(new Told(second, visitor, event(random, number)));
            }
        }
        history.sort(Comparator.comparingInt(Told::second).thenComparing(Told::visitor));
        return history;
    }

    private static VisitEvent event(SplittableRandom random, int number) {
        return switch (random.nextInt(8)) {
            case 0 -> new VisitEvent.Activity();
            case 1 -> Storefront.cart(Money.of(random.nextInt(4), random.nextInt(5) == 0 ? "USD" : "EUR"), 1);
            case 2 -> random.nextInt(3) == 0 ? new VisitEvent.VisitEnded() : new VisitEvent.Activity();
            case 3 -> new VisitEvent.VisitStarted(Math.max(1, number - random.nextInt(2)), null, null, null);
            default -> Storefront.page("/", kind(random));
        };
    }

    private static VisitEvent start(SplittableRandom random, int number) {
        String country = List.of("FR", "US", "").get(random.nextInt(3));
        return new VisitEvent.VisitStarted(number, country.isEmpty() ? null : country, null, null);
    }

    static TriggerRules rules(SplittableRandom random) {
        TriggerRules.Builder rules = TriggerRules.builder()
                .invitationsPerVisit(1 + random.nextInt(3))
                .pause(Duration.ofSeconds(1 + random.nextInt(40)));
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Condition[] conditions = new Condition[1 + random.nextInt(3)];
            java.util.Arrays.setAll(conditions, any -> condition(random, 3));
            Trigger.Builder trigger = Trigger.builder("t" + i)
                    .when(conditions)
                    .text("May I help?")
                    .priority(random.nextInt(3))
                    .target(TARGETS.get(random.nextInt(TARGETS.size())));
            rules.add(random.nextInt(10) == 0 ? trigger.disabled().build() : trigger.build());
        }
        return rules.build();
    }

    private static Condition condition(SplittableRandom random, int depth) {
        Duration time = Duration.ofSeconds(1 + random.nextInt(40));
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0 -> Condition.page(kind(random), kind(random));
            case 1 -> Condition.dwell(time);
            case 2 -> Condition.idle(time);
            case 3 -> new Condition.Dwell(time, Condition.Span.VISIT);
            case 4 -> Condition.cartAtLeast(Storefront.euros(random.nextInt(4)));
            case 5 -> random.nextBoolean() ? Condition.countryIn("FR") : Condition.countryNotIn("FR");
            case 6 ->
                random.nextBoolean()
                        ? Condition.visitAtLeast(1 + random.nextInt(2))
                        : new Condition.Visit(null, 1 + random.nextInt(3), null, Set.of());
            case 7 -> Condition.not(condition(random, depth - 1));
            case 8 -> Condition.all(condition(random, depth - 1), condition(random, depth - 1));
            default -> Condition.any(condition(random, depth - 1), condition(random, depth - 1));
        };
    }

    private static PageKind kind(SplittableRandom random) {
        return KINDS.get(random.nextInt(3));
    }
}
