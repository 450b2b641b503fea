package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.plan.RandomPlans;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The index finds whom a look at everybody finds: the same commands bring about the same events, call by call. */
class IndexTest {
    private static final int COMMANDS = 120;

    @Test
    void decides_as_a_look_at_everybody_in_random_histories() {
        compare(0, 500);
    }

    @Test
    @Tag("slow")
    void decides_as_a_look_at_everybody_in_very_many_random_histories() {
        compare(1_000_000, 10_000);
    }

    @Test
    void finds_what_agents_take_and_who_is_there_as_a_look_at_everybody() {
        Asked asked = new Asked();
        for (long seed = 0; seed < 200; seed++) {
            try {
                ask(seed, asked);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
        assertThat(asked.found).isGreaterThan(1_000);
        assertThat(asked.foundOwnOffer).isGreaterThan(100);
        assertThat(asked.staffed).isGreaterThan(1_000);
        assertThat(asked.unstaffed).isGreaterThan(1_000);
        assertThat(asked.watching).isGreaterThan(1_000);
    }

    /** What was found, so that the test does not compare nothing with nothing. */
    private static final class Asked {
        private int found;
        private int foundOwnOffer;
        private int staffed;
        private int unstaffed;
        private int watching;
    }

    private static void ask(long seed, Asked asked) {
        History history = new History(seed);
        RandomPlans plans = new RandomPlans(seed);
        List<Floor> floors = new ArrayList<>();
        PlanRouter router = History.router(RoutingState.of(history.plan()), new ArrayList<>(), floor -> {
            floors.add(floor);
            return new Index(floor);
        });
        Floor floor = floors.get(0);
        Everybody everybody = new Everybody(floor);
        for (int i = 0; i < COMMANDS; i++) {
            router.apply(history.command(router.state()), history.next());
            // A command may step back in time; what is due since is done before anything is asked.
            router.apply(new RoutingCommand.Advance(), floor.seen());
            Pass pass = new Pass(floor.seen());
            Judge judge = floor.judge();
            for (AgentCell cell : floor.agents()) {
                SessionCell taken = floor.search().sessionFor(cell, cell.get(), judge, true, pass);
                assertThat(taken).isSameAs(everybody.sessionFor(cell, cell.get(), judge, true, pass));
                asked.found += taken == null ? 0 : 1;
                asked.foundOwnOffer +=
                        taken != null && taken.get().offerTo(cell.id()).isPresent() ? 1 : 0;
            }
            Requirement requirement = plans.requirement(2);
            boolean staffed = floor.search().isStaffed(requirement);
            assertThat(staffed).as("%s", requirement).isEqualTo(everybody.isStaffed(requirement));
            asked.staffed += staffed ? 1 : 0;
            asked.unstaffed += staffed ? 0 : 1;
            askForStaff(floor, everybody, asked);
        }
    }

    private static void askForStaff(Floor floor, Everybody everybody, Asked asked) {
        Judge judge = floor.judge();
        List<SessionCell> watching = new ArrayList<>();
        floor.search().watchingStaff(judge).forEach(watching::add);
        for (SessionCell cell : floor.sessions()) {
            SessionWork work = cell.get();
            Judge.Way way = cell.way(judge, work);
            Set<AgentId> refused = work.refusals().keySet();
            assertThat(floor.search().isStaffed(judge, way, refused))
                    .isEqualTo(everybody.isStaffed(judge, way, refused));
            if (work.stage() == SessionWork.Stage.WAITING && Judge.watchesStaff(work, way)) {
                assertThat(watching).contains(cell);
                asked.watching++;
            }
        }
        assertThat(watching)
                .isSortedAccordingTo(Comparator.comparingLong(cell -> cell.get().number()));
    }

    static void compare(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            try {
                compare(seed);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static void compare(long seed) {
        History history = new History(seed);
        RoutingPlan plan = history.plan();
        List<RoutingEvent> fast = new ArrayList<>();
        List<RoutingEvent> slow = new ArrayList<>();
        PlanRouter indexed = History.router(RoutingState.of(plan), fast, Index::new);
        PlanRouter everybody = History.router(RoutingState.of(plan), slow, Everybody::new);
        for (int i = 0; i < COMMANDS; i++) {
            RoutingCommand command = history.command(everybody.state());
            Instant now = history.next();
            Outcome expected = everybody.apply(command, now);
            Outcome found = indexed.apply(command, now);
            String step = i + " " + command;
            assertThat(fast).as("events of %s", step).isEqualTo(slow);
            assertThat(found).as("outcome of %s", step).isEqualTo(expected);
            assertThat(indexed.state()).as("state after %s", step).isEqualTo(everybody.state());
            fast.clear();
            slow.clear();
        }
    }
}
