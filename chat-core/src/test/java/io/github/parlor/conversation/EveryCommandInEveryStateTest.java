package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_EVA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_OFFICER;
import static io.github.parlor.conversation.Story.BY_ROBO;
import static io.github.parlor.conversation.Story.EVA;
import static io.github.parlor.conversation.Story.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ContactId;
import io.github.parlor.people.Actor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scenario 10: every state, every command, every kind of actor; the table tells the truth in both directions. */
class EveryCommandInEveryStateTest {
    private static final List<Actor> ACTORS = List.of(
            BY_ANNA,
            Actor.contact(new ContactId("bob")),
            BY_MAX,
            BY_IDA,
            BY_EVA,
            BY_BOSS,
            Actor.supervisor(MAX),
            Actor.supervisor(EVA),
            BY_ROBO,
            Actor.bot(new BotId("other")),
            Actor.ROUTER,
            Actor.TIMER,
            Actor.SYSTEM,
            BY_OFFICER);

    /** At whom the router holds a slot, if at anybody. */
    private static final List<@Nullable AgentId> ROOM = Arrays.asList(null, MAX, EVA);

    @Test
    void scenario_10_every_pair_is_a_line_of_the_table_or_a_typed_rejection_and_every_line_is_reached() {
        TableCoverage coverage = new TableCoverage();
        everything(Story.begin(), coverage);
        Histories.all().values().forEach(story -> everything(story, coverage));

        coverage.assertComplete();
        assertThat(coverage.codes())
                .as("all but those that the engine, its journal and its keys give")
                .containsAll(EnumSet.complementOf(
                        EnumSet.of(Code.KEY_CONFLICT, Code.ALREADY_OPEN, Code.CONTENDED, Code.JOURNAL_FULL)));
    }

    private static void everything(Story story, TableCoverage coverage) {
        for (Command command : CommandSamples.of(story)) {
            for (Actor actor : ACTORS) {
                for (AgentId reserved : ROOM) {
                    Decision decision = story.room(reserved).tries(actor, command);
                    coverage.check(story.stateOrNull(), actor, command, decision, story);
                }
            }
        }
    }

    @Test
    void every_state_is_reached_by_a_history_and_every_command_and_kind_of_actor_is_tried() {
        Map<String, Story> histories = Histories.all();
        Set<SessionState> states = EnumSet.noneOf(SessionState.class);
        histories.values().forEach(story -> states.add(story.stands()));
        Set<Class<?>> commands = new LinkedHashSet<>();
        CommandSamples.of(Story.standing(SessionState.ACTIVE)).forEach(command -> commands.add(command.getClass()));

        assertThat(states).isEqualTo(EnumSet.allOf(SessionState.class));
        assertThat(commands).containsExactlyInAnyOrderElementsOf(TransitionTableTest.members(Command.class));
        assertThat(ACTORS.stream().map(Actor::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Actor.Kind.values());
    }
}
