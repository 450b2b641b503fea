package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call still has to look at, and what it has to tell when it is done. Single-owner. */
final class Pass {
    /** Most calls look at one agent or one lane and make one offer at most: those have fields, the others lists. */
    private @Nullable RoutedAgent agent;

    private @Nullable Lane lane;
    private @Nullable List<RoutedAgent> moreAgents;
    private @Nullable List<Lane> moreLanes;
    private @Nullable RoutedSession offered;
    private @Nullable RoutedAgent offeredTo;
    private long epoch;
    private @Nullable List<Offer> moreOffers;
    /** What the call declined, and by whom: not to be offered there again within this call. */
    private @Nullable RoutedSession declined;

    private @Nullable RoutedAgent decliner;

    private record Offer(RoutedSession session, RoutedAgent agent, long epoch) {}

    /** Marks an agent who may have room that nobody looked at. */
    void lookAt(RoutedAgent one) {
        if (agent == null || agent == one) {
            agent = one;
        } else {
            moreAgents = with(moreAgents, one);
        }
    }

    /** Marks a lane in which somebody may wait whom nobody looked at. */
    void lookAt(Lane one) {
        if (lane == null || lane == one) {
            lane = one;
        } else {
            moreLanes = with(moreLanes, one);
        }
    }

    private static <T> List<T> with(@Nullable List<T> some, T one) {
        List<T> all = some == null ? new ArrayList<>() : some;
        if (!all.contains(one)) {
            all.add(one);
        }
        return all;
    }

    /** Returns a marked agent, or null if there are not so many. */
    @Nullable
    RoutedAgent agent(int index) {
        if (index == 0) {
            return agent;
        }
        return moreAgents == null || moreAgents.size() < index ? null : moreAgents.get(index - 1);
    }

    /** Returns a marked lane, or null if there are not so many. */
    @Nullable
    Lane lane(int index) {
        if (index == 0) {
            return lane;
        }
        return moreLanes == null || moreLanes.size() < index ? null : moreLanes.get(index - 1);
    }

    int agents() {
        return 1 + (moreAgents == null ? 0 : moreAgents.size());
    }

    int lanes() {
        return 1 + (moreLanes == null ? 0 : moreLanes.size());
    }

    void bar(RoutedSession session, RoutedAgent by) {
        declined = session;
        decliner = by;
    }

    boolean bars(RoutedSession session, RoutedAgent by) {
        return session == declined && by == decliner;
    }

    boolean bars(RoutedSession session) {
        return session == declined;
    }

    boolean bars(RoutedAgent by) {
        return by == decliner;
    }

    /** Notes an offer, to be told in the end. */
    void tell(RoutedSession session, RoutedAgent to, long number) {
        if (offered == null) {
            offered = session;
            offeredTo = to;
            epoch = number;
        } else {
            moreOffers = with(moreOffers, new Offer(session, to, number));
        }
    }

    /** Tells the offers. A listener that throws at one of them still learns of the others. */
    void tellAll(Offered listener) {
        RuntimeException first = null;
        if (offered != null && offeredTo != null) {
            first = tell(listener, offered, offeredTo, epoch, null);
        }
        if (moreOffers != null) {
            for (Offer offer : moreOffers) {
                first = tell(listener, offer.session, offer.agent, offer.epoch, first);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException tell(
            Offered listener, RoutedSession session, RoutedAgent to, long number, @Nullable RuntimeException before) {
        try {
            listener.offered(session, to, number);
            return before;
        } catch (RuntimeException thrown) {
            if (before == null) {
                return thrown;
            }
            before.addSuppressed(thrown);
            return before;
        }
    }
}
