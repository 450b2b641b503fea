package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.people.Actor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds every decision against the table and remembers what the table promised and has been seen: a table that allows less
 * than the rules do fails at once, one that allows more fails in {@link #assertComplete}. Single-owner.
 */
final class TableCoverage {
    private final Set<String> seen = new TreeSet<>();
    private final Set<Code> codes = new LinkedHashSet<>();

    /** Checks one decision against the table. */
    void check(@Nullable Conversation before, Actor actor, Command command, Decision decision, Story story) {
        if (decision instanceof Decision.Accepted accepted) {
            accepted(before, actor, command, accepted.events(), story);
        } else if (decision instanceof Decision.Refused refused) {
            refused(before, actor, command, refused.rejection());
        } else {
            assertThat(command)
                    .as("repeated")
                    .isInstanceOfAny(MessageCommand.PostMessage.class, LifecycleCommand.StartSession.class);
        }
    }

    private void accepted(
            @Nullable Conversation before, Actor actor, Command command, List<ChatEvent> events, Story story) {
        Conversation after = story.copy().happened(actor, events).stateOrNull();
        boolean explained = false;
        for (Session session : sessions(before)) {
            SessionState from = session == null ? null : session.state();
            Transition line =
                    TransitionTable.INSTANCE.find(from, command.getClass()).orElse(null);
            SessionState to = stateAfter(session, after, events);
            if (line != null && explains(line, from, to, actor, events)) {
                explained = true;
                remember(line, from, to, actor, events);
            }
        }
        if (!explained) {
            throw new AssertionError("the table has no line for " + command + " by " + actor + " in "
                    + (before == null ? "nothing" : before.session().state()) + " that leads to "
                    + (after == null ? "nothing" : after.session().state()) + " by " + Story.names(events));
        }
    }

    private static List<@Nullable Session> sessions(@Nullable Conversation before) {
        List<@Nullable Session> sessions = new ArrayList<>();
        sessions.add(before == null ? null : before.session());
        if (before != null && before.previous() != null) {
            sessions.add(before.previous());
        }
        return sessions;
    }

    private static @Nullable SessionState stateAfter(
            @Nullable Session session, @Nullable Conversation after, List<ChatEvent> events) {
        boolean started = events.stream().anyMatch(SessionStarted.class::isInstance);
        if (after == null || session == null || started || after.session().id().equals(session.id())) {
            return after == null ? null : after.session().state();
        }
        return after.previous() == null ? null : after.previous().state();
    }

    private static boolean explains(
            Transition line,
            @Nullable SessionState from,
            @Nullable SessionState to,
            Actor actor,
            List<ChatEvent> events) {
        return line.actors().contains(actor.kind())
                && to != null
                && line.targets(from).contains(to)
                && events.stream().allMatch(event -> line.events().contains(event.getClass()));
    }

    private void remember(
            Transition line,
            @Nullable SessionState from,
            @Nullable SessionState to,
            Actor actor,
            List<ChatEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        seen.add(step(line, from, to));
        seen.add(by(line, actor.kind()));
        events.forEach(event -> seen.add(recorded(line, event.getClass())));
    }

    private void refused(@Nullable Conversation before, Actor actor, Command command, Rejection rejection) {
        codes.add(rejection.code());
        assertThat(rejection.sequence()).isEqualTo(before == null ? 0 : before.sequence());
        List<Transition> lines = new ArrayList<>();
        for (Session session : sessions(before)) {
            SessionState from = session == null ? null : session.state();
            TransitionTable.INSTANCE.find(from, command.getClass()).ifPresent(lines::add);
        }
        Code code = rejection.code();
        if (before != null && before.erased()) {
            assertThat(code).isEqualTo(Code.ERASED);
        } else if (lines.isEmpty()) {
            assertThat(code).as("%s by %s", command, actor).isEqualTo(codeWithoutLine(before, command));
        } else if (lines.stream().noneMatch(line -> line.actors().contains(actor.kind()))) {
            assertThat(code)
                    .as("%s by %s", command, actor)
                    .isIn(Code.NOT_ALLOWED, codeWithoutLine(before, command), Code.KEY_CONFLICT);
        }
    }

    /** Who asks about an offer in a state that has none is told that it is gone (scenario 4). */
    private static Code codeWithoutLine(@Nullable Conversation before, Command command) {
        boolean offer = command instanceof OfferCommand && !(command instanceof OfferCommand.MakeOffer);
        if (before == null) {
            return Code.NOT_FOUND;
        }
        return offer ? Code.OFFER_GONE : Code.WRONG_STATE;
    }

    /** Fails unless everything that the table promises has been seen. */
    void assertComplete() {
        Set<String> promised = new TreeSet<>();
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            if (line.fromNothing()) {
                line.targets(null).forEach(to -> promised.add(step(line, null, to)));
            }
            for (SessionState from : line.from()) {
                line.targets(from).forEach(to -> promised.add(step(line, from, to)));
            }
            line.actors().forEach(kind -> promised.add(by(line, kind)));
            line.events().forEach(event -> promised.add(recorded(line, event)));
        }
        Set<String> missing = new TreeSet<>(promised);
        missing.removeAll(seen);
        assertThat(missing).as("promised by the table and never seen").isEmpty();
        assertThat(promised).containsAll(seen);
    }

    /** Returns the codes of all rejections so far. */
    Set<Code> codes() {
        return codes;
    }

    private static String name(Transition line) {
        return line.row() + " " + line.command().getSimpleName() + " from " + line.from();
    }

    private static String step(Transition line, @Nullable SessionState from, @Nullable SessionState to) {
        return name(line) + ": " + (from == null ? "nothing" : from) + " to " + to;
    }

    private static String by(Transition line, Actor.Kind kind) {
        return name(line) + ": by " + kind;
    }

    private static String recorded(Transition line, Class<? extends ChatEvent> event) {
        return name(line) + ": records " + event.getSimpleName();
    }
}
