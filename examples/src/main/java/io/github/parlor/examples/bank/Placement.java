package io.github.parlor.examples.bank;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a row's clock times lie. They have no day, so a time that would lie before the one it follows is on the next day;
 * and they jitter: in most rows service begins a few seconds before the queue is left. So the end of a stay is on or
 * after its beginning, and a beginning is on the day that brings it nearest to what it follows. Local time is taken for
 * UTC. Immutable.
 */
final class Placement {
    private static final int DAY_SECONDS = 86_400;
    private static final int HALF_DAY_SECONDS = DAY_SECONDS / 2;

    private final BankRow row;
    private final Instant entered;
    private final Instant menuLeft;
    private final boolean queueStartMissing;
    private final Instant queued;
    private final boolean serviceStartMissing;
    private final Instant serviceStart;
    private final Instant serviceExit;

    Placement(BankRow row) {
        this.row = row;
        entered = at(row.date(), row.vruEntrySeconds());
        // Some rows leave the voice menu before they enter it; their negative duration says that no midnight lies
        // between.
        menuLeft = row.vruTimeSeconds() < 0
                ? nearest(entered, row.vruExitSeconds())
                : entered.plusSeconds(forward(row.vruEntrySeconds(), row.vruExitSeconds()));
        queueStartMissing =
                row.isQueued() && isMissing(row.queueStartSeconds(), row.queueExitSeconds(), row.queueTimeSeconds());
        queued = queueStartMissing ? menuLeft : nearest(menuLeft, row.queueStartSeconds());
        Instant free = row.isQueued() ? queued.plusSeconds(row.queueTimeSeconds()) : menuLeft;
        serviceStartMissing = isMissing(row.serviceStartSeconds(), row.serviceExitSeconds(), row.serviceTimeSeconds());
        boolean nothingToPlace = serviceStartMissing && row.serviceTimeSeconds() <= 0;
        serviceStart = nothingToPlace ? free : nearest(free, row.serviceStartSeconds());
        serviceExit = nothingToPlace
                ? free
                : serviceStart.plusSeconds(forward(row.serviceStartSeconds(), row.serviceExitSeconds()));
    }

    Instant entered() {
        return entered;
    }

    Instant menuLeft() {
        return menuLeft;
    }

    /** Returns when the wait began; meaningless if the row was not queued. */
    Instant queued() {
        return queued;
    }

    Instant serviceStart() {
        return serviceStart;
    }

    Instant serviceExit() {
        return serviceExit;
    }

    /** Returns what is odd about the row. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(0);
        warn(warnings, row.type().isEmpty(), "empty type");
        warn(warnings, row.vruTimeSeconds() < 0, "negative vru_time");
        warn(warnings, row.queueTimeSeconds() < 0, "negative q_time");
        warn(warnings, queueStartMissing, "missing q_start");
        if (row.outcome() == BankRow.Outcome.AGENT) {
            warn(warnings, !row.hasKnownServer() && row.serviceTimeSeconds() > 0, "NO_SERVER with service");
            warn(warnings, row.server().isBlank(), "empty server");
            warn(warnings, serviceStartMissing, "missing ser_start");
            warn(warnings, row.serviceTimeSeconds() < 0, "negative ser_time");
        }
        return warnings;
    }

    /** A midnight that is one reaches its end after the measured time; one that means "did not happen" does not. */
    private static boolean isMissing(int startSeconds, int exitSeconds, long measuredSeconds) {
        return startSeconds == 0 && (measuredSeconds <= 0 || exitSeconds != measuredSeconds % DAY_SECONDS);
    }

    private static void warn(List<String> warnings, boolean holds, String warning) {
        if (holds) {
            warnings.add(warning);
        }
    }

    private static Instant at(LocalDate date, int clockSeconds) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(clockSeconds);
    }

    private static Instant nearest(Instant anchor, int clockSeconds) {
        long anchorClock = Math.floorMod(anchor.getEpochSecond(), (long) DAY_SECONDS);
        long ahead =
                Math.floorMod(clockSeconds - anchorClock + HALF_DAY_SECONDS, (long) DAY_SECONDS) - HALF_DAY_SECONDS;
        return anchor.plus(Duration.ofSeconds(ahead));
    }

    private static int forward(int fromSeconds, int untilSeconds) {
        return untilSeconds < fromSeconds ? untilSeconds - fromSeconds + DAY_SECONDS : untilSeconds - fromSeconds;
    }
}
