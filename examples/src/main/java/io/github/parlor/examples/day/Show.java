package io.github.parlor.examples.day;

import io.github.parlor.metrics.MetricResult;
import io.github.parlor.metrics.cell.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them; what is unknown is a dash, never a zero. */
final class Show {
    private Show() {}

    static String title(MetricResult result) {
        String statistic = result.statistic().startsWith("p") ? ", " + result.statistic() : "";
        return result.definition().id() + statistic;
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String value(MetricResult result) {
        Double value = result.value();
        if (value == null) {
            return "-";
        }
        return switch (result.definition().unit()) {
            case COUNT -> count(Math.round(value));
            case RATIO -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case SECONDS -> seconds(value);
            case SESSIONS -> String.format(Locale.ROOT, "%.2f", value);
        };
    }

    static String seconds(@Nullable Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String basis(MetricResult result) {
        Interval interval = result.interval();
        String between = interval == null
                ? ""
                : String.format(Locale.ROOT, ", 95 %%: %.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
        String open = result.censored() == 0 ? "" : ", " + count(result.censored()) + " open";
        return "n = " + count(result.size()) + open + between;
    }
}
