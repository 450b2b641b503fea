package io.github.parlor.routing.live;

import io.github.parlor.id.ChannelId;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Agents of one kind who have room for the same: so that one look tells whether all of them may take a session, or none.
 * Thread-safe and lock-free.
 */
final class Shelf {
    /**
     * What the agents have room for.
     *
     * @param used units in use; 0 where the order of agents or the plan makes it unnecessary to tell them apart
     * @param reached a bit for each limit of the plan that is reached
     * @param exclusive channels held beside which not all others stand
     */
    record Room(long used, long reached, Set<ChannelId> exclusive) {}

    final Room room;
    final Lease lease = new Lease();
    final ConcurrentSkipListSet<Shown> agents = new ConcurrentSkipListSet<>();

    Shelf(Room room) {
        this.room = room;
    }
}
