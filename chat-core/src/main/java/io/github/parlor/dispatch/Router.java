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
 * <p>A session is unknown, waiting, reserved at one or more agents, or assigned to one agent; beside its assignment it may
 * have reservations (a warm transfer, waking up). Proposals are told to the listener that the factory was given, within
 * the call that made them possible; each reserves capacity at once. The router itself never lets an agent hold more than
 * the agent's capacity.
 *
 * <p>When a call returns and no other runs, no waiting session has an available agent who meets its target and has room
 * for it. The one exception is named at {@link #decline}.
 *
 * <p>Calls that name a session, an agent or a reservation that no longer is what the caller believes return false or
 * empty and change nothing: that is an expected race. Time is told for the figures of {@link #pool} only; no decision
 * depends on it, and it may step back. Every call throws {@link io.github.parlor.bounds.InvalidValueException} for null
 * and for units out of range.
 */
public interface Router {
    /**
     * Tells who an agent is and whether the agent takes work. A lower limit or a lost skill never takes sessions or
     * reservations away. Reservations of an agent who is no longer available are dropped, which the caller is not told,
     * and their sessions wait again in their place if they were waiting before; that is no decline.
     */
    void update(Agent agent, AgentStatus status, Instant now);

    /** Lets a session wait. Returns false if it waits, is reserved or is assigned already. */
    boolean submit(Ticket ticket, Instant now);

    /**
     * Forgets that a session waits and releases its reservations; an assignment beside them stays. Returns false if it
     * neither waits nor is reserved.
     */
    boolean withdraw(SessionId session, Instant now);

    /**
     * Makes a reservation an assignment, in place of the one the session has. The session no longer waits, other
     * reservations of it are released.
     */
    boolean confirm(SessionId session, AgentId agent, long reservation, Instant now);

    /**
     * Releases a reservation that was declined, expired or withdrawn. The session waits again in its place if it was
     * waiting before, and is proposed to this agent again only when no other agent can take it at that moment, and never
     * within this very call: with nobody else there it waits until a later call changes something.
     */
    boolean decline(SessionId session, AgentId agent, long reservation, Instant now);

    /**
     * Reserves a slot of a given agent for a session, waiting or not: pick, warm transfer, waking up. The choice is the
     * caller's: neither the session's target nor an earlier decline is looked at, and no proposal is told.
     *
     * @param units how much capacity, 1 to {@link Agent#MAX_CAPACITY_UNITS}
     * @return the epoch of the reservation, or empty if the agent is not available, has no room, or has a reservation of
     *     this session already
     */
    OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now);

    /**
     * Reserves the next waiting session that the agent may serve, as {@link #reserve}; also one that the agent declined.
     */
    Optional<Proposal> reserveNext(AgentId agent, Instant now);

    /**
     * Records an assignment that was decided elsewhere: by the journal after a restart, by force, or by a policy. It may
     * stand above the limit, and the agent need not be known yet. Replaces an assignment of the session; the session no
     * longer waits and its reservations are released.
     *
     * @param units how much capacity, 0 to {@link Agent#MAX_CAPACITY_UNITS}
     */
    void assign(SessionId session, AgentId agent, int units, Instant now);

    /**
     * Changes how much capacity an assignment takes, whether or not the agent takes new work.
     *
     * @param units how much capacity, 0 to {@link Agent#MAX_CAPACITY_UNITS}
     * @return false if the agent does not have the assignment, or has no room for the difference
     */
    boolean resize(SessionId session, AgentId agent, int units, Instant now);

    /** Ends an assignment and releases its capacity. Reservations of the session stay. */
    boolean release(SessionId session, AgentId agent, Instant now);

    /**
     * Returns how many waiting sessions are ahead among the work that the agents who are signed in and meet the session's
     * target can take; 0 for the next, and while the session is reserved; empty if it is not in the queue.
     */
    OptionalInt position(SessionId session);

    /** Returns how the pool stands for a target. Reads only, cheap enough for every page view. */
    Pool pool(Target target, Instant now);
}
