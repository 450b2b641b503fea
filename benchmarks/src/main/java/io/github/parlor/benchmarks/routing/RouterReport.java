package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the matrix of {@link RouterCalls} and the limits of {@link HandOff}, and writes a table in Markdown and a chart.
 *
 * <p>Arguments: the table to write, the chart to write, {@code quick} or {@code full}, then names of {@link Contender}s, all
 * if there are none.
 */
public final class RouterReport {
    private static final long SEED = 1;

    private final boolean quick;
    private final List<Contender> contenders;

    private RouterReport(boolean quick, List<Contender> contenders) {
        this.quick = quick;
        this.contenders = contenders;
    }

    /** Runs all of it. */
    public static void main(String[] args) throws RunnerException, IOException {
        List<Contender> contenders = args.length > 3
                ? Arrays.stream(args).skip(3).map(Contender::valueOf).toList()
                : List.of(Contender.values());
        new RouterReport(args[2].equals("quick"), contenders).write(Path.of(args[0]), Path.of(args[1]));
    }

    private void write(Path table, Path chart) throws RunnerException, IOException {
        double before = Machine.load();
        Collection<RunResult> limits = limits();
        List<Figure> figures = new ArrayList<>();
        List<Setting> settings = settings();
        int done = 0;
        for (Setting setting : settings) {
            System.err.printf(Locale.ROOT, "%d of %d: %s%n", ++done, settings.size(), setting);
            for (Contender contender : contenders) {
                if (contender.isFor(setting)) {
                    figures.add(measure(contender, setting));
                }
            }
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(table), false, StandardCharsets.UTF_8)) {
            Machine.print(out, before);
            figures(out, figures);
            limits(out, limits);
        }
        Files.writeString(chart, RouterChart.of(figures));
    }

    /** Growth with the agents, growth with the backlog, and what offers cost; not every combination. */
    private List<Setting> settings() {
        int[] agents = quick ? new int[] {100, 10_000} : new int[] {100, 1_000, 10_000, 100_000};
        int[] waiting = quick ? new int[] {100_000} : new int[] {10_000, 100_000, 1_000_000};
        Stream<Setting> growing = IntStream.of(1, 2)
                .boxed()
                .flatMap(threads -> Stream.concat(
                        IntStream.of(agents).mapToObj(count -> new Setting(count, 0, threads, true, SEED)),
                        IntStream.of(waiting).mapToObj(count -> new Setting(1_000, count, threads, true, SEED))));
        Stream<Setting> withoutOffers = quick
                ? Stream.empty()
                : Stream.of(new Setting(1_000, 0, 1, false, SEED), new Setting(1_000, 100_000, 1, false, SEED));
        return Stream.concat(growing, withoutOffers).toList();
    }

    private Figure measure(Contender contender, Setting setting) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(RouterCalls.class.getName() + ".call")
                .param("router", contender.name())
                .param("agents", Integer.toString(setting.agents()))
                .param("waiting", Integer.toString(setting.waiting()))
                .param("offers", Boolean.toString(setting.offers()))
                .threads(setting.threads())
                .addProfiler(GCProfiler.class)
                .addProfiler(WindowProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (quick) {
            options.forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(250))
                    .measurementIterations(5);
        }
        return new Figure(contender, setting, Windows.of(new Runner(options.build()).run()));
    }

    private Collection<RunResult> limits() throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(HandOff.class.getName())
                    .threads(threads)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            if (threads == 2) {
                // Two producers and the consumer are more than two cores: that would measure the scheduler.
                options.exclude("toOneConsumer");
            }
            if (quick) {
                options.warmupIterations(1).measurementIterations(3);
            }
            results.addAll(new Runner(options.build()).run());
        }
        return results;
    }

    private static void figures(PrintStream out, List<Figure> figures) {
        out.println(
                "One call is one submit, accept, decline, release or abandonment that changed something. Median of windows"
                        + " in which every thread had nine tenths of a core; in brackets the quartiles. `~`: fewer than three such windows,"
                        + " median of all. The times of single calls are those of one call in about sixty and contain the harness, whose"
                        + " own are in the first line.");
        out.println();
        out.println("| router | agents | waiting | threads | offers | M calls/s | clean | B/call | p50 ns | p99 ns |"
                + " p99.9 ns | slower thread |");
        out.println("| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        figures.stream().sorted(IN_ORDER).forEach(figure -> out.println(line(figure)));
        out.println();
    }

    private static final Comparator<Figure> IN_ORDER = Comparator.<Figure, Boolean>comparing(
                    figure -> !figure.setting().offers())
            .thenComparingInt(figure -> figure.setting().waiting())
            .thenComparingInt(figure -> figure.setting().agents())
            .thenComparingInt(figure -> figure.setting().threads())
            .thenComparing(Figure::router);

    private static String line(Figure figure) {
        Setting setting = figure.setting();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %d | %s | %s%s (%s–%s) | %d of %d | %.0f | %,.0f | %,.0f | %,.0f | %s |",
                figure.router().title(),
                setting.agents(),
                setting.waiting(),
                setting.threads(),
                setting.offers() ? "on" : "off",
                figure.windows().isClean() ? "" : "~",
                millions(figure.windows().perSecond(0.5)),
                millions(figure.windows().perSecond(0.25)),
                millions(figure.windows().perSecond(0.75)),
                figure.windows().clean(),
                figure.windows().all().size(),
                figure.windows().bytes(),
                figure.windows().time(0.5),
                figure.windows().time(0.99),
                figure.windows().time(0.999),
                setting.threads() == 1
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.0f %%", 100 * figure.windows().spread()));
    }

    static String millions(double perSecond) {
        double millions = perSecond / 1e6;
        return String.format(Locale.ROOT, millions < 0.1 ? "%.4f" : millions < 10 ? "%.2f" : "%.1f", millions);
    }

    private static void limits(PrintStream out, Collection<RunResult> results) {
        out.println("What the machine allows when nothing is decided (no window is left out):");
        out.println();
        out.println("| hand-off | threads | M/s | error (99.9 %) |");
        out.println("| --- | ---: | ---: | ---: |");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | ± %s |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getParams().getThreads(),
                    millions(result.getPrimaryResult().getScore()),
                    millions(result.getPrimaryResult().getScoreError()));
        }
        out.println();
    }
}
