package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a router knows of one session. Immutable.
 *
 * @param id which
 * @param number the number of its submission, from 1
 * @param demand what it asks for; its queue is where it waits
 * @param stage what it does
 * @param place where it stands
 * @param offers the open offers, the oldest first
 * @param owner who serves it or keeps it while it is parked, or null
 * @param holding the number of what the owner holds for it, 0 for nothing
 * @param refusals who declined it or let it lapse
 * @param advisers who gives advice to the owner
 * @param until when a callback is due, or until when a contact who dropped out keeps the place; otherwise null
 * @param stopped since when the clock of its wait stands still because it does not wait, or null while it waits
 * @param events how many events were told of it
 * @param plan the number of the plan by which it was judged last
 */
public record SessionWork(
        SessionId id,
        long number,
        Demand demand,
        Stage stage,
        Place place,
        List<Offer> offers,
        @Nullable AgentId owner,
        long holding,
        Map<AgentId, Refused> refusals,
        Set<AgentId> advisers,
        @Nullable Instant until,
        @Nullable Instant stopped,
        long events,
        long plan) {
    /** What a session does. */
    public enum Stage {
        /** It waits, perhaps with open offers. */
        WAITING,
        /** It is to be called back later. */
        CALLBACK,
        /** It is served. */
        SERVED,
        /** It is silent, and an agent keeps it, or nobody if that agent is gone. */
        PARKED,
        /** Its contact dropped out and may come back to the same place. */
        LEFT,
        /** It left the router. */
        ENDED
    }

    public SessionWork {
        Bounds.present("id", id);
        Bounds.present("demand", demand);
        Bounds.present("stage", stage);
        Bounds.present("place", place);
        offers = List.copyOf(Bounds.present("offers", offers));
        refusals = Ordered.map("refusals", refusals);
        advisers = Ordered.set("advisers", advisers);
    }

    /**
     * Where a session stands in the order of work and on its ladder. Immutable.
     *
     * @param orderedFrom the instant that drives the order
     * @param key its place in the order of work
     * @param since since when it waits in its queue
     * @param step where it stands on its ladder
     * @param raised levels of priority that the wait brought
     * @param hops moves between queues so far
     * @param escalated the wait up to which the queue's escalations were carried out
     * @param unstaffedSince since when nobody is there who could ever serve it, or null
     * @param unstaffedDone how long nobody had been there when the queue's escalations for that were carried out last, or
     *     null if none was since then
     * @param fullyDeclined whether it was told that nobody is left to ask
     */
    public record Place(
            Instant orderedFrom,
            WorkOrder.Key key,
            Instant since,
            Ladder.Position step,
            int raised,
            int hops,
            Duration escalated,
            @Nullable Instant unstaffedSince,
            @Nullable Duration unstaffedDone,
            boolean fullyDeclined) {
        public Place {
            Bounds.present("orderedFrom", orderedFrom);
            Bounds.present("key", key);
            Bounds.present("since", since);
            Bounds.present("step", step);
            Bounds.present("escalated", escalated);
        }

        Place withKey(WorkOrder.Key other) {
            return new Place(
                    orderedFrom,
                    other,
                    since,
                    step,
                    raised,
                    hops,
                    escalated,
                    unstaffedSince,
                    unstaffedDone,
                    fullyDeclined);
        }

        Place withStep(Ladder.Position other) {
            return new Place(
                    orderedFrom,
                    key,
                    since,
                    other,
                    raised,
                    hops,
                    escalated,
                    unstaffedSince,
                    unstaffedDone,
                    fullyDeclined);
        }

        Place withRaised(int levels) {
            return new Place(
                    orderedFrom,
                    key,
                    since,
                    step,
                    raised + levels,
                    hops,
                    escalated,
                    unstaffedSince,
                    unstaffedDone,
                    fullyDeclined);
        }

        /** Returns this as if it had begun so much later. */
        Place later(Duration by) {
            Ladder.Position moved = new Ladder.Position(
                    step.step(),
                    step.since().plus(by),
                    step.until() == null ? null : step.until().plus(by));
            return new Place(
                    orderedFrom,
                    key,
                    since.plus(by),
                    moved,
                    raised,
                    hops,
                    escalated,
                    unstaffedSince == null ? null : unstaffedSince.plus(by),
                    unstaffedDone,
                    fullyDeclined);
        }

        Place withHop() {
            return new Place(
                    orderedFrom,
                    key,
                    since,
                    step,
                    raised,
                    hops + 1,
                    escalated,
                    unstaffedSince,
                    unstaffedDone,
                    fullyDeclined);
        }

        Place withEscalated(Duration wait) {
            return new Place(
                    orderedFrom, key, since, step, raised, hops, wait, unstaffedSince, unstaffedDone, fullyDeclined);
        }

        Place withUnstaffed(@Nullable Instant from, @Nullable Duration done) {
            return new Place(orderedFrom, key, since, step, raised, hops, escalated, from, done, fullyDeclined);
        }

        Place withFullyDeclined(boolean value) {
            return new Place(
                    orderedFrom, key, since, step, raised, hops, escalated, unstaffedSince, unstaffedDone, value);
        }
    }

    /**
     * An open offer. Immutable.
     *
     * @param agent who is asked
     * @param number its number in the router
     * @param at when it was made
     * @param expires when it lapses
     * @param suitability how well the agent fits
     * @param lastResort whether the agent had been asked as often as the plan allows
     */
    public record Offer(
            AgentId agent, long number, Instant at, Instant expires, Suitability suitability, boolean lastResort) {
        public Offer {
            Bounds.present("agent", agent);
            Bounds.present("at", at);
            Bounds.present("expires", expires);
            Bounds.present("suitability", suitability);
        }
    }

    /**
     * How an agent refused a session. Immutable.
     *
     * @param count how often
     * @param last when last
     */
    public record Refused(int count, Instant last) {
        public Refused {
            Bounds.range("count", count, 1, Integer.MAX_VALUE);
            Bounds.present("last", last);
        }
    }

    /** Returns the open offer to an agent, if there is one. */
    public Optional<Offer> offerTo(AgentId agent) {
        for (int i = 0; i < offers.size(); i++) {
            if (offers.get(i).agent().equals(agent)) {
                return Optional.of(offers.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the work as the order of work sees it. */
    WorkOrder.Work work() {
        return new WorkOrder.Work(demand.queue(), place.key(), place.since(), number);
    }

    Draft draft() {
        return new Draft(this);
    }

    /** A session that is about to change. Single-owner. */
    static final class Draft {
        private final SessionWork from;
        Demand demand;
        Stage stage;
        Place place;
        List<Offer> offers;

        @Nullable
        AgentId owner;

        long holding;
        Map<AgentId, Refused> refusals;
        Set<AgentId> advisers;

        @Nullable
        Instant until;

        @Nullable
        Instant stopped;

        long plan;

        /** Whether its queue has counted it already. */
        boolean isCounted;

        private long events;

        private Draft(SessionWork from) {
            this.from = from;
            demand = from.demand;
            stage = from.stage;
            place = from.place;
            offers = from.offers;
            owner = from.owner;
            holding = from.holding;
            refusals = from.refusals;
            advisers = from.advisers;
            until = from.until;
            stopped = from.stopped;
            plan = from.plan;
            events = from.events;
        }

        /** The session does not wait from now on: the clock of its wait stands still. */
        void stop(Stage other, Instant now) {
            stage = other;
            stopped = stopped == null ? now : stopped;
        }

        /** The session waits again, in its old place: what it did meanwhile does not count as waiting. */
        void goOn(Instant now) {
            stage = Stage.WAITING;
            if (stopped != null && stopped.isBefore(now)) {
                place = place.later(Duration.between(stopped, now));
            }
            stopped = null;
        }

        /** Returns the number of the next event. */
        long event() {
            return ++events;
        }

        SessionWork done() {
            return new SessionWork(
                    from.id,
                    from.number,
                    demand,
                    stage,
                    place,
                    offers,
                    owner,
                    holding,
                    refusals,
                    advisers,
                    until,
                    stopped,
                    events,
                    plan);
        }
    }
}
