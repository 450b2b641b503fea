package io.github.parlor.examples.day;

import java.time.Duration;

/**
 * How long contacts wait before they leave: the Kaplan-Meier curve of the same log, with a constant rate of leaving
 * between its points and behind the last one.
 */
final class Patience {
    private static final double[] SECONDS = {0, 10, 20, 30, 60, 90, 120, 180, 240, 300, 600};
    private static final double[] STILL_THERE = {
        1, 0.963733, 0.926088, 0.899713, 0.821403, 0.754593, 0.710685, 0.610452, 0.536155, 0.487035, 0.263635
    };

    private Patience() {}

    static Duration draw(Chance chance) {
        double level = chance.uniform(0, 1);
        int i = 1;
        while (i < SECONDS.length - 1 && STILL_THERE[i] > level) {
            i++;
        }
        double rate = Math.log(STILL_THERE[i - 1] / STILL_THERE[i]) / (SECONDS[i] - SECONDS[i - 1]);
        double seconds = SECONDS[i - 1] + Math.log(STILL_THERE[i - 1] / Math.max(level, 1e-9)) / rate;
        return Duration.ofMillis(Math.max(1, Math.round(1_000 * seconds)));
    }
}
