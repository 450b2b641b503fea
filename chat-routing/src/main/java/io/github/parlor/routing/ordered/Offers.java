package io.github.parlor.routing.ordered;

import org.jspecify.annotations.Nullable;

/**
 * The sessions that are offered to one agent and do nothing else, linked through themselves: who stops taking work loses
 * them. Agents share lists by their numbers. A list for each agent would have to be written to where that agent is, far from
 * all others, and each such reference to a new session is work for the garbage collector. Single-owner.
 */
final class Offers {
    private static final int LISTS = 1 << 10;

    private final @Nullable OrderedSession[] heads = new OrderedSession[LISTS];

    void add(OrderedSession session, OrderedAgent agent) {
        int list = list(agent);
        OrderedSession other = heads[list];
        session.next = other;
        if (other != null) {
            other.previous = session;
        }
        heads[list] = session;
    }

    void remove(OrderedSession session, OrderedAgent agent) {
        OrderedSession before = session.previous;
        OrderedSession after = session.next;
        if (before == null) {
            heads[list(agent)] = after;
        } else {
            before.next = after;
            session.previous = null;
        }
        if (after != null) {
            after.previous = before;
            session.next = null;
        }
    }

    /** Returns a session that is offered to an agent, or null. */
    @Nullable
    OrderedSession any(OrderedAgent agent) {
        OrderedSession session = heads[list(agent)];
        while (session != null && session.agent() != agent) {
            session = session.next;
        }
        return session;
    }

    private static int list(OrderedAgent agent) {
        return agent.number() & (LISTS - 1);
    }
}
