package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.routing.Instrumented;
import io.github.parlor.routing.live.IndexBurst.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that {@link PlanBurstTest} sees what it is for: each fault, planted into the sources of the router, is found. */
@Tag("slow")
class PlanFaultTest {
    private static final int SEEDS = 20_000;
    private static final int INDEX_SEEDS = 200_000;

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_is_found(Fault fault) {
        assertThat(firstFound(fault, SEEDS))
                .as("first seed that finds %s", fault)
                .isLessThan(SEEDS);
    }

    @ParameterizedTest
    @EnumSource
    void a_fault_planted_into_the_index_is_found(IndexFault fault) {
        LongConsumer bursts = (LongConsumer) Instrumented.router(fault.edits).make(IndexBurstsByTurns.class);
        assertThatThrownBy(() -> {
                    List<World> worlds = List.of(World.values());
                    for (long i = 0; i < INDEX_SEEDS; i++) {
                        bursts.accept(worlds.indexOf(fault.world) + i * worlds.size());
                    }
                })
                .isInstanceOf(AssertionError.class);
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

    /** What {@link Index} is made of. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to them.
    enum IndexFault {
        NO_SECOND_SEARCH_AFTER_A_MOVE(
                World.TWO_SHELVES,
                "if (found != null || ranking.moves() == moves) {",
                "if (found != null || moves >= 0) {"),
        MOVE_NOT_COUNTED(World.TWO_SHELVES, "shown.kind().moves.getAndIncrement();", ""),
        HIDDEN_BEFORE_THE_NEW_HINT_IS_SHOWN(
                World.ROOM_FOR_ALL,
                "if (after != null) { show(after, counts); }",
                "if (before != null && before.shelf() != null) { before.shelf().agents.remove(before); } if (after != null) { show(after, counts); }"),
        AGENT_NOT_LOOKED_AT_AFTER_SHOWING(
                World.AWAY_AND_BACK,
                "hide(stale, counts); } if (!moved) { continue; } } if (isStill(cell, work, book)) {",
                "hide(stale, counts); } if (!moved) { continue; } } if (work != null) {"),
        SESSION_NOT_LOOKED_AT_AFTER_SHOWING(
                World.OFFERED_AND_BACK,
                "hide(stale); } if (!moved) { continue; } } if (isStill(cell, work, book)) {",
                "hide(stale); } if (!moved) { continue; } } if (work != null) {"),
        BOOK_NOT_LOOKED_AT_AFTER_SHOWING(
                World.PLAN_WHILE_AGENTS_MOVE,
                "return cell.get() == work && current.get() == book;",
                "return cell.get() == work;"),
        KIND_LISTED_BEFORE_IT_IS_LINKED(
                World.NEW_KIND,
                "lanes.forEach((key, lane) -> link(kind, lane)); kindChanges.getAndIncrement(); kind.listed();",
                "kind.listed(); lanes.forEach((key, lane) -> link(kind, lane)); kindChanges.getAndIncrement();"),
        LANE_LISTED_BEFORE_IT_IS_LINKED(
                World.NEW_LANE, "private void list(Lane lane) {", "private void list(Lane lane) { lane.listed();"),
        RANKED_BEFORE_THE_CHANGES_ARE_COUNTED(
                World.NEW_KIND_AND_NEW_LANE,
                "new Lane.Ranking(version, ranked, fits, whys);",
                "new Lane.Ranking(kindChanges.get(), ranked, fits, whys);"),
        TWO_OF_ONE_KIND(
                World.NEW_KIND_OF_WHO_WAITS,
                "if (buckets.compareAndSet(bucket, chain, new Node<>(key, value, chain))) {",
                "buckets.set(bucket, new Node<>(key, value, chain)); if (size.get() >= 0) {"),
        TWO_SHELVES_OF_ONE_ROOM(
                World.NEW_KIND_OF_WHO_WAITS,
                "shelves.compareAndSet(now, List.copyOf(kept));",
                "shelves.set(List.copyOf(kept));"),
        LANE_OF_WHO_IS_NAMED_LOST(
                World.NAMED,
                "if (known == null ? named.putIfAbsent(agent, more) == null : named.replace(agent, known, more)) {",
                "named.put(agent, more); if (known != more) {"),
        FORGOTTEN_KIND_USED(
                World.FORGOTTEN_KIND,
                "if (!use || kind.lease.begin()) {",
                "if (!use || kind.lease.begin() || kind != null) {"),
        FORGOTTEN_LANE_USED(
                World.FORGOTTEN_LANE, "if (known.lease.begin()) {", "if (known.lease.begin() || known != null) {"),
        FORGOTTEN_LANE_OF_WHO_IS_NAMED_USED(
                World.NAMED_AND_LEFT, "if (known.lease.begin()) {", "if (known.lease.begin() || known != null) {"),
        LANE_OF_WHO_IS_NAMED_FORGOTTEN_IN_USE(
                World.NAMED_AND_LEFT,
                "lane.lease.end(); if (lane.lease.close()) {",
                "lane.lease.end(); if (!lane.lease.isClosed()) {"),
        READ_BY_A_PLAN_THAT_DID_NOT_JUDGE_IT(
                World.PLAN_WITH_ANOTHER_QUEUE,
                "if (work.plan() == judge.number()) { return new Judged(",
                "if (work != null) { return new Judged("),
        DONE_BY_WHO_DID_NOT_NOTE_IT(World.RAISED_ONCE, "&& was.place().escalated().equals(done);", ";");

        private final World world;
        private final List<Instrumented.Edit> edits;

        IndexFault(World world, String text, String by) {
            this.world = world;
            edits = new ArrayList<>(PlanBurstTest.FORGETFUL);
            edits.add(new Instrumented.Edit(text, by));
        }
    }
}
