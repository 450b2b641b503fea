package io.github.parlor.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.live.RoutingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of the benchmark of plans stays where it should and makes the router do what the line is called after. */
class PlanLoadTest {
    private static final int AGENTS = 128;
    private static final int STEPS = 8_000;

    @ParameterizedTest
    @EnumSource
    void the_load_stays_and_nobody_is_left_waiting_once_all_slots_were_given_back(PlanLine line) {
        Setting setting = new Setting(AGENTS, 0, 1, true, 1);
        Load<?> load = line.open(setting, event -> {});
        load.fill();
        Clerk<?> clerk = load.seat(0);
        long calls = clerk.calls();
        for (int step = 0; step < STEPS; step++) {
            clerk.step();
        }

        assertThat(clerk.calls() - calls).isEqualTo(STEPS);
        assertThat(clerk.active()).isBetween(setting.slots() * 7 / 10, setting.slots());
        assertThat(clerk.waiting()).isBetween(-5, setting.slots() / 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SKILL_ROUTER", "BASE"})
    void a_backlog_stays(PlanLine line) {
        Setting setting = new Setting(64, 1_000, 1, true, 1);
        Load<?> load = line.open(setting, event -> {});
        load.fill();
        Clerk<?> clerk = load.seat(0);
        for (int step = 0; step < STEPS; step++) {
            clerk.step();
        }

        assertThat(clerk.active()).isBetween(setting.slots() * 8 / 10, setting.slots());
        assertThat(clerk.waiting()).isBetween(990, 1_010);
    }

    @Test
    void the_base_is_offered_and_declined_and_ends_and_hardly_anything_else() {
        Counts counts = counts(PlanLine.BASE);

        assertThat(counts.of(RoutingEvent.Offered.class)).isGreaterThan(STEPS / 4);
        assertThat(counts.of(RoutingEvent.Assigned.class)).isGreaterThan(STEPS / 4);
        assertThat(counts.of(RoutingEvent.Declined.class)).isGreaterThan(STEPS / 400);
        assertThat(counts.of(RoutingEvent.Ended.class)).isGreaterThan(STEPS / 4);
        assertThat(counts.of(RoutingEvent.Lapsed.class)).isZero();
        assertThat(counts.of(RoutingEvent.StepEntered.class)).isZero();
        assertThat(counts.of(RoutingEvent.OfAgent.class)).isZero();
    }

    @Test
    void what_is_in_a_queue_nobody_enters_changes_nothing() {
        assertThat(events(PlanLine.ELSEWHERE)).isEqualTo(events(PlanLine.BASE));
    }

    @Test
    void steps_of_the_ladder_are_taken_and_later_rings_serve() {
        List<RoutingEvent> events = events(PlanLine.LADDER);

        assertThat(steps(events)).contains(1, 2);
        assertThat(events.stream()
                        .filter(RoutingEvent.Offered.class::isInstance)
                        .map(event ->
                                ((RoutingEvent.Offered) event).suitability().tier())
                        .distinct())
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void groups_are_asked_by_rank_and_after_their_delay() {
        List<RoutingEvent> events = events(PlanLine.GROUPS);

        Map<SessionId, Instant> since = new HashMap<>();
        Set<Integer> ranks = new HashSet<>();
        for (RoutingEvent event : events) {
            if (event instanceof RoutingEvent.Queued queued) {
                since.put(queued.session(), queued.at());
            } else if (event instanceof RoutingEvent.Offered offered && since.containsKey(offered.session())) {
                int rank = offered.suitability().rank();
                ranks.add(rank);
                Instant queued = since.getOrDefault(offered.session(), offered.at());
                assertThat(rank == 2 && offered.at().isBefore(queued.plusSeconds(20)))
                        .isFalse();
            }
        }
        assertThat(ranks).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void some_agents_reach_their_rate_and_are_given_no_more() {
        Map<AgentId, List<Instant>> given = new HashMap<>();
        int full = 0;
        for (RoutingEvent event : events(PlanLine.LIMITS)) {
            if (event instanceof RoutingEvent.Assigned assigned) {
                List<Instant> its = given.computeIfAbsent(assigned.agent(), agent -> new ArrayList<>());
                Instant from = assigned.at().minus(Duration.ofMinutes(30));
                its.removeIf(at -> !at.isAfter(from));
                its.add(assigned.at());
                // Counted when offered, a little earlier than assigned.
                assertThat(its).hasSizeLessThanOrEqualTo(12);
                full += its.size() >= 10 ? 1 : 0;
            }
        }
        assertThat(full).isGreaterThan(STEPS / 100);
    }

    @Test
    void a_channel_that_stands_alone_leads_to_other_decisions() {
        assertThat(events(PlanLine.CHANNELS)).isNotEqualTo(events(PlanLine.BASE));
    }

    @Test
    void three_are_asked_and_two_offers_are_taken_back() {
        Counts counts = counts(PlanLine.BROADCAST);

        assertThat(counts.of(RoutingEvent.Offered.class)).isGreaterThan(2 * counts.of(RoutingEvent.Assigned.class));
        assertThat(counts.of(RoutingEvent.Withdrawn.class)).isGreaterThan(counts.of(RoutingEvent.Assigned.class));
    }

    @Test
    void wrap_up_ends_by_time() {
        Counts counts = counts(PlanLine.WRAP_UP);

        assertThat(counts.of(RoutingEvent.WrapUpEnded.class)).isGreaterThan(STEPS / 4);
    }

    @Test
    void last_agents_are_asked_first_and_waited_for() {
        List<RoutingEvent> events = events(PlanLine.LAST_AGENT);

        // The step of the last agent comes before those of the queue.
        assertThat(steps(events)).contains(1);
        long personal = events.stream()
                .filter(event -> event instanceof RoutingEvent.Offered offered
                        && offered.suitability().tier() == 0)
                .count();
        assertThat(personal).isGreaterThan(STEPS / 8);
    }

    @Test
    void levels_and_due_times_lead_to_other_orders() {
        // Where next to nobody waits, any order is the same.
        List<RoutingEvent> base = events(PlanLine.BASE, 500);

        assertThat(events(PlanLine.LEVELS, 500)).isNotEqualTo(base);
        assertThat(events(PlanLine.DUE, 500)).isNotEqualTo(base);
    }

    @Test
    void offers_lapse_and_are_made_again() {
        Counts counts = counts(PlanLine.LAPSES);

        assertThat(counts.of(RoutingEvent.Lapsed.class)).isGreaterThan(counts.of(RoutingEvent.Assigned.class) / 20);
        assertThat(counts.of(RoutingEvent.Offered.class)).isGreaterThan(counts.of(RoutingEvent.Assigned.class));
    }

    private record Counts(List<RoutingEvent> events) {
        int of(Class<? extends RoutingEvent> kind) {
            return (int) events.stream().filter(kind::isInstance).count();
        }
    }

    private static Counts counts(PlanLine line) {
        return new Counts(events(line));
    }

    private static List<RoutingEvent> events(PlanLine line) {
        return events(line, 0);
    }

    private static List<RoutingEvent> events(PlanLine line, int waiting) {
        List<RoutingEvent> events = new ArrayList<>();
        Load<?> load = line.open(new Setting(AGENTS, waiting, 1, true, 1), events::add);
        load.fill();
        events.clear();
        play(load);
        return events;
    }

    private static void play(Load<?> load) {
        Clerk<?> clerk = load.seat(0);
        for (int step = 0; step < STEPS; step++) {
            clerk.step();
        }
    }

    private static Set<Integer> steps(List<RoutingEvent> events) {
        Set<Integer> steps = new HashSet<>();
        for (RoutingEvent event : events) {
            if (event instanceof RoutingEvent.StepEntered entered) {
                steps.add(entered.step());
            }
        }
        return steps;
    }
}
