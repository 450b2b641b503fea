package io.github.parlor.conversation;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.people.Actor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects lines of the table; each begins with {@code on} and ends with {@code when}. Single-owner. */
final class TransitionLines {
    private final List<Transition> lines = new ArrayList<>();
    private int row;
    private Class<? extends Command> command = Command.class;
    private boolean fromNothing;
    private boolean stays;
    private Set<SessionState> from = Set.of();
    private Set<SessionState> to = Set.of();
    private Set<Class<? extends ChatEvent>> events = Set.of();
    private Set<Actor.Kind> actors = Set.of();

    TransitionLines on(int newRow, Class<? extends Command> newCommand) {
        row = newRow;
        command = newCommand;
        fromNothing = false;
        stays = false;
        from = Set.of();
        to = Set.of();
        return this;
    }

    TransitionLines fromNothing() {
        fromNothing = true;
        return this;
    }

    TransitionLines from(SessionState first, SessionState... rest) {
        return from(EnumSet.of(first, rest));
    }

    TransitionLines from(Set<SessionState> states) {
        from = Collections.unmodifiableSet(states);
        return this;
    }

    TransitionLines stays() {
        stays = true;
        return this;
    }

    TransitionLines to(SessionState first, SessionState... rest) {
        to = Collections.unmodifiableSet(EnumSet.of(first, rest));
        return this;
    }

    @SafeVarargs
    final TransitionLines records(Class<? extends ChatEvent>... recorded) {
        Set<Class<? extends ChatEvent>> ordered = new LinkedHashSet<>();
        for (Class<? extends ChatEvent> event : recorded) {
            ordered.add(event);
        }
        events = Collections.unmodifiableSet(ordered);
        return this;
    }

    TransitionLines by(Actor.Kind first, Actor.Kind... rest) {
        actors = Collections.unmodifiableSet(EnumSet.of(first, rest));
        return this;
    }

    void when(String guard) {
        lines.add(new Transition(row, command, from, fromNothing, stays, to, events, actors, guard));
    }

    List<Transition> done() {
        return List.copyOf(lines);
    }
}
