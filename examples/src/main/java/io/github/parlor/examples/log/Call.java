package io.github.parlor.examples.log;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.QueueEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One contact of a log, independent of the format it was read from. Immutable.
 *
 * @param line where it stands in its file; the header is line 1
 * @param key what tells it from the others of its file, as far as the log can
 * @param customer who called, or null if the log does not know
 * @param priority the log's own figure
 * @param type what the call was about
 * @param date the day the log files it under, whatever day its clock times reach
 * @param entered when it came in
 * @param left when it had come through the menu and was queued, served or gone
 * @param offeredClock the clock time that decides its half hour
 * @param outcome what became of it
 * @param waiting time in the queue, or null if it was not queued
 * @param service who served it and when; null unless it was answered
 */
public record Call(
        int line,
        String key,
        @Nullable String customer,
        int priority,
        String type,
        LocalDate date,
        Instant entered,
        Instant left,
        LocalTime offeredClock,
        Outcome outcome,
        @Nullable Wait waiting,
        @Nullable Service service) {
    /** What became of a call. */
    public enum Outcome {
        /** Somebody, or something, took it. */
        ANSWERED,
        /** The caller hung up: in the queue if there was a wait, before it otherwise. */
        HUNG_UP
    }

    /**
     * Time in the queue.
     *
     * @param from when it began
     * @param measured how long it took by the log's own measurement, more than zero
     */
    public record Wait(Instant from, Duration measured) {
        public Wait {
            Bounds.present("wait.from", from);
            Bounds.duration("wait.measured", measured, QueueEvent.MAX_MEASURED);
            Bounds.check("wait.measured", !measured.isZero(), "more than zero", measured);
        }

        /** Returns when it ended. */
        public Instant until() {
            return from.plus(measured);
        }
    }

    /**
     * Service by one party.
     *
     * @param server the name as the log has it, not repaired
     * @param from when it began
     * @param until when it ended
     * @param measured how long it took by the log's own measurement
     */
    public record Service(String server, Instant from, Instant until, Duration measured) {
        public Service {
            Bounds.present("service.server", server);
            Bounds.present("service.from", from);
            Bounds.check("service.until", !until.isBefore(from), "not before " + from, until);
            Bounds.duration("service.measured", measured, QueueEvent.MAX_MEASURED);
        }
    }

    public Call {
        Bounds.range("line", line, 1, Integer.MAX_VALUE);
        Bounds.present("key", key);
        Bounds.present("type", type);
        Bounds.present("date", date);
        Bounds.present("entered", entered);
        Bounds.present("left", left);
        Bounds.present("offeredClock", offeredClock);
        Bounds.present("outcome", outcome);
        Bounds.check("service", (service != null) == (outcome == Outcome.ANSWERED), "one if answered", outcome);
    }
}
