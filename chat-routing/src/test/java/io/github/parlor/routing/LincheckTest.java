package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The parts of the router and the router as a whole under Lincheck. A lane and the units of an agent are linearizable. Hints
 * are checked for what is promised of them: that they agree with the truth when nobody changes it.
 *
 * <p>The whole router is not linearizable, and need not be: a call that took a unit for a session, and loses the session to
 * another call, holds the unit until it gives it back, and whoever comes in between finds nobody free although in each order
 * of the calls somebody was. What is checked of it is a relaxed {@link PlainRouter}, whose offers may come at any moment; see
 * {@link RouterUnderLincheck}. That no call ever waits for another is checked of the parts.
 */
class LincheckTest {
    /** A loop that goes round more often waits for somebody. The longest that does not makes the rooms of one step. */
    private static final int LONGEST_LOOP = 2 * Loads.BLOCK;

    @Test
    void hints_agree_with_the_truth_at_rest() {
        model(5, 200, 3, HintsAndTruth.class, HintsAndTruth.class);
    }

    @Test
    @Tag("slow")
    void hints_agree_with_the_truth_at_rest_in_many_interleavings() {
        model(6, 300, 3, HintsAndTruth.class, HintsAndTruth.class);
        stress(10, 500, HintsAndTruth.class, HintsAndTruth.class);
    }

    @Test
    @Tag("slow")
    void a_lane_is_a_queue_from_which_one_can_leave() {
        model(4, 200, 3, LaneOfThree.class, Queue.class);
        stress(10, 500, LaneOfThree.class, Queue.class);
    }

    @Test
    @Tag("slow")
    void units_are_taken_and_given_back_one_by_one() {
        model(5, 200, 3, Units.class, CountedUnits.class);
        stress(10, 500, Units.class, CountedUnits.class);
    }

    @Test
    @Tag("slow")
    void the_calls_of_a_router_are_answered_as_in_some_order() {
        model(1, 10, 2, RouterUnderLincheck.class, RouterUnderLincheck.class);
        stress(5, 500, RouterUnderLincheck.class, RouterUnderLincheck.class);
    }

    private static void model(int scenarios, int runs, int calls, Class<?> tested, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(scenarios)
                .invocationsPerIteration(runs)
                .threads(2)
                .actorsPerThread(calls)
                .actorsBefore(2)
                .actorsAfter(2)
                .checkObstructionFreedom(true)
                .loopIterationsBeforeThreadSwitch(LONGEST_LOOP)
                .loopBound(LONGEST_LOOP)
                .sequentialSpecification(specification)
                .check(tested);
    }

    private static void stress(int scenarios, int runs, Class<?> tested, Class<?> specification) {
        new StressOptions()
                .iterations(scenarios)
                .invocationsPerIteration(runs)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .sequentialSpecification(specification)
                .check(tested);
    }

    /** Numbers in two words below one above. Results are not compared: a look through hints is no snapshot. */
    @Param(name = "number", gen = IntGen.class, conf = "0:1")
    public static class HintsAndTruth {
        private static final int FAR = 280;

        private final Hints hints = new Hints(FAR + 2);
        private final AtomicIntegerArray truth = new AtomicIntegerArray(FAR + 2);

        @Operation
        public void show(@Param(name = "number") int number) {
            truth.set(FAR + number, 1);
            hints.add(FAR + number);
            repair(FAR + number);
        }

        @Operation
        public void hide(@Param(name = "number") int number) {
            truth.set(FAR + number, 0);
            repair(FAR + number);
        }

        @Operation
        public void look() {
            hints.next(0);
        }

        private void repair(int number) {
            long read = hints.read(number);
            while (Hints.has(read, number) && truth.get(number) == 0 && !hints.remove(number, read)) {
                read = hints.read(number);
            }
        }

        @Validate
        public void agree() {
            int expected = truth.get(FAR) == 1 ? FAR : truth.get(FAR + 1) == 1 ? FAR + 1 : -1;
            if (hints.next(0) != expected) {
                throw new IllegalStateException("found " + hints.next(0) + ", true is " + expected);
            }
        }
    }

    private static RoutedSession session(SkillRouter router, int number) {
        SessionId id = new SessionId(new ConversationId("s" + number), 1);
        return router.session(router.route(Target.ANYONE, 1), id, Instant.EPOCH, Duration.ZERO, null);
    }

    private static SkillRouter router() {
        return new SkillRouter(SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, (session, agent, epoch) -> {});
    }

    /** Three sessions, each of which enters once. */
    @Param(name = "session", gen = IntGen.class, conf = "0:2")
    public static class LaneOfThree {
        private static final long WAITING = RoutedSession.word(RoutedSession.WAITING, 0, 0);

        private final RoutedSession[] sessions = new RoutedSession[3];
        private final Lane lane;

        public LaneOfThree() {
            SkillRouter router = router();
            for (int i = 0; i < sessions.length; i++) {
                sessions[i] = session(router, i);
            }
            lane = sessions[0].lane();
        }

        @Operation
        public boolean enter(@Param(name = "session") int number) {
            boolean begun = sessions[number].begin(WAITING);
            if (begun) {
                lane.enter(sessions[number]);
            }
            return begun;
        }

        @Operation
        public String poll() {
            while (true) {
                RoutedSession first = lane.first(null);
                if (first == null) {
                    return "nobody";
                }
                if (first.change(WAITING, RoutedSession.word(RoutedSession.OFFERED, 0, 1))) {
                    lane.claimed();
                    return first.id().conversation().value();
                }
            }
        }

        @Operation
        public boolean leave(@Param(name = "session") int number) {
            boolean left = sessions[number].change(WAITING, RoutedSession.OVER);
            if (left) {
                lane.left();
            }
            return left;
        }
    }

    /** What {@link LaneOfThree} is. */
    public static class Queue {
        private final Deque<Integer> waiting = new ArrayDeque<>();
        private final boolean[] begun = new boolean[3];

        public boolean enter(int number) {
            boolean first = !begun[number];
            begun[number] = true;
            if (first) {
                waiting.add(number);
            }
            return first;
        }

        public String poll() {
            Integer first = waiting.poll();
            return first == null ? "nobody" : "s" + first;
        }

        public boolean leave(int number) {
            return waiting.remove(number);
        }
    }

    /** Two agents for two units each in one room. */
    @Param(name = "agent", gen = IntGen.class, conf = "0:1")
    @Param(name = "units", gen = IntGen.class, conf = "1:2")
    public static class Units {
        private final Loads loads = new Loads();
        private final Room room = new Room(0, 2, false, loads);
        private final RoutedAgent[] agents = new RoutedAgent[2];

        public Units() {
            for (int i = 0; i < agents.length; i++) {
                agents[i] = new RoutedAgent(new AgentId("a" + i), i, new Room(-1, 0, true, loads));
                room.seat(agents[i], true);
            }
        }

        @Operation
        public boolean take(@Param(name = "agent") int agent, @Param(name = "units") int units) {
            return Room.take(agents[agent], units) != 0;
        }

        /** Makes what is held smaller by one, if something is held. */
        @Operation
        public boolean free(@Param(name = "agent") int agent) {
            while (true) {
                long word = agents[agent].word();
                if (RoutedAgent.heldOf(word) == 0) {
                    return false;
                }
                if (agents[agent].change(word, RoutedAgent.plus(word, -1))) {
                    // As Room.free does after its step.
                    Room.reveal(agents[agent]);
                    return true;
                }
            }
        }

        @Operation
        public void open(@Param(name = "agent") int agent) {
            Room.open(agents[agent], true);
        }

        @Operation
        public void close(@Param(name = "agent") int agent) {
            Room.open(agents[agent], false);
        }

        @Validate
        public void found() {
            for (RoutedAgent agent : agents) {
                boolean found = false;
                for (int held = 0; held < room.capacity(); held++) {
                    found |= room.best(Loads.step(held, room.capacity()), 1, one -> one.equals(agent)) != null;
                }
                if (found != agent.hasRoom(agent.word(), 1)) {
                    throw new IllegalStateException(agent + " is not found, or has no room");
                }
            }
        }
    }

    /** What {@link Units} are. */
    public static class CountedUnits {
        private final int[] held = new int[2];
        private final boolean[] closed = new boolean[2];

        public boolean take(int agent, int units) {
            boolean fits = !closed[agent] && held[agent] + units <= 2;
            held[agent] += fits ? units : 0;
            return fits;
        }

        public boolean free(int agent) {
            boolean some = held[agent] > 0;
            held[agent] -= some ? 1 : 0;
            return some;
        }

        public void open(int agent) {
            closed[agent] = false;
        }

        public void close(int agent) {
            closed[agent] = true;
        }
    }
}
