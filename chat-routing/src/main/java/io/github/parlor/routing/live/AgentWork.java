package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a router knows of one agent. Immutable.
 *
 * @param profile teams, skills and limit
 * @param number the agent's number in the router, from 1 in the order of arrival
 * @param status what the agent does
 * @param chosen what the agent chose last, which a lost agent comes back to
 * @param reason what the agent calls it, or null
 * @param devices the devices that are there; none for a host that does not tell of devices
 * @param lostSince since when the agent is lost, or null
 * @param held what takes capacity
 * @param given what was given lately, as far as a limit may count it, the oldest first
 * @param lastGiven the turn in which the agent was given work last, 0 for never
 * @param lastFreed the turn in which the agent became free of work last
 * @param missed offers missed in a row
 * @param over how often the agent stood above a limit, by cause
 * @param events how many events were told of the agent
 */
public record AgentWork(
        Agent profile,
        long number,
        AgentStatus status,
        AgentStatus chosen,
        @Nullable String reason,
        Set<String> devices,
        @Nullable Instant lostSince,
        List<Held> held,
        List<Capacity.Given> given,
        long lastGiven,
        long lastFreed,
        int missed,
        Map<RoutingEvent.OverBecause, Integer> over,
        long events) {
    public AgentWork {
        Bounds.present("profile", profile);
        Bounds.present("status", status);
        Bounds.present("chosen", chosen);
        devices = Ordered.set("devices", devices);
        held = List.copyOf(Bounds.present("held", held));
        given = Gifts.copyOf(Bounds.present("given", given));
        over = Ordered.map("over", over);
    }

    /**
     * Something that takes an agent's capacity. Immutable.
     *
     * @param session which session
     * @param queue where it came from
     * @param channel where its messages travel
     * @param phase how it is held
     * @param number its number, unique in the router; that of the offer if there was one
     * @param at when the agent was given it
     * @param until when it ends by itself, or null
     */
    public record Held(
            SessionId session,
            QueueId queue,
            ChannelId channel,
            Phase phase,
            long number,
            Instant at,
            @Nullable Instant until) {
        public Held {
            Bounds.present("session", session);
            Bounds.present("queue", queue);
            Bounds.present("channel", channel);
            Bounds.present("phase", phase);
            Bounds.present("at", at);
        }

        Held in(Phase other, @Nullable Instant end) {
            return new Held(session, queue, channel, other, number, at, end);
        }

        Capacity.Holding holding() {
            return new Capacity.Holding(queue, channel, phase);
        }
    }

    /** Who. */
    public AgentId id() {
        return profile.id();
    }

    /** Returns what is held as limits see it. */
    public List<Capacity.Holding> holdings() {
        return held.stream().map(Held::holding).toList();
    }

    /** Returns what was given lately as limits count it. */
    Gifts gifts() {
        return (Gifts) given;
    }

    /** Returns whether the agent takes new work. */
    public boolean isAvailable() {
        return status == AgentStatus.AVAILABLE;
    }

    /** Returns what is held under a number, if it is held still. */
    Optional<Held> held(long number) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).number() == number) {
                return Optional.of(held.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the agent as if neither an offer of a session nor the session itself were held. */
    AgentWork apartFrom(SessionId session) {
        Draft draft = draft();
        draft.held = held.stream()
                .filter(each -> !each.session().equals(session)
                        || each.phase() == Phase.WRAP_UP
                        || each.phase() == Phase.MISSED)
                .toList();
        return draft.done();
    }

    /** Returns the agent as if nothing were held and nothing had been given. */
    AgentWork withEmptyHands() {
        Draft draft = draft();
        draft.held = List.of();
        draft.given = Gifts.NONE;
        return draft.done();
    }

    Draft draft() {
        return new Draft(this);
    }

    /** An agent who is about to change. Single-owner. */
    static final class Draft {
        private final AgentWork from;
        Agent profile;
        AgentStatus status;
        AgentStatus chosen;

        @Nullable
        String reason;

        Set<String> devices;

        @Nullable
        Instant lostSince;

        List<Held> held;
        Gifts given;
        long lastGiven;
        long lastFreed;
        int missed;
        Map<RoutingEvent.OverBecause, Integer> over;
        private long events;

        private Draft(AgentWork from) {
            this.from = from;
            profile = from.profile;
            status = from.status;
            chosen = from.chosen;
            reason = from.reason;
            devices = from.devices;
            lostSince = from.lostSince;
            held = from.held;
            given = from.gifts();
            lastGiven = from.lastGiven;
            lastFreed = from.lastFreed;
            missed = from.missed;
            over = from.over;
            events = from.events;
        }

        /** Returns the number of the next event. */
        long event() {
            return ++events;
        }

        AgentWork done() {
            return new AgentWork(
                    profile,
                    from.number,
                    status,
                    chosen,
                    reason,
                    devices,
                    lostSince,
                    held,
                    given,
                    lastGiven,
                    lastFreed,
                    missed,
                    over,
                    events);
        }
    }
}
