package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.WorkOrder;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to a {@link PlanRouter}. The commands with their instants are all that a router ever learns, so
 * a list of them is its whole history. All members are immutable and throw {@link
 * io.github.parlor.bounds.InvalidValueException} for values that can never be right; what depends on the state is refused by
 * an {@link Outcome}.
 */
public sealed interface RoutingCommand {
    /** A command about one session. */
    sealed interface OfSession extends RoutingCommand {
        /** Which session. */
        SessionId session();
    }

    /** A command about one agent. */
    sealed interface OfAgent extends RoutingCommand {
        /** Which agent. */
        AgentId agent();
    }

    /** Nothing is done but what the time brings: offers lapse, steps widen, wrap-up ends. */
    record Advance() implements RoutingCommand {}

    /**
     * Another plan is in force from now on. Offers and sessions that run are kept, sessions that wait are judged anew; one
     * whose queue is gone moves to the first queue.
     */
    record SetPlan(RoutingPlan plan) implements RoutingCommand {
        public SetPlan {
            Bounds.present("plan", plan);
        }
    }

    /**
     * Tells who an agent is and what the agent does. An agent who stops being available loses open offers, which is no
     * decline; one who is {@link AgentStatus#GONE} loses sessions as the plan says.
     *
     * @param profile teams, skills and limit
     * @param status what the agent does; {@link AgentStatus#LOST} begins the grace period
     * @param reason what the agent calls it, one of the plan's reasons with this status, or null
     */
    record SetAgent(
            Agent profile, AgentStatus status, @Nullable String reason) implements OfAgent {
        public SetAgent {
            Problems problems = new Problems();
            problems.check(() -> Bounds.present("profile", profile));
            problems.check(() -> Bounds.present("status", status));
            if (reason != null) {
                problems.check(() -> Bounds.id("reason", reason));
            }
            problems.throwIfAny("setAgent");
        }

        @Override
        public AgentId agent() {
            return profile.id();
        }
    }

    /**
     * A device of an agent is there. An agent who was lost with the last device is back in the status chosen last.
     *
     * @param device the host's name of it, an identifier
     */
    record Connect(AgentId agent, String device) implements OfAgent {
        public Connect {
            Bounds.present("agent", agent);
            Bounds.id("device", device);
        }
    }

    /** A device of an agent is away; with the last one the agent is lost, and gone when the grace period is over. */
    record Disconnect(AgentId agent, String device) implements OfAgent {
        public Disconnect {
            Bounds.present("agent", agent);
            Bounds.id("device", device);
        }
    }

    /** The agent has seen the offers missed so far; what they block is free again. */
    record ClearMissed(AgentId agent) implements OfAgent {
        public ClearMissed {
            Bounds.present("agent", agent);
        }
    }

    /**
     * The agent asks for the next session. If there is none, that is {@link Outcome.Refusal#NOTHING_WAITS}; if one waits that
     * a limit keeps from the agent, {@link Outcome.Refusal#NO_ROOM}.
     */
    record TakeNext(AgentId agent) implements OfAgent {
        public TakeNext {
            Bounds.present("agent", agent);
        }
    }

    /**
     * A session waits from now on. It may have the name of one that has ended: what is told of the name is told of one
     * after the other.
     *
     * @param orderedFrom the instant that drives the order of work; earlier than now for who has waited elsewhere
     */
    record Submit(SessionId session, Demand demand, Instant orderedFrom) implements OfSession {
        public Submit {
            Problems problems = new Problems();
            problems.check(() -> Bounds.present("session", session));
            problems.check(() -> Bounds.present("demand", demand));
            problems.check(() -> Moment.wall("orderedFrom", orderedFrom));
            problems.throwIfAny("submit");
        }
    }

    /** An agent accepts an offer. */
    record Accept(SessionId session, AgentId agent, long offer) implements OfSession {
        public Accept {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /**
     * An agent declines an offer.
     *
     * @param reason an identifier of the shop's own, or null
     */
    record Decline(
            SessionId session,
            AgentId agent,
            long offer,
            @Nullable String reason) implements OfSession {
        public Decline {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
            if (reason != null) {
                Bounds.id("reason", reason);
            }
        }
    }

    /** The contact drops out. Within the time that the queue grants, a new {@link Submit} finds the old place. */
    record Abandon(SessionId session) implements OfSession {
        public Abandon {
            Bounds.present("session", session);
        }
    }

    /** An agent picks a session that waits. The agent must meet the requirements, whatever the step, and have room. */
    record Pick(SessionId session, AgentId agent) implements OfSession {
        public Pick {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /**
     * A supervisor gives a session to an agent, whatever the plan says. Whoever had it loses it.
     *
     * @param counted whether it takes capacity; false if it was given outside of the router and is only noted here
     */
    record Force(SessionId session, AgentId agent, boolean counted) implements OfSession {
        public Force {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /** The session is served. Wrap-up begins if the plan has one. */
    record Release(SessionId session) implements OfSession {
        public Release {
            Bounds.present("session", session);
        }
    }

    /** The agent has finished the wrap-up of a session. */
    record EndWrapUp(SessionId session, AgentId agent) implements OfSession {
        public EndWrapUp {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /** The session could not begin or goes back: it waits again in its old place. */
    record Requeue(SessionId session) implements OfSession {
        public Requeue {
            Bounds.present("session", session);
        }
    }

    /**
     * The session goes to somebody else: an agent, a team or a skill, as the demand says. It keeps its place in time. If it
     * comes to a queue that is full or closed, what that queue does counts; if none takes it, the command is refused and
     * whoever has the session keeps it.
     */
    record Transfer(SessionId session, Demand demand) implements OfSession {
        public Transfer {
            Bounds.present("session", session);
            Bounds.present("demand", demand);
        }
    }

    /** The contact is silent: the session takes only what the plan reserves for parked ones. */
    record Park(SessionId session) implements OfSession {
        public Park {
            Bounds.present("session", session);
        }
    }

    /**
     * The contact of a parked session writes again. If the agent who kept it is gone, it waits, that agent first as far as
     * the queue waits for a last agent.
     *
     * @param policy whether it waits, its agent first, or goes back to that agent even above the limit
     */
    record Wake(SessionId session, WakePolicy policy) implements OfSession {
        public Wake {
            Bounds.present("session", session);
            Bounds.present("policy", policy);
        }
    }

    /**
     * Another agent is asked for advice. That takes no capacity, and belongs to the agent who serves the session: it ends
     * when the session leaves that agent, served, given back, transferred or forced, and when the other agent is {@link
     * AgentStatus#GONE}. While the session is parked it goes on.
     */
    record Consult(SessionId session, AgentId agent) implements OfSession {
        public Consult {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /** The other agent gives no more advice. */
    record EndConsult(SessionId session, AgentId agent) implements OfSession {
        public EndConsult {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
        }
    }

    /**
     * The contact of a waiting session asks to be called back.
     *
     * @param at not before that; an instant that is over means now
     */
    record CallBack(SessionId session, Instant at) implements OfSession {
        public CallBack {
            Bounds.present("session", session);
            Moment.wall("at", at);
        }
    }

    /**
     * The session gets another place in the order of work, at once.
     *
     * @param priority instead of that of the demand
     * @param credit instead of that of the demand; positive makes it older
     * @param due instead of that of the demand, or null for what the queue says
     */
    record Reorder(
            SessionId session,
            int priority,
            Duration credit,
            @Nullable Instant due) implements OfSession {
        public Reorder {
            Problems problems = new Problems();
            problems.check(() -> Bounds.present("session", session));
            problems.check(() -> Bounds.range("priority", priority, -WorkOrder.MAX_PRIORITY, WorkOrder.MAX_PRIORITY));
            problems.check(() ->
                    Bounds.duration("credit", Bounds.present("credit", credit).abs(), LifecycleEvent.MAX_CREDIT));
            problems.throwIfAny("reorder");
        }
    }
}
