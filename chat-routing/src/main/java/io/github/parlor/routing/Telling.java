package io.github.parlor.routing;

import io.github.parlor.dispatch.Proposal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells proposals so that a listener which throws at one of them still learns of the others. */
final class Telling {
    private Telling() {}

    static void each(List<Proposal> proposals, Consumer<Proposal> listener) {
        RuntimeException first = null;
        for (Proposal proposal : proposals) {
            first = tell(proposal, listener, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException tell(
            Proposal proposal, Consumer<Proposal> listener, @Nullable RuntimeException first) {
        try {
            listener.accept(proposal);
        } catch (RuntimeException thrown) {
            if (first == null) {
                return thrown;
            }
            first.addSuppressed(thrown);
        }
        return first;
    }
}
