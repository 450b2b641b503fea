package io.github.parlor.benchmarks.routing.peer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sequential structure that a lock-free router has to be compared with. Agents with room stand in one queue for each
 * (level of use, profile), linked through arrays of {@code int}, and one word for each level says which profiles have
 * somebody; sessions stand in one queue for each (kind, credit), linked through themselves, and a bit set says which kinds
 * have somebody. A step looks at profiles or kinds, never at agents or at the backlog, and allocates nothing.
 *
 * <p>Who comes to a level goes to the end of its queue, so agents are asked in the order {@link
 * AgentOrder#LONGEST_AT_LEVEL} and no other.
 */
final class CoreStructure implements Structure {
    private static final int CREDITS = Credit.COUNT;
    private static final int WORDS = (Matching.KINDS + 63) / 64;

    private final Matching matching;

    private final byte[] used;
    private final long[] stamps;
    private final int[] next;
    private final int[] previous;
    /** By level and profile. */
    private final int[] heads = new int[Matching.CAPACITY * Matching.PROFILES];

    private final int[] tails = new int[heads.length];
    private final long[] profilesWithRoom = new long[Matching.CAPACITY];
    private long stamp;

    /** By kind and credit. */
    private final Queue[] queues = new Queue[Matching.KINDS * CREDITS];

    private final long[] kindsWaiting = new long[WORDS];
    private final long[][] kindsOfProfile = new long[Matching.PROFILES][WORDS];
    /** The earliest of each kind, beside the session so that a look at all of them stays within these arrays. */
    private final long[] headKeys = new long[Matching.KINDS];

    private final long[] headNumbers = new long[Matching.KINDS];

    /** A session with its neighbours. */
    private static final class Linked extends Session {
        @Nullable
        Linked before;

        @Nullable
        Linked after;

        Linked(int kind, Credit credit, long number, Tick now) {
            super(kind, credit, number, now);
        }
    }

    /** The sessions of one kind and credit, in the order of work. */
    private static final class Queue {
        @Nullable
        Linked head;

        @Nullable
        Linked tail;
    }

    CoreStructure(Matching matching) {
        this.matching = matching;
        int agents = matching.agents();
        used = new byte[agents];
        stamps = new long[agents];
        next = new int[agents];
        previous = new int[agents];
        Arrays.fill(heads, NOBODY);
        Arrays.fill(tails, NOBODY);
        Arrays.setAll(queues, kind -> new Queue());
        for (int profile = 0; profile < Matching.PROFILES; profile++) {
            for (int kind : matching.kinds(profile)) {
                kindsOfProfile[profile][kind >> 6] |= 1L << kind;
            }
        }
        for (int agent = 0; agent < agents; agent++) {
            join(agent);
        }
    }

    @Override
    public Session session(int kind, Credit credit, long number, Tick now) {
        return new Linked(kind, credit, number, now);
    }

    @Override
    public int choose(Session session, int barred) {
        long profiles = matching.profiles(session.kind);
        for (int level = 0; level < Matching.CAPACITY; level++) {
            long there = profilesWithRoom[level] & profiles;
            if (there != 0) {
                int best = session.declined == null && barred == NOBODY
                        ? longestAt(level, there)
                        : longestAt(level, there, session, barred, false);
                if (best != NOBODY) {
                    return best;
                }
            }
        }
        return session.declined == null ? NOBODY : chooseWhoDeclined(session, profiles, barred);
    }

    private int chooseWhoDeclined(Session session, long profiles, int barred) {
        for (int level = 0; level < Matching.CAPACITY; level++) {
            int best = longestAt(level, profilesWithRoom[level] & profiles, session, barred, true);
            if (best != NOBODY) {
                return best;
            }
        }
        return NOBODY;
    }

    private int longestAt(int level, long profiles) {
        int best = heads[place(level, Long.numberOfTrailingZeros(profiles))];
        for (long left = profiles & (profiles - 1); left != 0; left &= left - 1) {
            int head = heads[place(level, Long.numberOfTrailingZeros(left))];
            if (stamps[head] < stamps[best]) {
                best = head;
            }
        }
        return best;
    }

    private int longestAt(int level, long profiles, Session session, int barred, boolean declined) {
        int best = NOBODY;
        for (long left = profiles; left != 0; left &= left - 1) {
            int agent = heads[place(level, Long.numberOfTrailingZeros(left))];
            while (agent != NOBODY && (agent == barred || session.wasDeclinedBy(agent) != declined)) {
                agent = next[agent];
            }
            if (agent != NOBODY && (best == NOBODY || stamps[agent] < stamps[best])) {
                best = agent;
            }
        }
        return best;
    }

    private static int place(int level, int profile) {
        return level * Matching.PROFILES + profile;
    }

    @Override
    public void take(int agent) {
        leave(agent);
        if (++used[agent] < Matching.CAPACITY) {
            join(agent);
        }
    }

    @Override
    public void free(int agent) {
        if (used[agent] < Matching.CAPACITY) {
            leave(agent);
        }
        used[agent]--;
        join(agent);
    }

    private void join(int agent) {
        int level = used[agent];
        int profile = matching.profile(agent);
        int place = place(level, profile);
        int tail = tails[place];
        stamps[agent] = stamp++;
        next[agent] = NOBODY;
        previous[agent] = tail;
        tails[place] = agent;
        if (tail == NOBODY) {
            heads[place] = agent;
            profilesWithRoom[level] |= 1L << profile;
        } else {
            next[tail] = agent;
        }
    }

    private void leave(int agent) {
        int level = used[agent];
        int profile = matching.profile(agent);
        int place = place(level, profile);
        int before = previous[agent];
        int after = next[agent];
        if (before == NOBODY) {
            heads[place] = after;
        } else {
            next[before] = after;
        }
        if (after == NOBODY) {
            tails[place] = before;
        } else {
            previous[after] = before;
        }
        if (heads[place] == NOBODY) {
            profilesWithRoom[level] &= ~(1L << profile);
        }
    }

    @Override
    public void add(Session session) {
        Linked linked = (Linked) session;
        Queue queue = queue(session);
        Linked after = follower(queue, session);
        Linked before = after == null ? queue.tail : after.before;
        link(queue, before, linked);
        link(queue, linked, after);
        if (before == null) {
            earliestChanged(session.kind);
        }
    }

    /** A new session goes to the end; one that returns was first not long ago, so it is found from there. */
    private static @Nullable Linked follower(Queue queue, Session session) {
        if (queue.tail == null || queue.tail.isBefore(session)) {
            return null;
        }
        Linked after = queue.head;
        while (after != null && after.isBefore(session)) {
            after = after.after;
        }
        return after;
    }

    private static void link(Queue queue, @Nullable Linked before, @Nullable Linked after) {
        if (before == null) {
            queue.head = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            queue.tail = before;
        } else {
            after.before = before;
        }
    }

    @Override
    public void remove(Session session) {
        Linked linked = (Linked) session;
        Queue queue = queue(session);
        boolean first = linked.before == null;
        link(queue, linked.before, linked.after);
        linked.before = null;
        linked.after = null;
        if (first) {
            earliestChanged(session.kind);
        }
    }

    @Override
    public void forget(Session session) {
        remove(session);
    }

    private Queue queue(Session session) {
        return queues[session.kind * CREDITS + session.credit];
    }

    private void earliestChanged(int kind) {
        Session earliest = earliest(kind);
        if (earliest == null) {
            kindsWaiting[kind >> 6] &= ~(1L << kind);
        } else {
            kindsWaiting[kind >> 6] |= 1L << kind;
            headKeys[kind] = earliest.key;
            headNumbers[kind] = earliest.number;
        }
    }

    private @Nullable Session earliest(int kind) {
        Session best = null;
        for (int credit = 0; credit < CREDITS; credit++) {
            Session head = queues[kind * CREDITS + credit].head;
            if (head != null && (best == null || head.isBefore(best))) {
                best = head;
            }
        }
        return best;
    }

    @Override
    public @Nullable Session first(int agent) {
        long[] met = kindsOfProfile[matching.profile(agent)];
        int best = -1;
        for (int word = 0; word < WORDS; word++) {
            for (long left = kindsWaiting[word] & met[word]; left != 0; left &= left - 1) {
                int kind = (word << 6) + Long.numberOfTrailingZeros(left);
                if (best < 0 || isEarlier(kind, best)) {
                    best = kind;
                }
            }
        }
        return best < 0 ? null : earliest(best);
    }

    private boolean isEarlier(int kind, int other) {
        return headKeys[kind] != headKeys[other]
                ? headKeys[kind] < headKeys[other]
                : headNumbers[kind] < headNumbers[other];
    }
}
