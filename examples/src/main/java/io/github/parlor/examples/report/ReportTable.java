package io.github.parlor.examples.report;

import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.terminal.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** The report for a person: how many and how long, aligned, a line per log and type. Single-owner. */
final class ReportTable {
    private static final String UNKNOWN = "-";

    private final PrintWriter out;
    private final Ansi ansi;

    ReportTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void figures(List<LogReport> logs) {
        Table counts = new Table(
                List.of("log", "rows", "repaired", "rejected", "phantom", "offered", "answered", "abandoned"));
        Table times = new Table(
                List.of("log", "ASA s", "wait s", "in 20 s", "in 30 s", "in 60 s", "in 90 s", "served", "service s"));
        List<Boolean> wholeLog = new ArrayList<>();
        for (LogReport log : logs) {
            counts.add(counts(shown(log.name()), count(log.repaired()), count(log.rejected()), log.all()));
            times.add(times(shown(log.name()), log.all()));
            wholeLog.add(true);
            log.byType().forEach((type, figures) -> {
                counts.add(counts("  " + shown(type), "", "", figures));
                times.add(times("  " + shown(type), figures));
                wholeLog.add(false);
            });
        }
        print(counts, wholeLog);
        out.println();
        print(times, wholeLog);
        out.flush();
    }

    private void print(Table table, List<Boolean> wholeLog) {
        List<String> lines = table.lines();
        print("bold", lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            print(wholeLog.get(i - 1) ? "bold,cyan" : "", lines.get(i));
        }
    }

    /** Warnings stand apart: such rows are in the figures above. */
    void warnings(List<CallLog> logs) {
        if (logs.stream().allMatch(log -> log.warnings().isEmpty())) {
            return;
        }
        Table table = new Table(List.of("taken as they are, but odd", "rows", "first in line"));
        for (CallLog log : logs) {
            Map<String, List<Integer>> lines = new TreeMap<>();
            log.warnings()
                    .forEach(warning -> lines.computeIfAbsent(warning.warning(), kind -> new ArrayList<>())
                            .add(warning.line()));
            lines.forEach((kind, at) ->
                    table.add(List.of(shown(log.name()) + ": " + kind, count(at.size()), Integer.toString(at.get(0)))));
        }
        out.println();
        List<String> lines = table.lines();
        print("bold", lines.get(0));
        lines.stream().skip(1).forEach(line -> print("yellow", line));
        out.flush();
    }

    /** Ends with a reset: the code that ends bold means double underline to some terminals. */
    private void print(String style, String line) {
        boolean plain = style.isEmpty() || !ansi.enabled();
        out.println(plain ? line : Ansi.Style.on(Ansi.Style.parse(style)) + line + Ansi.Style.reset.on());
    }

    private static List<String> counts(String title, String repaired, String rejected, Figures figures) {
        return List.of(
                title,
                count(figures.rows()),
                repaired,
                rejected,
                count(figures.phantom()),
                count(figures.offered()),
                count(figures.answered()),
                count(figures.abandoned()));
    }

    private static List<String> times(String title, Figures figures) {
        List<String> cells = new ArrayList<>();
        cells.add(title);
        cells.add(seconds(figures.asaSeconds()));
        cells.add(seconds(figures.meanWaitOfferedSeconds()));
        figures.serviceLevel().values().forEach(share -> cells.add(percent(share)));
        cells.add(count(figures.served()));
        cells.add(seconds(figures.meanServiceSeconds()));
        return cells;
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A log is not to steer the terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
