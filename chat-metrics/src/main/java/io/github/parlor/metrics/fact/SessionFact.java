package io.github.parlor.metrics.fact;

import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.id.SessionId;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session comes to. Immutable.
 *
 * @param id which
 * @param opening how it began: channel, purpose, origin, attributes; null if that record was lost
 * @param from when it began, or the first that is known of it
 * @param to when it ended for the contact, or null while it is open
 * @param span from begin to end, so far while it is open
 * @param endReason why it ended, or null while it is open
 * @param waits every time it was offered to the people of the shop
 * @param stays every agent's stay
 * @param turns every run of the contact's messages
 * @param firstResponse the first answer by a human
 * @param firstMessage when the first public message of anybody was posted, or null
 * @param lastMessage when the last one was, or null
 * @param contactWrote whether the contact posted anything
 * @param transfers how many transfers reached their target
 * @param missedOffers how many offers were declined or expired
 * @param rating the last rating, or null
 */
public record SessionFact(
        SessionId id,
        @Nullable SessionStarted opening,
        Moment from,
        @Nullable Moment to,
        Duration span,
        @Nullable EndReason endReason,
        List<WaitFact> waits,
        List<StayFact> stays,
        List<TurnFact> turns,
        FirstResponse firstResponse,
        @Nullable Moment firstMessage,
        @Nullable Moment lastMessage,
        boolean contactWrote,
        int transfers,
        int missedOffers,
        @Nullable RatingFact rating) {
    public SessionFact {
        waits = List.copyOf(waits);
        stays = List.copyOf(stays);
        turns = List.copyOf(turns);
    }

    /** Returns the shop's tag, or null if the begin of the session is not known. */
    public @Nullable String purpose() {
        return opening == null ? null : opening.purpose();
    }

    /** Returns the channel, or null if the begin of the session is not known. */
    public @Nullable String channel() {
        return opening == null ? null : opening.channel().value();
    }

    /** Returns what the shop noted under the name when the session began, or null if it noted nothing. */
    public @Nullable String attribute(String name) {
        return opening == null ? null : opening.attributes().get(name);
    }

    /** Returns whether it is the first of its conversation. */
    public boolean isFirst() {
        return id.number() == 1;
    }

    /** Returns whether it is still open for the contact. */
    public boolean isOpen() {
        return to == null;
    }

    /** Returns whether an agent owned it at some time. */
    public boolean isServed() {
        return !stays.isEmpty();
    }

    /** Returns the first time it was offered, or null if it never was. */
    public @Nullable WaitFact firstWait() {
        return waits.isEmpty() ? null : waits.get(0);
    }

    /** Returns whether it is over and the contact's last words were not answered. */
    public boolean isDropped() {
        return !isOpen() && !turns.isEmpty() && turns.get(turns.size() - 1).answeredBy() == null;
    }
}
