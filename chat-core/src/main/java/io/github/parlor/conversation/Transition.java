package io.github.parlor.conversation;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.people.Actor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the state machine: which command, in which states, by whom, leads where, recording what. Immutable.
 *
 * @param row number of the row in the table; several lines may share it
 * @param command the command
 * @param from the states in which it can be given
 * @param fromNothing whether it can also be given when there is no conversation yet
 * @param stays whether it may leave the session in the state it was in
 * @param to the states it may lead to from each of {@code from}, beside staying
 * @param events the events it may record
 * @param actors who may give it
 * @param guard in words, what must hold besides
 */
public record Transition(
        int row,
        Class<? extends Command> command,
        Set<SessionState> from,
        boolean fromNothing,
        boolean stays,
        Set<SessionState> to,
        Set<Class<? extends ChatEvent>> events,
        Set<Actor.Kind> actors,
        String guard) {
    /**
     * Returns the states in which the session may be afterwards.
     *
     * @param state one of {@link #from}, or null if there was no conversation
     */
    public Set<SessionState> targets(@Nullable SessionState state) {
        if (!stays || state == null) {
            return to;
        }
        EnumSet<SessionState> all = EnumSet.of(state);
        all.addAll(to);
        return Collections.unmodifiableSet(all);
    }
}
