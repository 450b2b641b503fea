package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * Time that moves only when told to. Ships with the library so that a shop can test its integration without sleeping.
 * Thread-safe: a reader sees both clocks of one step or of the next, never a mixture.
 */
public final class ManualTime implements TimeSource {
    /** A century: the longest step whose nanoseconds are far from overflowing. */
    private static final Duration MAX_STEP = Duration.ofDays(36_525);

    private volatile Moment moment;

    /** Starts at {@code start}, run 1, with a monotonic reading that is not zero, so that nobody mistakes it for a wall time. */
    public ManualTime(Instant start) {
        this(start, 1);
    }

    /** Starts at {@code start} in the given run; use another run to play a process that was started again. */
    public ManualTime(Instant start, long run) {
        this.moment = new Moment(start, 1_000_000_000L, run);
    }

    @Override
    public Moment now() {
        return moment;
    }

    /**
     * Moves both clocks forward.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if {@code step} is negative or longer than a century
     */
    public synchronized void advance(Duration step) {
        Bounds.duration("step", step, MAX_STEP);
        Moment was = moment;
        moment = new Moment(was.wall().plus(step), was.elapsedNanos() + step.toNanos(), was.run());
    }

    /**
     * Moves both clocks forward to a wall instant.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if {@code instant} lies before the present one
     */
    public synchronized void advanceTo(Instant instant) {
        Moment.wall("instant", instant);
        Bounds.check("instant", !instant.isBefore(moment.wall()), "an instant not before " + moment.wall(), instant);
        advance(Duration.between(moment.wall(), instant));
    }

    /** Sets the wall clock alone, back or forth, as a correction of a real clock does; the monotonic clock goes on. */
    public synchronized void setWall(Instant wall) {
        moment = new Moment(wall, moment.elapsedNanos(), moment.run());
    }
}
