package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.Instrumented;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that {@link PlanBurstTest} sees what it is for: each fault, planted into the sources of the router, is found. */
@Tag("slow")
class PlanFaultTest {
    private static final int SEEDS = 20_000;

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_is_found(Fault fault) {
        assertThat(firstFound(fault, SEEDS))
                .as("first seed that finds %s", fault)
                .isLessThan(SEEDS);
    }

    static int firstFound(Fault fault, int seeds) {
        LongPredicate bursts =
                (LongPredicate) Instrumented.router(fault.text, fault.by).make(PlanBurstsByTurns.class);
        for (int seed = 0; seed < seeds; seed++) {
            try {
                assertThat(bursts.test(seed)).isIn(true, false);
            } catch (AssertionError found) {
                return seed;
            }
        }
        return seeds;
    }

    enum Fault {
        NO_LOOK_AFTER_CAPACITY_IS_BACK(
                "pass.lookAt(agent); if (agent.get().status() != AgentStatus.DRAINING) {",
                "if (agent.get().status() != AgentStatus.DRAINING) {"),
        NO_CAPACITY_BACK_AFTER_A_LOST_CLAIM("drop(to.agent(), number, pass); return false;", "return false;"),
        CHANGE_THAT_IS_NOT_ATOMIC(
                "return VALUE.compareAndSet(this, expected, other);",
                "boolean same = value == expected; if (same) { value = other; } return same;"),
        NO_LOOK_AFTER_A_SESSION_CHANGED("if (waits) { pass.lookAt(cell); }", ""),
        HINT_OF_ANOTHER_THREAD_TAKEN_AWAY("""
                order = order != 0 ? order : Long.compare(number, other.number);
                return order != 0 ? order : Long.compare(stamp, other.stamp);""", """
                return order != 0 ? order : Long.compare(number, other.number);"""),
        TWO_TELL_AT_ONCE("if (calls.getAndIncrement() != 0) { return before; }", "calls.getAndIncrement();"),
        OTHER_OFFERS_NOT_GIVEN_BACK("dropOffers(before, offer, pass); return true;", "return true;"),
        ACCEPTED_WITHOUT_LOOKING(
                "if (was.stage() != Stage.WAITING || !isOpen(was, agent, offer)) { return false; }",
                "if (was.stage() != Stage.WAITING) { return false; }");

        private final String text;
        private final String by;

        Fault(String text, String by) {
            this.text = text;
            this.by = by;
        }
    }
}
