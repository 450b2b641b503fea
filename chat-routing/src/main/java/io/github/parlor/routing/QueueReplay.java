package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A log of arrivals and of who was there, to be played through a router on virtual time: what would have happened with
 * these rules, these agents, these limits? Every proposal is accepted at once.
 *
 * <p>Things may be told in any order. At one instant handling ends first, then sessions leave, then agents change, then
 * slots come free, then sessions arrive; the same kind goes in the order in which it was told. Single-owner; a log can be
 * played any number of times.
 */
public final class QueueReplay {
    /** Longest handling time. */
    public static final Duration MAX_HANDLING = Duration.ofDays(366);

    private static final TenantId TENANT = new TenantId("replay");

    private final List<Step> steps = new ArrayList<>();

    /**
     * That a session was taken by an agent. Immutable.
     *
     * @param session which
     * @param agent by whom
     * @param at when
     */
    public record Start(SessionId session, AgentId agent, Instant at) {}

    /** In the order in which they take effect at one instant. */
    private enum Kind {
        HANDLED,
        LEFT,
        STAFFED,
        SLOT,
        ARRIVED
    }

    private record Step(Instant at, Kind kind, int number, Action action) {
        static final Comparator<Step> ORDER =
                Comparator.comparing(Step::at).thenComparing(Step::kind).thenComparingInt(Step::number);
    }

    @FunctionalInterface
    private interface Action {
        void on(Play play, Instant at);
    }

    /** Makes an empty log. */
    public QueueReplay() {}

    /** Tells that an agent has this profile and status from an instant on. */
    public QueueReplay staff(Instant at, Agent agent, AgentStatus status) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        return add(at, Kind.STAFFED, (play, now) -> play.router.update(agent, status, now));
    }

    /**
     * Tells that a session arrived.
     *
     * @param handling how long it keeps the agent who takes it; not used if it is taken by a slot
     */
    public QueueReplay arrive(Instant at, Ticket ticket, Duration handling) {
        Bounds.present("ticket", ticket);
        Bounds.duration("handling", handling, MAX_HANDLING);
        return add(at, Kind.ARRIVED, (play, now) -> {
            play.handling.put(ticket.session(), handling);
            play.router.submit(ticket, now);
        });
    }

    /** Tells that a session gave up at an instant, if it still waited. */
    public QueueReplay leave(Instant at, SessionId session) {
        Bounds.present("session", session);
        return add(at, Kind.LEFT, (play, now) -> play.router.withdraw(session, now));
    }

    /**
     * Tells that somebody came free for one moment, of whom the log does not say what else they did: takes as many sessions
     * as the capacity allows, at that instant or never, and keeps none.
     *
     * @param agent what the one who came free can do; not an agent who is also told by {@link #staff}
     */
    public QueueReplay slot(Instant at, Agent agent) {
        Bounds.present("agent", agent);
        return add(at, Kind.SLOT, (play, now) -> play.slot(agent, now));
    }

    /** Plays the log through a new router of the factory and returns who was taken, in the order of their starts. */
    public List<Start> run(RouterFactory factory) {
        return new Play(Bounds.present("factory", factory)).run(steps);
    }

    private QueueReplay add(Instant at, Kind kind, Action action) {
        steps.add(new Step(Moment.wall("at", at), kind, steps.size(), action));
        return this;
    }

    private static final class Play {
        private final Queue<Proposal> proposals = new ArrayDeque<>();
        private final Map<SessionId, Duration> handling = new HashMap<>();
        private final Queue<Step> open = new PriorityQueue<>(Step.ORDER);
        private final List<Start> starts = new ArrayList<>();
        private final Router router;

        Play(RouterFactory factory) {
            router = factory.create(TENANT, proposals::add);
        }

        List<Start> run(List<Step> steps) {
            open.addAll(steps);
            while (!open.isEmpty()) {
                Step step = open.remove();
                step.action().on(this, step.at());
                accept(step.at()).forEach(this::handle);
            }
            return List.copyOf(starts);
        }

        private List<Start> accept(Instant at) {
            int before = starts.size();
            while (!proposals.isEmpty()) {
                Proposal made = proposals.remove();
                if (router.confirm(made.session(), made.agent(), made.reservation(), at)) {
                    starts.add(new Start(made.session(), made.agent(), at));
                }
            }
            return List.copyOf(starts.subList(before, starts.size()));
        }

        private void handle(Start start) {
            Instant end = start.at().plus(handling.getOrDefault(start.session(), Duration.ZERO));
            open.add(new Step(
                    end,
                    Kind.HANDLED,
                    starts.size(),
                    (play, now) -> router.release(start.session(), start.agent(), now)));
        }

        private void slot(Agent agent, Instant at) {
            router.update(agent, AgentStatus.AVAILABLE, at);
            List<Start> taken = accept(at);
            router.update(agent, AgentStatus.AWAY, at);
            for (Start start : taken) {
                if (!router.release(start.session(), agent.id(), at)) {
                    handle(start);
                }
            }
        }
    }
}
