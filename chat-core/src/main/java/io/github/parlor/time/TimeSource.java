package io.github.parlor.time;

/**
 * Where the engine learns what time it is. Implementations are thread-safe; the monotonic reading never falls within one
 * run.
 *
 * <p>Use {@link #system()} in production and {@link ManualTime} in tests and simulations.
 */
@FunctionalInterface
public interface TimeSource {
    /** Reads both clocks. */
    Moment now();

    /**
     * Returns the clocks of this process. All sources that this method returns in one process share one run, named by the
     * nanoseconds at which the process first asked.
     */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
