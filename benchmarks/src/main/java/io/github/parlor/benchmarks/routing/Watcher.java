package io.github.parlor.benchmarks.routing;

/** Sees each offer besides the load, within the call that made it. */
@FunctionalInterface
interface Watcher {
    /** Nobody watches: costs nothing. */
    Watcher NOBODY = (agent, session) -> {};

    /** Told after the load has taken note of the offer. */
    void offered(int agent, Object session);
}
