package io.github.parlor.examples.overtaking;

import io.github.parlor.bounds.Bounds;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One stay in the queue that ended in service. Immutable.
 *
 * @param date the day the log files it under
 * @param type what the call was about; a queue of its own
 * @param priority whether it is a priority customer's
 * @param joined when it began
 * @param served when it ended
 */
public record Stay(LocalDate date, String type, boolean priority, Instant joined, Instant served) {
    public Stay {
        Bounds.present("date", date);
        Bounds.present("type", type);
        Bounds.present("joined", joined);
        Bounds.check("served", !served.isBefore(joined), "an instant not before " + joined, served);
    }

    boolean sharesQueueWith(Stay other) {
        return date.equals(other.date) && type.equals(other.type);
    }
}
