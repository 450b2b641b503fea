package io.github.parlor.routing.ordered;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The offers of one call, to be told when it has given the lock back. Hand-over. */
final class Told {
    private @Nullable OrderedSession[] sessions = new OrderedSession[4];
    private @Nullable OrderedAgent[] agents = new OrderedAgent[4];
    private long[] epochs = new long[4];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void add(OrderedSession session, OrderedAgent agent, long epoch) {
        if (count == epochs.length) {
            sessions = Arrays.copyOf(sessions, 2 * count);
            agents = Arrays.copyOf(agents, 2 * count);
            epochs = Arrays.copyOf(epochs, 2 * count);
        }
        sessions[count] = session;
        agents[count] = agent;
        epochs[count++] = epoch;
    }

    /** Tells all, also if the listener throws at one of them, and is empty then. */
    void tell(OrderedRouter.Listener listener) {
        RuntimeException first = null;
        for (int i = 0; i < count; i++) {
            OrderedSession session = sessions[i];
            OrderedAgent agent = agents[i];
            sessions[i] = null;
            if (session != null && agent != null) {
                try {
                    listener.offered(session, agent, epochs[i]);
                } catch (RuntimeException thrown) {
                    if (first == null) {
                        first = thrown;
                    } else {
                        first.addSuppressed(thrown);
                    }
                }
            }
        }
        count = 0;
        if (first != null) {
            throw first;
        }
    }
}
