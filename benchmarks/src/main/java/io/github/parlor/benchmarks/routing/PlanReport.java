package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the lines of {@link PlanCalls} and writes two tables in Markdown: what each feature costs, and how the base grows.
 *
 * <p>Arguments: the file to write, {@code quick} or {@code full}, then names of {@link PlanLine}s, all if there are none.
 */
public final class PlanReport {
    private static final long SEED = 1;
    private static final int AGENTS = 1_000;

    private final boolean quick;
    private final List<PlanLine> lines;

    private record Point(PlanLine line, Setting setting, Windows windows) {}

    private PlanReport(boolean quick, List<PlanLine> lines) {
        this.quick = quick;
        this.lines = lines;
    }

    /** Runs all of it. */
    public static void main(String[] args) throws RunnerException, IOException {
        List<PlanLine> lines = args.length > 2
                ? Arrays.stream(args).skip(2).map(PlanLine::valueOf).toList()
                : List.of(PlanLine.values());
        new PlanReport(args[1].equals("quick"), lines).write(Path.of(args[0]));
    }

    private void write(Path file) throws RunnerException, IOException {
        double before = Machine.load();
        List<Point> features = new ArrayList<>();
        for (PlanLine line : lines) {
            features.add(measure(line, setting(AGENTS, 0)));
        }
        if (lines.contains(PlanLine.BASE)) {
            // Once more at the end: how far two readings of one thing lie apart.
            features.add(measure(PlanLine.BASE, setting(AGENTS, 0)));
        }
        List<Point> growth = new ArrayList<>();
        for (Setting setting : settings()) {
            for (PlanLine line : List.of(PlanLine.SKILL_ROUTER, PlanLine.BASE)) {
                if (lines.contains(line)) {
                    growth.add(measure(line, setting));
                }
            }
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            Machine.print(out, before);
            print(out, features, growth);
        }
    }

    private List<Setting> settings() {
        Stream<Setting> more = quick
                ? Stream.of(setting(AGENTS, 10_000))
                : Stream.concat(
                        IntStream.of(100, 10_000).mapToObj(agents -> setting(agents, 0)),
                        IntStream.of(10_000, 100_000).mapToObj(waiting -> setting(AGENTS, waiting)));
        return more.toList();
    }

    private static Setting setting(int agents, int waiting) {
        return new Setting(agents, waiting, 1, true, SEED);
    }

    private Point measure(PlanLine line, Setting setting) throws RunnerException {
        System.err.printf(Locale.ROOT, "%s, %s%n", line, setting);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(PlanCalls.class.getName() + ".call")
                .param("line", line.name())
                .param("agents", Integer.toString(setting.agents()))
                .param("waiting", Integer.toString(setting.waiting()))
                .addProfiler(GCProfiler.class)
                .addProfiler(WindowProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (quick) {
            options.warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(400))
                    .measurementIterations(6)
                    .measurementTime(TimeValue.milliseconds(100));
        }
        return new Point(line, setting, Windows.of(new Runner(options.build()).run()));
    }

    private void print(PrintStream out, List<Point> features, List<Point> growth) {
        if (quick) {
            out.println("**A short run: shows that it works. Compare bytes; its times mean little.**");
            out.println();
        }
        out.println(
                "One call is one submit, accept, decline, release or abandonment that changed something, by one thread."
                        + " Mean of the windows in which it had nine tenths of a core, with the error at 99.9 %; `~`: fewer than three"
                        + " such windows, mean of all. *More time*: what a call takes beyond one of the first base. The times of single calls are those of one call"
                        + " in about sixty and contain the harness, some 20 ns.");
        out.println();
        out.printf(Locale.ROOT, "## Features, %,d agents%n%n", AGENTS);
        out.println("| line | k calls/s | error | more time | clean | B/call | p50 ns | p99 ns |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        double base = features.stream()
                .filter(point -> point.line() == PlanLine.BASE)
                .mapToDouble(point -> point.windows().perSecond())
                .findFirst()
                .orElse(Double.NaN);
        for (Point point : features) {
            double more = 100 * (base / point.windows().perSecond() - 1);
            String share = Double.isNaN(more) ? "" : String.format(Locale.ROOT, "%+.0f %%", more);
            out.printf(Locale.ROOT, "| %s | %s |%n", point.line().title(), figures(point.windows(), share));
        }
        out.println();
        out.println("## Growth");
        out.println();
        out.println("| line | agents | waiting | k calls/s | error | clean | B/call | p50 ns | p99 ns |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Point point : growth) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %s |%n",
                    point.line().title(),
                    point.setting().agents(),
                    point.setting().waiting(),
                    figures(point.windows(), null));
        }
    }

    private static String figures(Windows windows, @Nullable String share) {
        return String.format(
                Locale.ROOT,
                "%s%,.0f | ± %,.0f | %s%d of %d | %,.0f | %,.0f | %,.0f",
                windows.isClean() ? "" : "~",
                windows.perSecond() / 1_000,
                windows.error() / 1_000,
                share == null ? "" : share + " | ",
                windows.clean(),
                windows.all().size(),
                windows.bytes(),
                windows.time(0.5),
                windows.time(0.99));
    }
}
