package io.github.parlor.examples.shifts;

import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.shifts.PlayedCall.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How offered calls fared. {@code offered = served + hungUp + unserved}. A mean or share of nothing is null. Immutable.
 *
 * @param offered how many there were
 * @param served how many an agent took, or in the log somebody or something
 * @param hungUp how many left the queue
 * @param unserved how many still waited when nobody was left to take them
 * @param meanWaitServedSeconds mean wait of the served
 * @param longestWaitServedSeconds longest wait of the served
 * @param meanWaitHungUpSeconds mean wait of those who left
 * @param servedIn20Share served after at most 20 seconds, as a share of the offered
 * @param hungUpShare share of the offered who left
 */
public record ShiftFigures(
        long offered,
        long served,
        long hungUp,
        long unserved,
        @Nullable Double meanWaitServedSeconds,
        @Nullable Double longestWaitServedSeconds,
        @Nullable Double meanWaitHungUpSeconds,
        @Nullable Double servedIn20Share,
        @Nullable Double hungUpShare) {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Returns how the calls fared in the log. */
    public static ShiftFigures recorded(Collection<PlayedCall> calls) {
        return of(
                calls.size(),
                waits(calls.stream().filter(played -> played.call().outcome() == Call.Outcome.ANSWERED)),
                waits(calls.stream().filter(played -> played.call().outcome() == Call.Outcome.HUNG_UP)));
    }

    /** Returns how the calls fared with the router. */
    public static ShiftFigures routed(Collection<PlayedCall> calls) {
        return of(
                calls.size(),
                calls.stream()
                        .flatMap(played -> Stream.ofNullable(played.assignment())
                                .map(taken -> Duration.between(played.arrived(), taken.from())))
                        .toList(),
                waits(calls.stream().filter(played -> played.outcome() == Outcome.HUNG_UP)));
    }

    private static List<Duration> waits(Stream<PlayedCall> calls) {
        return calls.map(played -> {
                    Call.Wait waiting = played.call().waiting();
                    return waiting == null ? Duration.ZERO : waiting.measured();
                })
                .toList();
    }

    private static ShiftFigures of(long offered, List<Duration> servedWaits, List<Duration> hungUpWaits) {
        return new ShiftFigures(
                offered,
                servedWaits.size(),
                hungUpWaits.size(),
                offered - servedWaits.size() - hungUpWaits.size(),
                mean(servedWaits),
                millis(servedWaits).max().stream()
                        .mapToObj(longest -> longest / 1_000.0)
                        .findAny()
                        .orElse(null),
                mean(hungUpWaits),
                share(
                        servedWaits.stream()
                                .filter(wait -> wait.compareTo(SOON) <= 0)
                                .count(),
                        offered),
                share(hungUpWaits.size(), offered));
    }

    private static LongStream millis(Collection<Duration> waits) {
        return waits.stream().mapToLong(Duration::toMillis);
    }

    private static @Nullable Double mean(Collection<Duration> waits) {
        return waits.isEmpty() ? null : millis(waits).sum() / 1_000.0 / waits.size();
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
