package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Waiting sessions that agents cannot tell apart but by their order: so that the first of them stands for all. Thread-safe
 * and lock-free.
 */
final class Lane {
    /**
     * What sessions of a lane have in common.
     *
     * @param personal how many steps of the ladder are for a named or a last agent
     * @param step where they stand on the ladder
     * @param passed the longest delay of a group that they have waited
     * @param full whether they are offered to as many as may be asked at once
     * @param agent whom they ask for, or null for the lane of everybody
     * @param turn the step that is for this agent
     */
    record Key(
            Wanted wanted,
            int personal,
            int step,
            Duration passed,
            boolean full,
            @Nullable AgentId agent,
            int turn) {
        Key of(AgentId other, int step) {
            return new Key(wanted, personal, this.step, passed, full, other, step);
        }

        QueueId queue() {
            return wanted.queue;
        }

        ChannelId channel() {
            return wanted.channel;
        }

        Requirement required() {
            return wanted.required;
        }
    }

    /**
     * The kinds that take from a lane, those that fit best first.
     *
     * @param version the number of changes of the kinds that it has seen
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody writes to them.
    record Ranking(long version, Kind[] kinds, Suitability[] fits, Kind.Fit[] whys) {
        /** Returns a number that changes when an agent of one of the kinds moves. */
        long moves() {
            long sum = 0;
            for (Kind kind : kinds) {
                sum += kind.moves.get();
            }
            return sum;
        }
    }

    final Key key;
    final Book book;
    final long number;
    final Capacity.Load load;
    /** Whether agents may take from it without being offered anything. */
    final boolean takeNext;
    /** A bit for each limit of the plan that counts its sessions. */
    final long limits;
    /** The agents whom the requirement names, and who therefore are not judged by their kind. */
    final Set<AgentId> named;

    final Lease lease = new Lease();
    final ConcurrentSkipListSet<Spot> spots = new ConcurrentSkipListSet<>();
    private volatile boolean listed;
    private volatile @Nullable Ranking ranking;

    Lane(Key key, Book book, long number) {
        this.key = key;
        this.book = book;
        this.number = number;
        load = book.judge.plan().capacity().load(key.channel());
        Queue queue = book.judge.queue(key.queue());
        takeNext = queue != null && book.judge.plan().offers(queue).takeNext();
        limits = book.judge.limits().counting(key.queue(), key.channel());
        named = Judge.named(key.required());
    }

    /** Makes a lane of one agent of what it has in common with that of everybody. */
    Lane(Key key, Lane everybody, long number) {
        this.key = key;
        this.number = number;
        book = everybody.book;
        load = everybody.load;
        takeNext = everybody.takeNext;
        limits = everybody.limits;
        named = everybody.named;
    }

    /** Returns how a kind fits the sessions of this lane; null if it may not take them now. */
    @Nullable
    Suitability fit(Kind kind) {
        Kind.Fit fit = kind.fit(key.queue());
        if (fit == null || fit.tier() < 0 || fit.tier() + key.personal() > key.step()) {
            return null;
        }
        boolean open = fit.preference().delay().compareTo(key.passed()) <= 0
                && key.required().meets(kind.twin);
        int tier = fit.tier() + key.personal();
        return open ? new Suitability(tier, fit.preference().rank(), fit.score()) : null;
    }

    /** Returns whether agents of a shelf have no room for the sessions of this lane. */
    boolean isClosedTo(Shelf shelf, Kind kind) {
        Shelf.Room room = shelf.room;
        if ((room.reached() & limits) != 0 || room.used() + load.units() > kind.key.capacityUnits()) {
            return true;
        }
        for (ChannelId held : room.exclusive()) {
            if (!held.equals(key.channel())
                    && !book.judge.plan().capacity().load(held).allows(key.channel())) {
                return true;
            }
        }
        return false;
    }

    Ranking ranking() {
        Ranking known = ranking;
        if (known == null || known.version() != book.kindChanges()) {
            known = book.rank(this);
            ranking = known;
        }
        return known;
    }

    @Nullable
    Spot first() {
        for (Spot spot : spots) {
            return spot;
        }
        return null;
    }

    boolean isListed() {
        return listed;
    }

    void listed() {
        listed = true;
    }
}
