package io.github.parlor.routing.plan;

import io.github.parlor.ShopSettings;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.people.AgentStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What agents' statuses mean to the routing. Immutable.
 *
 * @param reasons what agents call their statuses ({@code lunch}, {@code training}) to what it is, in the order they are
 *     shown; at most {@value #MAX_REASONS}; {@link AgentStatus#LOST} and {@link AgentStatus#GONE} are nobody's choice
 * @param grace how long a lost agent keeps running sessions
 * @param onGone what becomes of the sessions of an agent who does not come back in time
 * @param changeResetsIdle whether an agent who becomes available again counts as just freed
 * @param missedReason what it is called when an agent is set away who let too many offers lapse ({@link
 *     OfferPolicy.Missed#SET_AWAY}), one of the reasons, which is {@link AgentStatus#AWAY}; or null for no reason
 */
public record StatusPolicy(
        Map<String, AgentStatus> reasons,
        Duration grace,
        Gone onGone,
        boolean changeResetsIdle,
        @Nullable String missedReason) {
    /** Most reasons. */
    public static final int MAX_REASONS = 100;

    /** What becomes of the sessions of an agent who is gone. */
    public enum Gone {
        /**
         * They wait again, in the place their order key gives them. Those that are parked stay so, without an owner, until
         * their contact writes.
         */
        REQUEUE,
        /** They stay with the agent. */
        KEEP,
        /** They end. */
        END
    }

    /** No reasons, not for missed offers either, the grace of {@link ShopSettings}, sessions wait again, a change of status resets nothing. */
    public static final StatusPolicy DEFAULT =
            new StatusPolicy(Map.of(), ShopSettings.DEFAULT.agentGrace(), Gone.REQUEUE, false, null);

    public StatusPolicy {
        Map<String, AgentStatus> given = reasons;
        Problems problems = new Problems();
        reasons = problems.value(Map.of(), () -> Bounds.map("reasons", given, MAX_REASONS));
        reasons.forEach((name, status) -> {
            problems.check(() -> Bounds.id("reasons key", name));
            boolean chosen = status != AgentStatus.LOST && status != AgentStatus.GONE;
            problems.check(() -> Bounds.check("reasons." + name, chosen, "AVAILABLE, AWAY or DRAINING", status));
        });
        problems.check(() -> Bounds.duration("grace", grace, ConversationPolicy.MAX_DURATION));
        problems.check(() -> Bounds.present("onGone", onGone));
        if (missedReason != null) {
            boolean away = reasons.get(missedReason) == AgentStatus.AWAY;
            problems.check(() -> Bounds.check("missedReason", away, "one of the reasons, which is AWAY", missedReason));
        }
        problems.throwIfAny("statuses");
    }

    /** Returns this with one more reason, or with another meaning of one. */
    public StatusPolicy withReason(String name, AgentStatus status) {
        Map<String, AgentStatus> more = new LinkedHashMap<>(reasons);
        more.put(name, status);
        return new StatusPolicy(more, grace, onGone, changeResetsIdle, missedReason);
    }

    /**
     * Returns this with a reason for those who are set away because of missed offers.
     *
     * @throws InvalidValueException if it is a reason already that means another status
     */
    public StatusPolicy withMissedReason(String name) {
        StatusPolicy known = reasons.containsKey(name) ? this : withReason(name, AgentStatus.AWAY);
        return new StatusPolicy(known.reasons(), grace, onGone, changeResetsIdle, name);
    }

    /** Returns what a reason means, if it is one. */
    public Optional<AgentStatus> status(String reason) {
        return Optional.ofNullable(reasons.get(reason));
    }
}
