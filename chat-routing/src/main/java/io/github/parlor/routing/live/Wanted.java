package io.github.parlor.routing.live;

import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * What a demand asks for, whatever agents it names and however urgent it is. Asked for as a key many times in the life of a
 * session, so its hash, which goes through the whole requirement, is kept. Immutable.
 */
final class Wanted {
    final QueueId queue;
    final ChannelId channel;
    final Requirement required;
    private final int hash;

    Wanted(Demand demand) {
        queue = demand.queue();
        channel = demand.channel();
        required = demand.required();
        hash = 31 * (31 * queue.hashCode() + channel.hashCode()) + required.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Wanted wanted
                        && hash == wanted.hash
                        && queue.equals(wanted.queue)
                        && channel.equals(wanted.channel)
                        && required.equals(wanted.required));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return queue + " " + channel + " " + required;
    }
}
