package io.github.parlor.routing.ordered;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as an {@link OrderedRouter} knows the agent: what its calls take and its offers name. Made by {@link
 * OrderedRouter#agent}, one for each agent and router. Thread-safe.
 */
public final class OrderedAgent {
    /** Most units that one agent can hold, by force: far above the highest capacity. */
    static final int MAX_HELD = (1 << 22) - 1;

    /** Comes before every gift: the order in which agents were told of decides between those who were never given work. */
    static final long FIRST_GIFT = 1L << 24;

    private static final long NOT_YET = -1;
    private static final OrderedRoute[] NONE = {};

    final Decisions owner;
    private final AgentId id;
    private final int number;

    // All below is guarded by the router's lock.
    @Nullable
    Agent profile;

    AgentStatus status = AgentStatus.GONE;

    @Nullable
    Crew crew;

    /** Units that are reserved or assigned. */
    int held;
    /** When the agent was given work last, as a sequence; below {@link #FIRST_GIFT} if never. */
    long lastGiven = NOT_YET;
    /** What the crew counts of this agent as free. */
    int counted;
    /** The reservations of tied sessions. Seldom any. */
    List<Ties.Hold> reserved = List.of();
    /** The routes of targets that name this agent. Seldom any. */
    OrderedRoute[] named = NONE;

    OrderedAgent(Decisions owner, AgentId id, int number) {
        this.owner = owner;
        this.id = id;
        this.number = number;
    }

    /** Returns who it is. */
    public AgentId id() {
        return id;
    }

    /** Returns the number of this agent in its router, from 0 in the order in which agents were named. */
    public int number() {
        return number;
    }

    boolean isOpen() {
        return status == AgentStatus.AVAILABLE;
    }

    boolean isSignedIn() {
        return status != AgentStatus.GONE;
    }

    /** Joins those who were told of, if not among them; an agent may be named by a target long before. */
    boolean joins(int sequence) {
        if (lastGiven != NOT_YET) {
            return false;
        }
        lastGiven = sequence;
        return true;
    }

    /** Units that are free, whether or not the agent takes work; negative above the limit. */
    int free() {
        return (crew == null ? 0 : crew.capacity) - held;
    }

    boolean hasRoom(int units) {
        return isOpen() && free() >= units;
    }

    @Override
    public String toString() {
        return "OrderedAgent[" + id + "]";
    }
}
