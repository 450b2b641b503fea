package io.github.parlor.routing.live;

import io.github.parlor.routing.plan.WorkOrder;
import java.util.Comparator;
import java.util.List;

/**
 * Where a waiting session is found: a hint, made of what the session was at one moment. Immutable.
 *
 * @param lane the lane for everybody
 * @param personal the lanes of the agents whom it asks for
 * @param watchingStaff whether it matters who is there
 * @param stamp makes it unlike all others, so that nobody removes what somebody else has put there
 */
record Spot(
        SessionCell cell,
        SessionWork work,
        Lane lane,
        List<Lane> personal,
        WorkOrder.Key key,
        boolean watchingStaff,
        long stamp)
        implements Comparable<Spot> {
    static final Comparator<Spot> BY_SUBMISSION =
            Comparator.<Spot>comparingLong(spot -> spot.work.number()).thenComparingLong(Spot::stamp);

    @Override
    public int compareTo(Spot other) {
        int order = key.compareTo(other.key);
        order = order != 0 ? order : Long.compare(work.number(), other.work.number());
        return order != 0 ? order : Long.compare(stamp, other.stamp);
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isLike(Spot other) {
        if (lane != other.lane
                || personal.size() != other.personal.size()
                || watchingStaff != other.watchingStaff
                || !key.equals(other.key)) {
            return false;
        }
        for (int i = 0; i < personal.size(); i++) {
            if (personal.get(i) != other.personal.get(i)) {
                return false;
            }
        }
        return true;
    }
}
