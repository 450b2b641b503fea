package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Several schedules read as one. Immutable. Made by {@link Schedule#union}, {@link Schedule#intersection} and
 * {@link Schedule#over}.
 */
public final class CombinedSchedule extends Schedule {
    /** How many parts a combination has at the most; a part may be a combination. */
    public static final int MAX_PARTS = 64;

    /** How the parts become one schedule. */
    public enum Kind {
        /** Open when any part is. */
        UNION,
        /** Open when all parts are. */
        INTERSECTION,
        /** Two parts: the first while it is valid, otherwise the second. */
        OVERRIDE
    }

    private final Kind kind;
    private final List<Schedule> parts;

    CombinedSchedule(Kind kind, List<Schedule> parts) {
        this.kind = kind;
        this.parts = Bounds.list("parts", parts, MAX_PARTS);
        Bounds.check("parts", !parts.isEmpty(), "at least one schedule", parts);
    }

    /** Returns how the parts are combined. */
    public Kind kind() {
        return kind;
    }

    /** Returns the parts in the order given, immutable; the one that overrides comes first. */
    public List<Schedule> parts() {
        return parts;
    }

    @Override
    boolean openAt(Instant instant) {
        return switch (kind) {
            case UNION -> anyIs(true, instant);
            case INTERSECTION -> !anyIs(false, instant);
            case OVERRIDE -> decider(instant).openAt(instant);
        };
    }

    @Override
    Instant changeAfter(Instant instant, Instant limit) {
        if (kind == Kind.OVERRIDE) {
            return decider(instant).changeAfter(instant, parts.get(0).validity().edgeAfter(instant, limit));
        }
        Instant change = limit;
        for (Schedule part : parts) {
            change = part.changeAfter(instant, change);
        }
        return change;
    }

    @Override
    Validity validity() {
        return Validity.UNLIMITED;
    }

    private boolean anyIs(boolean open, Instant instant) {
        for (Schedule part : parts) {
            if (part.openAt(instant) == open) {
                return true;
            }
        }
        return false;
    }

    private Schedule decider(Instant instant) {
        return parts.get(parts.get(0).validity().contains(instant) ? 0 : 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CombinedSchedule that && kind == that.kind && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, parts);
    }

    @Override
    public String toString() {
        return kind + " " + parts;
    }
}
