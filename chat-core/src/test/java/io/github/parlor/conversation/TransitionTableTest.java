package io.github.parlor.conversation;

import static io.github.parlor.conversation.SessionState.ACTIVE;
import static io.github.parlor.conversation.SessionState.BOT;
import static io.github.parlor.conversation.SessionState.DEFERRED;
import static io.github.parlor.conversation.SessionState.ENDED;
import static io.github.parlor.conversation.SessionState.NEW;
import static io.github.parlor.conversation.SessionState.OFFERED;
import static io.github.parlor.conversation.SessionState.ON_HOLD;
import static io.github.parlor.conversation.SessionState.QUEUED;
import static io.github.parlor.conversation.SessionState.WRAP_UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.SessionEvent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table as it is written down, against the reference and against the families of commands and events. */
class TransitionTableTest {
    private static final TransitionTable TABLE = TransitionTable.INSTANCE;

    /** Rows 1 to 23 of section 4.3 and what was added: the commands of each, in their order. */
    private static final Map<Integer, List<String>> COMMANDS = Map.ofEntries(
            Map.entry(1, List.of("StartSession")),
            Map.entry(2, List.of("AssignToBot")),
            Map.entry(3, List.of("RequestHuman")),
            Map.entry(4, List.of("Enqueue")),
            Map.entry(5, List.of("Defer")),
            Map.entry(6, List.of("EnqueueDeferred")),
            Map.entry(7, List.of("MakeOffer")),
            Map.entry(8, List.of("AcceptOffer")),
            Map.entry(9, List.of("DeclineOffer", "ExpireOffer", "RevokeOffer")),
            Map.entry(10, List.of("TakeNext", "Pick")),
            Map.entry(11, List.of("LeaveQueue")),
            Map.entry(12, List.of("PostMessage")),
            Map.entry(13, List.of("Hold")),
            Map.entry(14, List.of("Wake")),
            Map.entry(15, List.of("Transfer", "AcceptTransfer", "DeclineTransfer", "ExpireTransfer")),
            Map.entry(16, List.of("Consult", "LeaveConsult")),
            Map.entry(17, List.of("HandBackToBot")),
            Map.entry(18, List.of("AgentLost")),
            Map.entry(19, List.of("EndSession")),
            Map.entry(20, List.of("CompleteWrapUp")),
            Map.entry(21, List.of("SwitchMode")),
            Map.entry(22, List.of("Rate")),
            Map.entry(23, List.of("Lock", "Erase")),
            Map.entry(24, List.of("Unlock")),
            Map.entry(25, List.of("EditMessage", "DeleteMessage")),
            Map.entry(26, List.of("MoveReceipt")),
            Map.entry(27, List.of("ChangePresence")));

    @Test
    void scenario_10_the_table_has_the_23_rows_of_the_reference_and_the_4_that_were_added() {
        Map<Integer, Set<String>> rows = new TreeMap<>();
        for (Transition line : TABLE.lines()) {
            rows.computeIfAbsent(line.row(), row -> new LinkedHashSet<>())
                    .add(line.command().getSimpleName());
        }

        assertThat(rows).containsOnlyKeys(COMMANDS.keySet());
        COMMANDS.forEach(
                (row, commands) -> assertThat(rows.get(row)).as("row %d", row).containsExactlyElementsOf(commands));
    }

    @Test
    void scenario_10_every_row_begins_in_the_states_that_the_reference_names() {
        Set<SessionState> living = EnumSet.complementOf(EnumSet.of(WRAP_UP, ENDED));
        Map<Integer, Set<SessionState>> from = Map.ofEntries(
                Map.entry(1, EnumSet.of(WRAP_UP, ENDED)),
                Map.entry(2, EnumSet.of(NEW)),
                Map.entry(3, EnumSet.of(NEW, BOT)),
                Map.entry(4, EnumSet.of(NEW)),
                Map.entry(5, EnumSet.of(NEW, BOT, QUEUED)),
                Map.entry(6, EnumSet.of(DEFERRED)),
                Map.entry(7, EnumSet.of(QUEUED, OFFERED)),
                Map.entry(8, EnumSet.of(OFFERED)),
                Map.entry(9, EnumSet.of(OFFERED)),
                Map.entry(10, EnumSet.of(QUEUED)),
                Map.entry(11, EnumSet.of(QUEUED, OFFERED, DEFERRED)),
                Map.entry(12, EnumSet.allOf(SessionState.class)),
                Map.entry(13, EnumSet.of(ACTIVE)),
                Map.entry(14, EnumSet.of(ON_HOLD)),
                Map.entry(15, EnumSet.of(ACTIVE)),
                Map.entry(16, EnumSet.of(ACTIVE, ON_HOLD)),
                Map.entry(17, EnumSet.of(ACTIVE)),
                Map.entry(18, EnumSet.of(OFFERED, ACTIVE, ON_HOLD, WRAP_UP)),
                Map.entry(19, living),
                Map.entry(20, EnumSet.of(WRAP_UP)),
                Map.entry(21, living),
                Map.entry(22, EnumSet.of(WRAP_UP, ENDED)));
        for (int row = 1; row <= 27; row++) {
            Set<SessionState> actual = EnumSet.noneOf(SessionState.class);
            for (Transition line : TABLE.lines()) {
                if (line.row() == row) {
                    actual.addAll(line.from());
                }
            }
            assertThat(actual).as("row %d", row).isEqualTo(from.getOrDefault(row, EnumSet.allOf(SessionState.class)));
        }
    }

    @Test
    void every_command_has_a_line_and_every_event_of_a_conversation_is_recorded_by_one() {
        Set<Class<?>> commands = new LinkedHashSet<>();
        Set<Class<?>> events = new LinkedHashSet<>();
        for (Transition line : TABLE.lines()) {
            commands.add(line.command());
            events.addAll(line.events());
        }

        assertThat(commands).containsExactlyInAnyOrderElementsOf(members(Command.class));
        Set<Class<?>> recorded = new LinkedHashSet<>(members(SessionEvent.class));
        recorded.addAll(members(ConversationEvent.class));
        assertThat(events).containsExactlyInAnyOrderElementsOf(recorded);
    }

    /** Returns the records of a sealed family. */
    static List<Class<?>> members(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(type -> members(type).stream())
                        .toList()
                : List.of(family);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void a_command_has_at_most_one_line_in_a_state(SessionState state) {
        Set<String> seen = new TreeSet<>();
        for (Transition line : TABLE.lines()) {
            if (line.from().contains(state)) {
                String command = line.command().getSimpleName();
                assertThat(seen.add(command)).as("%s in %s", command, state).isTrue();
                assertThat(TABLE.find(state, line.command())).contains(line);
            }
        }
    }

    @Test
    void a_conversation_begins_with_a_session_and_with_nothing_else() {
        for (Class<?> type : members(Command.class)) {
            Class<? extends Command> command = type.asSubclass(Command.class);
            assertThat(TABLE.find(null, command).isPresent())
                    .as("%s", command.getSimpleName())
                    .isEqualTo(command == LifecycleCommand.StartSession.class);
        }
    }

    @Test
    void every_line_leads_somewhere_and_says_by_whom_and_when() {
        for (Transition line : TABLE.lines()) {
            assertThat(line.stays() || !line.to().isEmpty()).as("%s", line).isTrue();
            assertThat(line.actors()).as("%s", line).isNotEmpty();
            assertThat(line.events()).as("%s", line).isNotEmpty();
            assertThat(line.guard()).as("%s", line).isNotBlank();
        }
    }

    @Test
    void the_reasons_of_an_end_are_the_closed_list_and_other() {
        assertThat(EndReason.values())
                .extracting(Enum::name)
                .containsExactly(
                        "AGENT_ENDED",
                        "CONTACT_ENDED",
                        "CONTACT_DISCONNECTED",
                        "IDLE_TIMEOUT",
                        "QUEUE_TIMEOUT",
                        "ABANDONED",
                        "NO_AGENT",
                        "BOT_COMPLETED",
                        "MOVED_CHANNEL",
                        "MERGED",
                        "BLOCKED",
                        "SYSTEM",
                        "OTHER");
    }
}
