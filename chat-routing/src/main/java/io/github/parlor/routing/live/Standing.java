package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.SessionId;

/**
 * Where a waiting session stands. Immutable.
 *
 * @param session which
 * @param position 1 and how many sessions go before it by the plan's order for an agent who is signed in and may ever serve
 *     both. Sessions with the same demand have different positions; it grows only if one with a better place comes, or one
 *     moves here or is reordered
 * @param waiting how many wait that such an agent may ever serve, this one included
 * @param couldServe how many agents who are available now may ever serve it
 * @param expected the whole wait of sessions like this: the low end is the median, the high end the ninetieth percentile of
 *     those that ended within the last hour in its queue, on its channel, with its requirement. Immediate if somebody is
 *     asked right now; unknown if there were fewer than ten, or nobody is available who could serve
 */
public record Standing(SessionId session, int position, int waiting, int couldServe, Estimate expected) {
    public Standing {
        Bounds.present("session", session);
        Bounds.range("position", position, 1, Integer.MAX_VALUE);
        Bounds.range("waiting", waiting, 1, Integer.MAX_VALUE);
        Bounds.range("couldServe", couldServe, 0, Integer.MAX_VALUE);
        Bounds.present("expected", expected);
    }
}
