package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.live.RoutingLog.Entry;
import io.github.parlor.routing.live.RoutingLog.Played;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same log brings about the same events and state (S10, scenario 59), from any snapshot on. */
class ReplayTest {
    private static final int HISTORIES = Integer.getInteger("parlor.histories", 150);
    private static final int COMMANDS = 60;

    @Test
    void scenario_59_the_same_log_gives_the_same_events_and_the_same_state_byte_for_byte() {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(seed).play(COMMANDS);
            List<String> lines = history.entries.stream().map(Entry::toJson).toList();
            Played first = PlanRouter.replay(history.plan, RandomHistory.SCORERS, RoutingLog.parse(lines));
            Played second = PlanRouter.replay(history.plan, RandomHistory.SCORERS, history.entries);
            assertThat(first.events()).as("seed %s", seed).isEqualTo(history.events);
            assertThat(first.hash()).as("seed %s", seed).isEqualTo(second.hash());
            assertThat(LiveJson.write(first.state()))
                    .as("seed %s", seed)
                    .isEqualTo(LiveJson.write(second.state()))
                    .isEqualTo(LiveJson.write(history.router.state()));
            first.events().forEach(event -> kinds.add(event.getClass()));
        }
        assertThat(kinds)
                .as("kinds of events that occurred")
                .hasSize(RoutingEvent.OfSession.class.getPermittedSubclasses().length
                        + RoutingEvent.OfAgent.class.getPermittedSubclasses().length);
    }

    @Test
    void a_router_restored_from_a_snapshot_at_any_moment_goes_on_as_if_it_had_never_stopped() {
        restore(15);
    }

    @Test
    @Tag("slow")
    void a_router_restored_from_a_snapshot_at_very_many_moments_goes_on_as_if_it_had_never_stopped() {
        restore(1);
    }

    /** From each so manieth moment of all histories, another one in each. */
    private static void restore(int step) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(seed);
            List<RoutingState> before = new ArrayList<>();
            List<Integer> told = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                before.add(history.router.state());
                told.add(history.events.size());
                history.step();
            }
            List<String> end = LiveJson.write(history.router.state());
            for (int cut = (int) seed % step; cut < COMMANDS; cut += step) {
                RoutingState read = LiveJson.read(LiveJson.write(before.get(cut)));
                Played rest = RoutingLog.play(read, RandomHistory.SCORERS, history.entries.subList(cut, COMMANDS));
                List<RoutingEvent> expected = history.events.subList(told.get(cut), history.events.size());
                for (int i = 0; i < Math.min(expected.size(), rest.events().size()); i++) {
                    assertThat(rest.events().get(i))
                            .as("seed %s cut before %s, event %s", seed, cut, i)
                            .isEqualTo(expected.get(i));
                }
                assertThat(rest.events()).as("seed %s cut before %s", seed, cut).hasSameSizeAs(expected);
                assertThat(LiveJson.write(rest.state()))
                        .as("seed %s cut before %s", seed, cut)
                        .isEqualTo(end);
            }
        }
    }

    @Test
    void a_snapshot_in_one_document_is_the_same_as_in_lines() {
        RoutingState state = new RandomHistory(7).play(COMMANDS).router.state();
        assertThat(LiveJson.STATE.read(LiveJson.STATE.write(state)))
                .isEqualTo(state)
                .isEqualTo(LiveJson.read(LiveJson.write(state)));
    }

    @Test
    void all_stages_but_the_last_occur_in_random_histories() {
        Set<SessionWork.Stage> stages = EnumSet.noneOf(SessionWork.Stage.class);
        for (long seed = 0; seed < 50; seed++) {
            new RandomHistory(seed).play(COMMANDS).router.state().sessions().forEach(each -> stages.add(each.stage()));
        }
        assertThat(stages).isEqualTo(EnumSet.complementOf(EnumSet.of(SessionWork.Stage.ENDED)));
    }
}
