package io.github.parlor.conversation;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.people.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table as a page; what the constants mean is read from their own documentation. */
final class StateMachinePage {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "parlor");
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* ([^*]+?) \\*/\\s+([A-Z][A-Z_]+)\\b");
    private static final Set<SessionState> LIVING =
            EnumSet.complementOf(EnumSet.of(SessionState.WRAP_UP, SessionState.ENDED));

    private final List<String> lines = new ArrayList<>();

    private StateMachinePage() {}

    /** Returns the page as Markdown. */
    static String markdown() throws IOException {
        StateMachinePage page = new StateMachinePage();
        page.introduction();
        page.states();
        page.table();
        page.constants("Why a session ended", "reason", "event/EndReason.java");
        page.constants("Why a command was refused", "code", "conversation/Rejection.java");
        return String.join("\n", page.lines) + "\n";
    }

    private void introduction() {
        lines.addAll(List.of(
                "# The state machine of a session",
                "",
                "Made from `TransitionTable` in `io.github.parlor.conversation`; change it there and run",
                "`mvn -pl chat-core -am test -Dtest=StateMachineDocsTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dparlor.docs.write=true`.",
                "",
                "![The states of a session and the commands between them](state-machine.svg)",
                "",
                "A conversation lasts for ever; what is served are its sessions, one after the other. A command that has no",
                "line for the state of its session is answered with `WRONG_STATE`, one about an offer that is no more with",
                "`OFFER_GONE`, one by somebody whom the line does not name with `NOT_ALLOWED`; nothing is recorded then. A test",
                "gives every command in every state by every kind of actor, and finds nothing that the table does not promise",
                "and nothing promised that does not happen."));
    }

    private void states() throws IOException {
        constants("States", "state", "conversation/SessionState.java");
        lines.addAll(List.of(
                "",
                "*Over* are `WRAP_UP` and `ENDED`: over for the contact, for the claim of one open"
                        + " conversation, and for the next session."));
    }

    private void table() {
        lines.addAll(List.of(
                "",
                "## Transitions",
                "",
                "Rows 1 to 23 are the life of a session; 24 to 27 close what they leave open (see",
                "[decision 3](decisions/0003-rows-that-close-the-table.md)). *Same* means that the session may stay where it is.",
                "",
                "| row | command | from | to | records | who | guard |",
                "| ---: | --- | --- | --- | --- | --- | --- |"));
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            lines.add("| "
                    + String.join(
                            " | ",
                            Integer.toString(line.row()),
                            "`" + line.command().getSimpleName() + "`",
                            (line.fromNothing() ? "nothing, " : "") + states(line.from()),
                            to(line),
                            line.events().stream().map(StateMachinePage::name).collect(Collectors.joining(", ")),
                            actors(line.actors()),
                            line.guard())
                    + " |");
        }
    }

    private static String name(Class<? extends ChatEvent> event) {
        return "`" + event.getSimpleName() + "`";
    }

    private static String to(Transition line) {
        String others = line.to().isEmpty() ? "" : states(line.to());
        String same = line.stays() ? "same" : "";
        return same.isEmpty() || others.isEmpty() ? same + others : same + ", " + others;
    }

    /** Returns states as a reader says them. */
    static String states(Set<SessionState> states) {
        if (states.size() == SessionState.values().length) {
            return "any";
        }
        return states.equals(LIVING) ? "any that is not over" : join(states);
    }

    private static String actors(Set<Actor.Kind> kinds) {
        return join(kinds).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String join(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private void constants(String title, String column, String source) throws IOException {
        lines.addAll(List.of("", "## " + title, "", "| " + column + " | meaning |", "| --- | --- |"));
        Matcher constant = CONSTANT.matcher(Files.readString(SOURCES.resolve(source)));
        while (constant.find()) {
            lines.add("| `" + constant.group(2) + "` | " + constant.group(1).replaceAll("\\s+\\* ?", " ") + " |");
        }
    }
}
