package io.github.parlor.benchmarks.routing.peer;

/**
 * A router as the benchmarks see it. Sessions are named by a handle that the router makes, so that no map from ids stands
 * between the harness and what is measured. Thread-safe. Every call but {@link #submit} returns whether it changed
 * something: another thread may have been faster.
 *
 * @param <S> the handle of a session
 */
public interface RouterUnderTest<S> {
    /** Who is told what the router decides. */
    interface Offers<S> {
        /**
         * A slot of this agent is reserved for the session: offered, or assigned at once where offers are off. Told by the
         * thread whose call made it so, within that call, for a new session before {@link #submit} has returned it.
         * Must not call the router.
         */
        void offered(int agent, S session, long epoch);
    }

    /** Lets a new session wait, or offers it at once. */
    S submit(int kind, Credit credit, Tick now);

    /** The agent takes the session that was offered under this epoch. */
    boolean accept(S session, long epoch, Tick now);

    /**
     * The agent does not take it: the session waits again in its earlier place, the slot is free, and both find somebody
     * else within the call if there is somebody.
     */
    boolean decline(S session, long epoch, Tick now);

    /** An accepted session ends, its slot is free and taken by the next who waits for it. */
    boolean release(S session, Tick now);

    /** The contact leaves: a session that waits or is offered is forgotten. */
    boolean abandon(S session, Tick now);
}
