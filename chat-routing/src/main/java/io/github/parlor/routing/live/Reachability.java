package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.id.QueueId;

/**
 * What would become of a session that asked now. Immutable.
 *
 * @param answer open if an agent could be asked at once; busy if the session would wait; closed if the queue would not take
 *     it, or nobody is available who could ever serve it. The expected wait is that of {@link Standing#expected}
 * @param queue where it would wait, which overflow may have made another than the demand's
 * @param couldServe how many available agents may ever serve it
 * @param freeSlots how many such sessions those agents have room for who could be asked at once
 * @param waiting how many wait in the queue
 */
public record Reachability(Availability answer, QueueId queue, int couldServe, int freeSlots, int waiting) {
    public Reachability {
        Bounds.present("answer", answer);
        Bounds.present("queue", queue);
        Bounds.range("couldServe", couldServe, 0, Integer.MAX_VALUE);
        Bounds.range("freeSlots", freeSlots, 0, Integer.MAX_VALUE);
        Bounds.range("waiting", waiting, 0, Integer.MAX_VALUE);
    }
}
