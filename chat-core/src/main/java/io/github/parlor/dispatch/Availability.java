package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody can be reached now: the one answer behind the button, the triggers and the admission of new sessions.
 * All members are immutable.
 */
public sealed interface Availability {
    /**
     * Somebody is free.
     *
     * @param estimate the expected wait
     */
    record Open(Estimate estimate) implements Availability {
        public Open {
            Bounds.present("estimate", estimate);
        }
    }

    /**
     * Everybody is busy, waiting is possible.
     *
     * @param estimate the expected wait, possibly unknown
     * @param waiting how many wait already
     */
    record Busy(Estimate estimate, int waiting) implements Availability {
        public Busy {
            Bounds.present("estimate", estimate);
            Bounds.range("waiting", waiting, 0, Integer.MAX_VALUE);
        }
    }

    /**
     * Nobody can be reached.
     *
     * @param reason why
     * @param nextOpen when the shop opens next, or null if it is open or no opening is known
     * @param alternatives other ways to reach the shop, in the order of the shop
     */
    record Closed(Reason reason, @Nullable Instant nextOpen, List<Alternative> alternatives) implements Availability {
        public Closed {
            Bounds.present("reason", reason);
            alternatives = Bounds.list("alternatives", alternatives, Alternative.MAX);
        }
    }

    /** Why nobody can be reached. */
    enum Reason {
        /** Outside the opening hours. */
        OUT_OF_HOURS,
        /** Within the opening hours, but no agent of the target takes work. */
        NOBODY_THERE,
        /** Too many wait, or they would wait too long. */
        FULL
    }

    /**
     * Another way to reach the shop.
     *
     * @param kind for example {@code PHONE} or {@code EMAIL}
     * @param value the number, address or link, at most 256 characters
     */
    record Alternative(String kind, String value) {
        /** Most alternatives in one answer. */
        public static final int MAX = 8;

        public Alternative {
            Bounds.id("alternative.kind", kind);
            Bounds.text("alternative.value", value, 1, 256);
        }
    }
}
