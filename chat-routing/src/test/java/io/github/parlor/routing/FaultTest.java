package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    private static final int SEEDS = 200_000;

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

    @Test
    void agents_that_are_moved_into_a_new_ring_and_shown_by_who_moved_them_alone_are_found_missing() {
        List<Instrumented.Edit> edits = new ArrayList<>(BurstTest.SMALL_RINGS);
        edits.add(new Instrumented.Edit("""
                        while (agent.room(word) == this && RoutedAgent.ringOf(word) == old.number) {
                            agent.change(word, RoutedAgent.at(word, fresh.number, place));
                            word = agent.word();
                        }
                        if (agent""", """
                        boolean moved = false;
                        while (agent.room(word) == this && RoutedAgent.ringOf(word) == old.number) {
                            moved = agent.change(word, RoutedAgent.at(word, fresh.number, place));
                            word = agent.word();
                        }
                        if (moved && agent"""));
        assertThat(seedThatFinds(Instrumented.router(edits))).isNotNegative();
    }

    @Test
    void routes_that_larger_hints_forget_are_found_missing() {
        List<Instrumented.Edit> edits = List.of(
                new Instrumented.Edit("new Hints(32),", "new Hints(1),"),
                new Instrumented.Edit("new Heads(32));", "new Heads(1));"),
                new Instrumented.Edit("                hints.add(i);\n", ""));
        assertThat(seedThatFinds(Instrumented.router(edits))).isNotNegative();
    }

    private static void assertFound(Fault fault) {
        Instrumented router = Instrumented.router(fault.text, fault.by);
        assertThat(seedThatFinds(router)).as("a seed that finds %s", fault).isNotNegative();
    }

    /** Returns a seed whose burst finds the fault, -1 if none does. All processors look for it. */
    private static long seedThatFinds(Instrumented router) {
        AtomicInteger next = new AtomicInteger();
        AtomicLong found = new AtomicLong(-1);
        int processors = Runtime.getRuntime().availableProcessors();
        IntStream.range(0, processors).parallel().forEach(processor -> {
            LongConsumer bursts = (LongConsumer) router.make(BurstsByTurns.class);
            for (int seed = next.getAndIncrement(); found.get() < 0 && seed < SEEDS; seed = next.getAndIncrement()) {
                try {
                    bursts.accept(seed);
                } catch (AssertionError seen) {
                    found.set(seed);
                }
            }
        });
        return found.get();
    }

    enum Fault {
        PLANTED_NO_LOOK_AFTER_A_LOST_CLAIM(
                "pass.tell(session, agent, epoch); } else { Room.free(agent, units); pass.lookAt(agent); }",
                "pass.tell(session, agent, epoch); } else { Room.free(agent, units); }"),
        PLANTED_NO_LOOK_AFTER_AN_UPDATE(
                "moves.revoke(session, agent, pass)); } pass.lookAt(agent);", "moves.revoke(session, agent, pass)); }"),
        PLANTED_NO_LOOK_AFTER_UNITS_ARE_FREE(
                "agent.letGo(session, agent); Room.free(agent, units); pass.lookAt(agent);",
                "agent.letGo(session, agent); Room.free(agent, units);"),
        PLANTED_NO_LOOK_AFTER_A_RELEASE(
                "if (!isSettled() || (!same && search.firstFor(agent, NOTHING_BARRED) != null)) {",
                "if (!isSettled()) {"),
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
        PLANTED_ROOM_FORGOTTEN_THAT_IS_NOT_SHUT("(row == null || row.shut())", "(row == null || row.first() < 0)"),
        PLANTED_HINT_CLEARED_WITHOUT_A_SECOND_LOOK("""
                                first = route.first(null);
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
                            now.refresh(route);
                            route = now.firstFor(room, free, without);""", """
                            now.refresh(route);
                            route = null;"""),
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
        LANE_OVERWRITTEN(
                "LANES.compareAndSet(this, now, now.with(credit, new Lane(this)));",
                "lanes = now.with(credit, new Lane(this));"),
        SKILL_NOT_TESTED_IN_THE_STEP(
                "if (!mayServe(agent, word, session, more)) { return 0;",
                "if (!agent.hasRoom(word, more)) { return 0;"),
        KEY_OF_WHO_LEFT(
                "if (waiting.add(number) || wasEmpty || isFirst) {",
                "if (!waiting.add(number) & (wasEmpty || isFirst)) {"),
        OPENED_UNSEEN_FROM_ABOVE("""
                            tellAbove(level, at);
                        }
                        if (WORDS""", """
                        }
                        if (WORDS"""),
        OPENED_BEFORE_THE_BIT_ABOVE("""
                        if ((word & SHUT) != 0) {
                            tellAbove(level, at);
                        }
                        if (WORDS.compareAndSet(words, at, word, ((word | bit(number)) & ~SHUT) + CHANGE)) {
                            return""", """
                        if (WORDS.compareAndSet(words, at, word, ((word | bit(number)) & ~SHUT) + CHANGE)) {
                            if ((word & SHUT) != 0) {
                                tellAbove(level, at);
                            }
                            return"""),
        SET_SHUT_WITHOUT_A_COUNT(
                "return (word & MEMBERS) == 0 && WORDS.compareAndSet(top, 0, word, (word | SHUT) + CHANGE);",
                "return (word & MEMBERS) == 0 && WORDS.compareAndSet(top, 0, word, word | SHUT);"),
        ABOVE_READ_AFTER_SHUTTING(
                "WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE)) {",
                "WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE)) { seen = (long) WORDS.getVolatile(parents, at >>> BITS);"),
        ABOVE_CLEARED_UNLESS_SHUT(
                "if ((word & MEMBERS) == 0 && WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE)) {",
                "if ((word & MEMBERS) == 0) { WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE);"),
        HINT_REMOVED_WITHOUT_COMPARING(
                "return WORDS.compareAndSet(leaves, number >>> BITS, read, read & ~bit(number));", """
                        long old = (long) WORDS.getAndBitwiseAnd(leaves, number >>> BITS, ~bit(number));
                                return old != 0 || read == 0 || true;"""),
        ROOMS_READ_AFTER_SHUTTING("""
                        long read = rooms.read(inBlock());
                        Row row = settled().row(step);
                        if (Hints.has(read, inBlock()) && (row == null || row.shut())) {
                            rooms.remove(inBlock(), read);""", """
                        Row row = settled().row(step);
                        if (row == null || row.shut()) {
                            long read = rooms.read(inBlock());
                            rooms.remove(inBlock(), read);"""),
        WORD_BEFORE_THE_PLACE_IS_TAKEN("""
                            current.take(place, agent);
                            placed = RoutedAgent.at(taken, current.number, place);
                        }
                        if (!agent.change(word, placed)) {
                            return false;
                        }""", """
                            placed = RoutedAgent.at(taken, current.number, place);
                        }
                        if (!agent.change(word, placed)) {
                            return false;
                        }
                        if (!inTurn) {
                            current.take(RoutedAgent.placeOf(placed), agent);
                        }"""),
        HIDDEN_BEFORE_THE_NEW_SPOT_IS_SHOWN("""
                        if (now != null) {
                            now.show(agent, after);
                        }
                        // The room of the former spot, if the word was made for the seating in force; else its hint is found stale.
                        Room former = agent.room(before);
                        if (former != null) {
                            former.hide(agent, before, after, formerlyGiven);
                        }""", """
                        Room former = agent.room(before);
                        if (former != null) {
                            former.hide(agent, before, after, formerlyGiven);
                        }
                        if (now != null) {
                            now.show(agent, after);
                        }"""),
        TWO_ROWS("""
                            Row known = (Row) ROWS.compareAndExchange(rows, step, null, made);
                            return known == null ? made : known;""", """
                            ROWS.setVolatile(rows, step, made);
                            return made;"""),
        REPAIRED_WITHOUT_SHOWING("""
                        if (agent.room(word) == this) {
                            show(agent, word);
                        }
                        if (Hints.has(read, place) && !isAt""", "if (Hints.has(read, place) && !isAt"),
        HINT_OF_ANOTHER_SEATING_BELIEVED(
                "return agent.room(word) == this && RoutedAgent.ringOf(word) == in.number",
                "return RoutedAgent.ringOf(word) == in.number"),
        SEATED_WITHOUT_SHOWING("""
                        show(agent, seated);
                        rescue(agent);
                        return;""", """
                        rescue(agent);
                        return;"""),
        SEATED_IN_THE_OLD_RING("""
                        show(agent, seated);
                        rescue(agent);
                        return;""", """
                        show(agent, seated);
                        return;"""),
        LEFT_IN_THE_OLD_RING(
                "List<RoutedAgent> without = adopt(old, fresh);", "List<RoutedAgent> without = List.of();"),
        RESCUED_WITHOUT_SHOWING("""
                        current = settled();
                        show(agent, word);""", "current = settled();"),
        RENEWED_TWICE("RING.compareAndSet(this, old, fresh);", "ring = fresh;"),
        MOVED_WITHOUT_SHOWING("""
                        if (agent.room(word) == this && RoutedAgent.ringOf(word) == fresh.number) {
                            show(agent, word);
                        }""", ""),
        OPENED_WITHOUT_SHOWING("""
                        if (agent.change(word, changed)) {
                            moved(agent, word, changed);""", "if (agent.change(word, changed)) {"),
        FREED_WITHOUT_SHOWING("moved(agent, word, freed); return true;", "return true;"),
        FORCE_WAITS_FOR_A_MOVE("""
                        long taken = RoutedAgent.plus(word, units);
                        if (room == null) {""", """
                        long taken = RoutedAgent.plus(word, units);
                        if (room == null) {
                            continue;
                        }
                        if (agent.seating() == null) {"""),
        REVEALED_WITHOUT_SHOWING("""
                        room.rescue(agent);
                        room.show(agent, agent.word());""", "room.rescue(agent);"),
        DIFFERENT_LOADS_NOT_NOTED("if (row.held != held && !row.mixed) {", "if (row.held < 0) {"),
        TAIL_NOT_HELPED_ON("""
                        if (next != null) {
                            TAIL.compareAndSet(this, last, next);
                            continue;
                        }""", """
                        if (next != null) {
                            continue;
                        }"""),
        ONE_OFFER_AND_NO_MORE("""
                        while (next != null) {
                            offer(next, pass);
                            next = next(pass);
                        }""", """
                        if (next != null) {
                            offer(next, pass);
                        }"""),
        LEFT_OVER_NOT_LOOKED_AT("pass.lookAt(session.lane()); } RoutedSession next", "} RoutedSession next"),
        DECLINED_AND_FORGOTTEN("matching.lookLater(session);", ""),
        MOVED_AFTER_ENTERING_THE_LANE("""
                        session.moveTo(place);
                        free(agent, session.route().units(), session, pass);
                        enterAgain(session, place, pass);""", """
                        free(agent, session.route().units(), session, pass);
                        enterAgain(session, place, pass);
                        session.moveTo(place);"""),
        BACK_WITHOUT_A_HINT("""
                        roster.publish(session);
                        pass.lookAt(session.lane());""", "pass.lookAt(session.lane());"),
        BACK_WITHOUT_A_LOOK("""
                        roster.publish(session);
                        pass.lookAt(session.lane());""", "roster.publish(session);"),
        BACK_PUBLISHED_TOO_EARLY("""
                        session.lane().enterAgain(place);
                        roster.publish(session);""", """
                        roster.publish(session);
                        session.lane().enterAgain(place);"""),
        HEAD_KEPT_AFTER_A_CLAIM("""
                        roster.refresh(session.route());
                        return true;""", "return true;"),
        HEAD_KEPT_AFTER_LEAVING("""
                        session.lane().left();
                        roster.refresh(session.route());""", "session.lane().left();"),
        AWAY_NOT_LOOKED_AT_AFTER_A_RESERVATION("""
                        if (claimWaiting(session, word, agent, epoch)) {
                            recheck(session, agent, pass);
                            return true;
                        }
                        continue;""", """
                        if (claimWaiting(session, word, agent, epoch)) {
                            return true;
                        }
                        continue;"""),
        TANGLE_CHANGED_WITHOUT_COMPARING(
                "return extras != null && extras.tangle == from && tangle(extras, to);",
                "return extras != null && from != null && tangle(extras, to);"),
        TANGLED_AND_STILL_COUNTED("""
                        } else if (isInLane(before) && !isInLane(after)) {
                            leave(session);
                        }""", "}"),
        FORGOTTEN_AFTER_IT_WAS_GIVEN_BACK("""
                        clear(session);
                        if (session.isHeldBy(agent)) {
                            hold(session, agent);
                        }""", "clear(session);"),
        TWO_IN_ONE_PLACE_OF_THE_BAG(
                "if (get(i) == null && PLACES.compareAndSet(places, i, null, session)) {",
                "if (get(i) == null) { PLACES.setVolatile(places, i, session);"),
        TANGLED_OUT_OF_ANOTHER_STATE(
                "&& !session.change(word, RoutedSession.tangled(word))) { word = session.word(); }",
                "&& !session.change(session.word(), RoutedSession.tangled(word))) { word = session.word(); }"),
        AWAY_NOT_LOOKED_AT_AFTER_A_FAST_OFFER("""
                        if (RoutedAgent.isOpen(agent.word())) {
                            listener""", """
                        if (agent.word() != 1) {
                            listener"""),
        HELD_AFTER_AWAY_WAS_LOOKED_AT("""
                        agent.hold(session, agent);
                        if (RoutedAgent.isOpen(agent.word())) {
                            listener.offered(session, agent, epoch);""", """
                        if (RoutedAgent.isOpen(agent.word())) {
                            agent.hold(session, agent);
                            listener.offered(session, agent, epoch);"""),
        PUBLISHED_BEFORE_ENTERING("""
                        lane.enter(session);
                        roster.publish(session);""", """
                        roster.publish(session);
                        lane.enter(session);"""),
        ENTERED_WITHOUT_A_HINT("""
                        lane.enter(session);
                        roster.publish(session);""", "lane.enter(session);"),
        LOOKED_BEFORE_FREEING("same = same && arrivals == search.arrivals();", ""),
        LOOKED_FOR_WHO_HAS_CHANGED_SINCE(
                "boolean same = looks && next == null && Room.free(agent, word, units); if (!same) {",
                "boolean same = looks && next == null; if (agent != null) {"),
        NOT_LOOKED_AT_ALL("boolean same = looks && next == null", "boolean same = next == null"),
        COUNTED_BEFORE_IT_IS_PUBLISHED("""
                        Directory now = directory();
                        now.entered(session.route(), session);
                        while (!now.sharesHints(directory())) {
                            now = directory();
                            now.entered(session.route(), session);
                        }
                        published.getAndIncrement();""", """
                        published.getAndIncrement();
                        Directory now = directory();
                        now.entered(session.route(), session);
                        while (!now.sharesHints(directory())) {
                            now = directory();
                            now.entered(session.route(), session);
                        }"""),
        NO_LOOK_AFTER_A_RESIZE("""
                        pass.lookAt(agent);
                        matching.finish(pass);
                        return true;""", """
                        matching.finish(pass);
                        return true;"""),
        UNITS_KEPT_AFTER_A_LOST_RESIZE("""
                        if (more > 0) {
                            Room.free(agent, more);
                            pass.lookAt(agent);
                        }""", ""),
        TWO_UPDATES_AT_ONCE(
                "if (routed.updates.getAndIncrement() == 0) {", "if (routed.updates.getAndIncrement() >= 0) {"),
        OFFERS_LEFT_TO_WHO_IS_AWAY("agent.forEachHeld(session -> moves.revoke(session, agent, pass));", ""),
        REVOKED_BEFORE_CLOSING("""
                        if (room != former) {
                            room.seat(agent, open);
                        } else {
                            Room.open(agent, open);
                        }""", """
                        if (!open) {
                            agent.forEachHeld(session -> moves.revoke(session, agent, pass));
                        }
                        if (room != former) {
                            room.seat(agent, open);
                        } else {
                            Room.open(agent, open);
                        }
                        open = true;"""),
        HEAD_LEFT_AFTER_A_LOST_REMOVAL(
                "if (first == null && (!Hints.has(read, number) || waiting.remove(number, read))) {",
                "if (first == null && (!Hints.has(read, number) || waiting.remove(number, read) || read != 0)) {"),
        ENTERED_A_LANE_THAT_SEEMED_FULL(
                "if (waiting.add(number) || wasEmpty || isFirst) {", "if (wasEmpty || isFirst) {"),
        DIRECTORY_OVERWRITTEN_BY_A_ROUTE(
                "if (DIRECTORY.compareAndSet(this, now, more) && !more.sharesHints(now)) {", """
                        directory = more;
                        if (!more.sharesHints(now)) {"""),
        DIRECTORY_OVERWRITTEN_BY_A_ROOM(
                """
                        DIRECTORY.compareAndSet(
                                this, now, now.with(new Room(now.rooms(), sample.capacityUnits(), inTurn, loads), sample));""", "directory = now.with(new Room(now.rooms(), sample.capacityUnits(), inTurn, loads), sample);"),
        TWO_AGENTS_OF_ONE_NAME(
                "RoutedAgent first = agents.putIfAbsent(id.value(), made);",
                "RoutedAgent first = agents.put(id.value(), made) == null ? null : made;"),
        NAMED_ROUTE_USED_BEFORE_THE_AGENT_KNOWS("name(known); return known;", "return known;"),
        TWO_STEPS("""
                        known = (Step) STEP.compareAndExchange(block, step, null, made);
                        known = known == null ? made : known;""", """
                        STEP.setVolatile(block, step, made);
                        known = made;"""),
        ROOM_NOT_TESTED_IN_THE_STEP("""
                        && agent.hasRoom(word, units)
                        && (reach.only() == null""", """
                        && RoutedAgent.isOpen(word)
                        && (reach.only() == null"""),
        AWAY_NOT_LOOKED_AT_WHILE_MATCHING("""
                                if (claimWaiting(session, word, agent, epoch)) {
                                    recheck(session, agent, pass);
                                    return true;
                                }
                            }
                        }""", """
                                if (claimWaiting(session, word, agent, epoch)) {
                                    return true;
                                }
                            }
                        }"""),
        WISH_LOST(
                "} while (routed.updates.addAndGet(-taken) != 0);",
                "} while (routed.updates.addAndGet(-taken) < 0); routed.updates.set(0);");

        private final String text;
        private final String by;

        Fault(String text, String by) {
            this.text = text;
            this.by = by;
        }
    }
}
