package io.github.parlor.examples.simulation;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which of the waiting calls a freed agent takes. */
public enum WorkOrder {
    /** The one that waits longest, of all types that the agent can do. */
    ARRIVAL {
        @Override
        List<Duration> credits(DayModel model) {
            return Collections.nCopies(model.types().size(), Duration.ZERO);
        }
    },
    /** The one that waits longest of the type that the agent prefers. */
    PREFERENCE {
        // A router orders work by one key, so a preferred type is older by as much as a day's arrivals can differ. That
        // needs an order of types that agrees with the lists of all groups.
        @Override
        List<Duration> credits(DayModel model) {
            int[] rank = new int[model.types().size()];
            for (int round = 0; raise(rank, model.groups()); round++) {
                Bounds.check("types", round < rank.length, "lists that one order agrees with", model.groups());
            }
            return IntStream.of(rank).mapToObj(model.length()::multipliedBy).toList();
        }
    };

    /** Returns for each type how much older its calls count. */
    abstract List<Duration> credits(DayModel model);

    /** Lifts each type above the next of its list; returns whether one had to be. */
    private static boolean raise(int[] rank, List<DayModel.AgentGroup> groups) {
        boolean raised = false;
        for (DayModel.AgentGroup group : groups) {
            List<Integer> types = group.types();
            for (int i = 1; i < types.size(); i++) {
                int preferred = types.get(i - 1);
                int next = types.get(i);
                if (rank[preferred] <= rank[next]) {
                    rank[preferred] = rank[next] + 1;
                    raised = true;
                }
            }
        }
        return raised;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
