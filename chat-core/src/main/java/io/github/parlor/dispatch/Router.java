package io.github.parlor.dispatch;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Decides who serves a waiting session and whom a freed agent takes next, for one pool of agents. Whether an
 * implementation is thread-safe is said by its {@link RouterFactory}; those handed to the engine are.
 *
 * <p>A session is unknown, waiting, reserved at an agent, or assigned to an agent; beside its assignment it may have a
 * reservation at another agent (a warm transfer). Proposals are told to the listener that the factory was given, within
 * the call that made them possible; each reserves capacity at once. The router itself never lets an agent hold more than
 * the agent's capacity.
 *
 * <p>Calls that name a session, an agent or a reservation that no longer is what the caller believes return false or
 * empty and change nothing: that is an expected race.
 */
public interface Router {
    /**
     * Tells who an agent is and whether the agent takes work. A lower limit never takes sessions away. Reservations of an
     * agent who is no longer available are dropped and their sessions wait again in their place.
     */
    void update(Agent agent, AgentStatus status, Instant now);

    /** Lets a session wait. Returns false if it waits, is reserved or is assigned already. */
    boolean submit(Ticket ticket, Instant now);

    /** Forgets a waiting or reserved session; a reservation is released. Returns false if there is none. */
    boolean withdraw(SessionId session, Instant now);

    /** Makes a reservation an assignment. The session no longer waits, other reservations of it are released. */
    boolean confirm(SessionId session, AgentId agent, long reservation, Instant now);

    /**
     * Releases a reservation that was declined, expired or withdrawn. The session waits again in its place if it was
     * waiting before, and is proposed to this agent again only when no other agent can take it.
     */
    boolean decline(SessionId session, AgentId agent, long reservation, Instant now);

    /**
     * Reserves a slot of a given agent for a session, waiting or not: pick, warm transfer, waking up.
     *
     * @param units how much capacity
     * @return the epoch of the reservation, or empty if the agent is not available or has no room
     */
    OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now);

    /** Reserves the next waiting session that the agent may serve, as {@link #reserve}. */
    Optional<Proposal> reserveNext(AgentId agent, Instant now);

    /**
     * Records an assignment that was decided elsewhere: by the journal after a restart, by force, or by a policy. It may
     * stand above the limit. Replaces an assignment of the session.
     */
    void assign(SessionId session, AgentId agent, int units, Instant now);

    /** Changes how much capacity an assignment takes. Returns false if there is no room for the difference. */
    boolean resize(SessionId session, AgentId agent, int units, Instant now);

    /** Ends an assignment and releases its capacity. */
    boolean release(SessionId session, AgentId agent, Instant now);

    /** Returns how many waiting sessions are ahead among the work that the same agents can take; 0 for the next. */
    OptionalInt position(SessionId session);

    /** Returns how the pool stands for a target. Reads only, cheap enough for every page view. */
    Pool pool(Target target, Instant now);
}
