package io.github.parlor.routing.ordered;

import org.jspecify.annotations.Nullable;

/** The sessions of one route and credit in the order of work, linked through themselves. Single-owner. */
final class Lane {
    /** How far from either end a place is looked for. */
    private static final int MAX_STEPS = 16;

    final OrderedRoute route;
    final int number;
    private @Nullable OrderedSession head;
    private @Nullable OrderedSession tail;

    Lane(OrderedRoute route, int number) {
        this.route = route;
        this.number = number;
    }

    @Nullable
    OrderedSession head() {
        return head;
    }

    /**
     * Puts a session into its place: a new one belongs at the end, one that comes back was first not long ago.
     *
     * @return false if the place is too far from both ends
     */
    boolean add(OrderedSession session) {
        OrderedSession before = tail;
        if (before == null || OrderedSession.compare(before, session) < 0) {
            link(before, session);
            link(session, null);
            return true;
        }
        OrderedSession after = head;
        for (int i = 0; i < MAX_STEPS && before != null && after != null; i++) {
            if (OrderedSession.compare(session, after) < 0) {
                link(after.previous, session);
                link(session, after);
                return true;
            }
            if (OrderedSession.compare(before, session) < 0) {
                link(session, before.next);
                link(before, session);
                return true;
            }
            after = after.next;
            before = before.previous;
        }
        return false;
    }

    void remove(OrderedSession session) {
        link(session.previous, session.next);
        session.previous = null;
        session.next = null;
    }

    private void link(@Nullable OrderedSession before, @Nullable OrderedSession after) {
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
    }

    int aheadOf(OrderedSession session) {
        int ahead = 0;
        for (OrderedSession at = head; at != null && OrderedSession.compare(at, session) < 0; at = at.next) {
            ahead++;
        }
        return ahead;
    }
}
