package io.github.parlor.conversation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a session as data: what is not in the table is refused. The picture and the table in the
 * documentation are made from it, and a test gives every command in every state and compares. Immutable.
 *
 * <p>Rows 1 to 23 are the life of a session; 24 to 27 close what they leave open: unlocking, correcting and taking back
 * messages, receipts, presence. A command has at most one line in a state.
 */
public final class TransitionTable {
    /** The table. */
    public static final TransitionTable INSTANCE = new TransitionTable(TransitionRows.all());

    private final List<Transition> lines;
    private final Map<Class<? extends Command>, Transition> fromNothing = new HashMap<>();
    private final Map<SessionState, Map<Class<? extends Command>, Transition>> byState =
            new EnumMap<>(SessionState.class);

    private TransitionTable(List<Transition> lines) {
        this.lines = List.copyOf(lines);
        for (Transition line : lines) {
            if (line.fromNothing()) {
                put(fromNothing, line);
            }
            for (SessionState state : line.from()) {
                put(byState.computeIfAbsent(state, key -> new HashMap<>()), line);
            }
        }
    }

    private static void put(Map<Class<? extends Command>, Transition> index, Transition line) {
        if (index.put(line.command(), line) != null) {
            throw new IllegalStateException("two lines for " + line.command().getSimpleName() + " in one state");
        }
    }

    /** Returns all lines, by row. */
    public List<Transition> lines() {
        return lines;
    }

    /**
     * Returns the line for a command in a state.
     *
     * @param state the state of the session it is about, or null if there is no conversation yet
     */
    public Optional<Transition> find(@Nullable SessionState state, Class<? extends Command> command) {
        return Optional.ofNullable(
                state == null
                        ? fromNothing.get(command)
                        : byState.getOrDefault(state, Map.of()).get(command));
    }
}
