package io.github.parlor.examples.overtaking;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often a priority customer was served before a regular one who had come earlier, by how much earlier that was.
 *
 * <p>A pair is a regular and a priority customer of one queue and day where the priority customer came at least one second
 * later, and before the regular one was served. It overtook if it was served earlier. Immutable.
 *
 * @param bins without gaps, from a lag of 0
 */
public record OvertakingCurve(List<Bin> bins) {
    /** Width of a bin. */
    public static final int BIN_SECONDS = 15;

    /** Lags from here on are left out. */
    public static final int END_SECONDS = 255;

    /**
     * The pairs of lags {@code [lagSeconds, lagSeconds + 15)}.
     *
     * @param lagSeconds the least lag
     * @param pairs how many pairs there are
     * @param overtaken in how many of them the priority customer was served first
     */
    public record Bin(int lagSeconds, long pairs, long overtaken) {}

    public OvertakingCurve {
        bins = List.copyOf(bins);
    }

    /** Counts the pairs among these stays. */
    public static OvertakingCurve of(Collection<Stay> stays) {
        long[] pairs = new long[END_SECONDS / BIN_SECONDS];
        long[] overtaken = new long[pairs.length];
        stays.stream()
                .collect(Collectors.groupingBy(stay -> List.of(stay.date(), stay.type())))
                .values()
                .forEach(queue -> count(queue, pairs, overtaken));
        return new OvertakingCurve(IntStream.range(0, pairs.length)
                .mapToObj(i -> new Bin(i * BIN_SECONDS, pairs[i], overtaken[i]))
                .toList());
    }

    private static void count(List<Stay> queue, long[] pairs, long[] overtaken) {
        List<Stay> regulars = queue.stream().filter(stay -> !stay.priority()).toList();
        for (Stay priority : queue) {
            if (priority.priority()) {
                regulars.forEach(regular -> count(regular, priority, pairs, overtaken));
            }
        }
    }

    private static void count(Stay regular, Stay priority, long[] pairs, long[] overtaken) {
        long lag = Duration.between(regular.joined(), priority.joined()).toSeconds();
        if (lag >= 1 && lag < END_SECONDS && priority.joined().isBefore(regular.served())) {
            int bin = (int) lag / BIN_SECONDS;
            pairs[bin]++;
            overtaken[bin] += priority.served().isBefore(regular.served()) ? 1 : 0;
        }
    }
}
