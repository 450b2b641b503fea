package io.github.parlor.metrics;

import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A way to tell sessions apart: which purpose, which channel, which half hour. Pure.
 *
 * @param <K> the kind of key
 */
@FunctionalInterface
public interface Dimension<K extends Comparable<? super K>> {
    /** The shop's tag. */
    Dimension<String> PURPOSE = SessionFact::purpose;

    /** Where its messages travel. */
    Dimension<String> CHANNEL = SessionFact::channel;

    /** Who served the session last. */
    Dimension<AgentId> LAST_AGENT = session -> {
        List<StayFact> stays = session.stays();
        return stays.isEmpty() ? null : stays.get(stays.size() - 1).agent();
    };

    /** Returns the key of the session, or null if it is not known or there is none. */
    @Nullable
    K key(SessionFact session);

    /** What the shop noted under a name when the session began. */
    static Dimension<String> attribute(String name) {
        return session -> session.attribute(name);
    }

    /**
     * The slot of local time in which an instant of the session lies; slots begin at midnight.
     *
     * @param length of a slot, more than zero and at most a day
     * @param zone whose local time
     * @param instant which instant of the session, or null if it has none
     */
    static Dimension<LocalDateTime> slot(
            Duration length, ZoneId zone, Function<SessionFact, ? extends @Nullable Instant> instant) {
        Function<Instant, LocalDateTime> slots = Slots.local(length, zone);
        return session -> {
            Instant at = instant.apply(session);
            return at == null ? null : slots.apply(at);
        };
    }
}
