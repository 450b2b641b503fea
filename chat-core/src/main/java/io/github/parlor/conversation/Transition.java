package io.github.parlor.conversation;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.people.Actor;
import java.util.Set;

/**
 * One line of the state machine: which command, in which states, by whom, leads where, recording what. Immutable.
 *
 * @param row number of the row in the table; several lines may share it
 * @param command the command
 * @param from the states in which it can be given
 * @param fromNothing whether it can also be given when there is no conversation yet
 * @param to the states it may lead to; a line that may also leave the state as it is lists {@code from} too
 * @param events the events it may record
 * @param actors who may give it
 * @param guard in words, what must hold besides
 */
public record Transition(
        int row,
        Class<? extends Command> command,
        Set<SessionState> from,
        boolean fromNothing,
        Set<SessionState> to,
        Set<Class<? extends ChatEvent>> events,
        Set<Actor.Kind> actors,
        String guard) {}
