package io.github.parlor.benchmarks.routing.peer;

import org.jspecify.annotations.Nullable;

/** What the exact peers differ in: how the agents with room and the sessions that wait are found. Single-owner. */
interface Structure {
    /** No agent. */
    int NOBODY = -1;

    /** Makes a session that this structure can hold. */
    Session session(int kind, Credit credit, long number, Tick now);

    /**
     * Returns who is asked first: those who have not declined the session before those who have, then by the {@link
     * AgentOrder}.
     *
     * @param barred an agent who is not asked, or {@link #NOBODY}
     * @return or {@link #NOBODY} if nobody who meets its kind has room
     */
    int choose(Session session, int barred);

    /** Takes a slot of an agent who has one. */
    void take(int agent);

    /** Gives a slot back. */
    void free(int agent);

    /** Puts a session into its place, also one that was there before. */
    void add(Session session);

    /** Takes a session out, most often the first of its kind. */
    void remove(Session session);

    /** Takes a session out that never returns, wherever it stands. */
    void forget(Session session);

    /** Returns the session that goes first among those the agent meets, or null. */
    @Nullable
    Session first(int agent);
}
