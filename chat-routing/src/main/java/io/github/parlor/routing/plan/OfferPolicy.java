package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.OfferCommand;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How work is handed over. Every open offer holds capacity at its agent. Immutable.
 *
 * <p>Where the engine makes the offers, {@link ConversationPolicy} has the last word on {@code timeout} and {@code
 * autoAccept}; here they serve a router that is used alone, and start from the same defaults.
 *
 * @param timeout how long an offer can be accepted; more than zero, at most {@link OfferCommand#MAX_TTL}
 * @param autoAccept whether an offer is accepted in the agent's name at once
 * @param atOnce how many agents are offered one session at the same time, 1 to {@value #MAX_AT_ONCE}; the first wins
 * @param onMissed what becomes of an agent who let offers lapse
 * @param missedInRow how many offers in a row may lapse before {@code onMissed} applies, 1 to {@value #MAX_COUNT}
 * @param declineLimit how often an agent is asked for one session, a lapsed offer counting as declined; 1 to {@value
 *     #MAX_COUNT}
 * @param coolDown how long an agent who declined a session is not asked for it again
 * @param lastResort whether an agent beyond the limit is asked again when nobody else can take the session
 * @param takeNext whether agents may take the next session themselves
 * @param pick whether agents may pick any waiting session
 */
public record OfferPolicy(
        Duration timeout,
        boolean autoAccept,
        int atOnce,
        Missed onMissed,
        int missedInRow,
        int declineLimit,
        Duration coolDown,
        boolean lastResort,
        boolean takeNext,
        boolean pick) {
    /** Most agents who are offered one session at the same time. */
    public static final int MAX_AT_ONCE = 50;

    /** Greatest number of missed or declined offers. */
    public static final int MAX_COUNT = 1_000;

    /** What becomes of an agent who let offers lapse. */
    public enum Missed {
        /** Goes on as before. */
        KEEP_AVAILABLE,
        /** Is set away until coming back, with the {@linkplain StatusPolicy#missedReason reason} that the plan has for it. */
        SET_AWAY,
        /** The capacity of the missed offer stays taken until the agent clears it. */
        BLOCK_SLOT
    }

    public OfferPolicy {
        Problems problems = new Problems();
        problems.check(() -> Bounds.duration("timeout", timeout, OfferCommand.MAX_TTL));
        problems.check(() -> Bounds.check("timeout", !Duration.ZERO.equals(timeout), "more than zero", timeout));
        problems.check(() -> Bounds.range("atOnce", atOnce, 1, MAX_AT_ONCE));
        problems.check(() -> Bounds.present("onMissed", onMissed));
        problems.check(() -> Bounds.range("missedInRow", missedInRow, 1, MAX_COUNT));
        problems.check(() -> Bounds.range("declineLimit", declineLimit, 1, MAX_COUNT));
        problems.check(() -> Bounds.duration("coolDown", coolDown, ConversationPolicy.MAX_DURATION));
        problems.throwIfAny("offers");
    }

    /** Every value at its default. */
    public static final OfferPolicy DEFAULT = builder().build();

    /** Returns a builder with every value at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns whether an agent may be offered a session again.
     *
     * @param declines how often the agent declined it or let it lapse
     * @param lastDeclined when that was last, null for never
     * @param onlyCandidate whether nobody else can take the session now
     */
    public boolean mayOffer(int declines, @Nullable Instant lastDeclined, Instant now, boolean onlyCandidate) {
        boolean cooled = lastDeclined == null || !now.isBefore(lastDeclined.plus(coolDown));
        return cooled && (declines < declineLimit || (onlyCandidate && lastResort));
    }

    /** Returns whether {@link #onMissed} applies to an agent who let so many offers lapse in a row. */
    public boolean appliesAfter(int missed) {
        return missed >= missedInRow;
    }

    /** Collects the values of an {@link OfferPolicy}. Single-owner. */
    public static final class Builder {
        private Duration timeout = ConversationPolicy.DEFAULT.offerTtl();
        private boolean autoAccept = ConversationPolicy.DEFAULT.autoAccept();
        private int atOnce = 1;
        private Missed onMissed = Missed.KEEP_AVAILABLE;
        private int missedInRow = 1;
        private int declineLimit = 1;
        private Duration coolDown = Duration.ZERO;
        private boolean lastResort = true;
        private boolean takeNext = true;
        private boolean pick = true;

        private Builder() {}

        /** How long an offer can be accepted; more than zero, at most a day; default as in {@link ConversationPolicy}. */
        public Builder timeout(Duration value) {
            this.timeout = value;
            return this;
        }

        /** Whether an offer is accepted in the agent's name at once; default as in {@link ConversationPolicy}. */
        public Builder autoAccept(boolean value) {
            this.autoAccept = value;
            return this;
        }

        /** How many agents are offered one session at the same time; default 1. */
        public Builder atOnce(int value) {
            this.atOnce = value;
            return this;
        }

        /** What becomes of an agent who let {@code inRow} offers in a row lapse; default {@link Missed#KEEP_AVAILABLE}. */
        public Builder onMissed(int inRow, Missed value) {
            this.missedInRow = inRow;
            this.onMissed = value;
            return this;
        }

        /** How often an agent is asked for one session; default 1. */
        public Builder declineLimit(int value) {
            this.declineLimit = value;
            return this;
        }

        /** How long an agent who declined is not asked again; default not at all. */
        public Builder coolDown(Duration value) {
            this.coolDown = value;
            return this;
        }

        /** Whether an agent beyond the limit is asked again when nobody else can take the session; default true. */
        public Builder lastResort(boolean value) {
            this.lastResort = value;
            return this;
        }

        /** Whether agents may take the next session themselves; default true. */
        public Builder takeNext(boolean value) {
            this.takeNext = value;
            return this;
        }

        /** Whether agents may pick any waiting session; default true. */
        public Builder pick(boolean value) {
            this.pick = value;
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws io.github.parlor.bounds.InvalidValueException if a value is out of its bounds; the message names each
         *     wrong field
         */
        public OfferPolicy build() {
            return new OfferPolicy(
                    timeout,
                    autoAccept,
                    atOnce,
                    onMissed,
                    missedInRow,
                    declineLimit,
                    coolDown,
                    lastResort,
                    takeNext,
                    pick);
        }
    }
}
