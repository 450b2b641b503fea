package io.github.parlor.metrics.fact;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * A half-open piece of wall clock time, {@code [from, to)}. Immutable.
 *
 * @param from the first instant in it
 * @param to the first instant after it, at or after {@code from}
 */
public record Span(Instant from, Instant to) {
    public Span {
        Bounds.present("span.from", from);
        Bounds.present("span.to", to);
        Bounds.check("span.to", !to.isBefore(from), "an instant at or after " + from, to);
    }

    /** Returns the span, empty if a clock step put {@code to} before {@code from}. */
    public static Span between(Instant from, Instant to) {
        return new Span(from, to.isBefore(from) ? from : to);
    }

    /** Returns its length. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** Returns whether the instant lies in it; {@code to} does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
