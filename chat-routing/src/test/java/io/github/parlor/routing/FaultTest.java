package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Shows that {@link BurstTest} sees what it is for: each fault, planted into the sources of the router, is found by bursts
 * within a number of seeds that takes seconds. A fault whose text no longer stands in the sources exactly once fails here:
 * find its place in the new code.
 */
@Tag("slow")
class FaultTest {
    private static final int SEEDS = 150_000;

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "PLANTED_.*")
    void a_planted_fault_is_found(Fault fault) {
        assertFound(fault);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "PLANTED_.*")
    void a_fault_that_was_there_once_is_found(Fault fault) {
        assertFound(fault);
    }

    private static void assertFound(Fault fault) {
        LongConsumer bursts =
                (LongConsumer) Instrumented.router(fault.text, fault.by).make(BurstsByTurns.class);
        assertThat(firstFound(bursts)).as("first seed that finds %s", fault).isNotEqualTo(SEEDS);
    }

    static int firstFound(LongConsumer bursts) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                bursts.accept(seed);
            } catch (AssertionError found) {
                return seed;
            }
        }
        return SEEDS;
    }

    enum Fault {
        PLANTED_NO_LOOK_AFTER_A_LOST_CLAIM(
                "pass.tell(session, agent, epoch); } else { Room.free(agent, units); pass.lookAt(agent); }",
                "pass.tell(session, agent, epoch); } else { Room.free(agent, units); }"),
        PLANTED_NO_LOOK_AFTER_AN_UPDATE(
                "moves.revoke(session, agent, pass)); } pass.lookAt(agent);", "moves.revoke(session, agent, pass)); }"),
        PLANTED_NO_LOOK_AFTER_UNITS_ARE_FREE(
                "agent.held().remove(session, agent); Room.free(agent, units); pass.lookAt(agent);",
                "agent.held().remove(session, agent); Room.free(agent, units);"),
        PLANTED_NO_LOOK_AFTER_A_RELEASE(
                "if (!isSettled() || search.firstFor(agent, NOTHING_BARRED) != null) {", "if (!isSettled()) {"),
        PLANTED_NO_LOOK_AFTER_A_LOST_HAND_OVER(
                "Room.free(agent, taken); } pass.lookAt(agent);", "Room.free(agent, taken); }"),
        PLANTED_LOST_HAND_OVER_KEEPS_THE_UNITS(
                "else { Room.free(agent, taken); } pass.lookAt(agent);", "pass.lookAt(agent);"),
        PLANTED_HANDED_TO_WHO_IS_AWAY(
                "if (claimed && taken >= units && RoutedAgent.isOpen(agent.word())) {",
                "if (claimed && taken >= units) {"),
        PLANTED_HANDED_OVER_LESS_WITHOUT_A_LOOK(
                "if (claimed && taken >= units && RoutedAgent.isOpen(agent.word())) {",
                "if (claimed && RoutedAgent.isOpen(agent.word())) {"),
        PLANTED_ROOM_FORGOTTEN_THAT_IS_NOT_SHUT(
                "(row == null || row.hints.shut())", "(row == null || row.hints.looksEmpty())"),
        PLANTED_HINT_CLEARED_WITHOUT_A_SECOND_LOOK("""
                                first = lane.first(null);
                                if (first == null && (!Hints.has(read, number)""", """
                                if (first == null && (!Hints.has(read, number)"""),
        PLANTED_NO_LOOK_AFTER_ENTERING_A_LANE("if (matching.hasWorkIn(lane)) {", "if (!matching.isSettled()) {"),
        PLANTED_CLAIM_THAT_IS_NOT_ATOMIC(
                "if (!session.change(waiting, RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {",
                "if (session.word() != waiting || !session.change(session.word(),"
                        + " RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {"),
        PLANTED_RESERVATION_THAT_IS_NOT_ATOMIC("""
                        return WORD.compareAndSet(this, from, to);
                    }

                    /** Returns the room of the agent""", """
                        boolean same = word() == from;
                        if (same) {
                            WORD.setVolatile(this, to);
                        }
                        return same;
                    }

                    /** Returns the room of the agent"""),
        PLANTED_HINT_HIDDEN_WITHOUT_A_LOOK_AT_THE_WORD("|| isAt(agent, now, its, row, place)", ""),
        PLANTED_NO_LOOK_AFTER_A_HINT_WAS_PUT_RIGHT("""
                            now.refresh(lane);
                            lane = now.firstFor(room, free, without);""", """
                            now.refresh(lane);
                            lane = null;"""),
        PLANTED_ANSWER_WITHOUT_THE_EPOCH("""
                        if (word != offered
                                || !session.change(offered, RoutedSession""", """
                        if (RoutedSession.agentOf(word) != agent.number()
                                || RoutedSession.stateOf(word) != RoutedSession.OFFERED
                                || !session.change(word, RoutedSession"""),
        PLANTED_FAST_PATH_PAST_THE_HEAD("if (matching.isSettled() && lane.isEmpty()) {", "if (matching.isSettled()) {"),
        PLANTED_HINT_WITHOUT_A_COUNT("((word | bit(number)) & ~SHUT) + CHANGE)", "((word | bit(number)) & ~SHUT))"),
        PLANTED_AWAY_NOT_LOOKED_AT_AFTER_THE_CLAIM("""
                    void recheck(RoutedSession session, RoutedAgent agent, Pass pass) {
                        if (!RoutedAgent.isOpen(agent.word())) {""", """
                    void recheck(RoutedSession session, RoutedAgent agent, Pass pass) {
                        if (agent.word() == 1) {"""),
        BEGUN_BY_A_PLAIN_WRITE("return change(0L, first);", "WORD.set(this, first);\n        return true;"),
        REVIVED_AFTER_THE_END("""
                            if (word == RoutedSession.OVER) {
                                return false;
                            }
                            if (!RoutedSession.isTangled(word)) {""", """
                            if (!RoutedSession.isTangled(word)) {"""),
        OFFERS_NOT_TOLD("pass.tellAll(listener); return Optional.empty();", "return Optional.empty();"),
        HELD_AFTER_IT_WAS_TAKEN_AWAY("""
                        put(session);
                        if (!session.isHeldBy(agent)) {""", """
                        put(session);
                        if (agent.word() == 1) {"""),
        FREED_BEFORE_IT_SAYS_SO("if (more >= 0 && !Room.resize(agent, more)) {", "if (!Room.resize(agent, more)) {"),
        NOT_SHOWN_FOR_A_STOPPED_THREAD("if (marked != null) { Room.reveal(marked); }", ""),
        NEW_ROW_NOT_SEEN("if (used == loads.used()) {", "if (rooms.length >= 0) {"),
        HIDDEN_BEFORE_SHOWN("Room room = now == visible ? null : agent.room(now);", "Room room = null;"),
        TWO_ROUTES("if (now.route(demand) == null) {", "if (now != null) {"),
        TWO_LANES("""
                            Lane known = now.of(credit);
                            if (known != null) {
                                return known;
                            }
                            if (lanes""", """
                            if (lanes"""),
        LANES_FORGOTTEN_BY_LARGER_HINTS("                hints.add(i);\n", ""),
        SKILL_NOT_TESTED_IN_THE_STEP(
                "if (!mayServe(agent, word, session, more)) { return 0;",
                "if (!agent.hasRoom(word, more)) { return 0;"),
        KEY_OF_WHO_LEFT(
                "if (waiting.add(number) || wasEmpty || isFirst) {",
                "if (!waiting.add(number) & (wasEmpty || isFirst)) {");

        private final String text;
        private final String by;

        Fault(String text, String by) {
            this.text = text;
            this.by = by;
        }
    }
}
