package io.github.parlor.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and writes their figures as a table in Markdown, with what is needed to judge them.
 *
 * <p>Arguments: the file to write, {@code quick} or {@code full}, then patterns of benchmarks, all if there are none.
 */
public final class Report {
    /** These are run with two threads as well. */
    private static final String SHARED = ".*EngineBenchmark.*";

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Report() {}

    /** Runs the benchmarks. */
    public static void main(String[] args) throws RunnerException, IOException {
        Path file = Path.of(args[0]);
        boolean quick = args[1].equals("quick");
        List<String> patterns = args.length > 2 ? List.of(args).subList(2, args.length) : List.of(".*Benchmark.*");
        double before = Machine.load();
        List<RunResult> results = new ArrayList<>(run(patterns, 1, quick));
        if (patterns.stream().anyMatch(pattern -> pattern.equals(".*Benchmark.*") || SHARED.contains(pattern))) {
            results.addAll(run(List.of(SHARED), 2, quick));
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            Machine.print(out, before);
            table(out, results);
        }
    }

    private static Collection<RunResult> run(List<String> patterns, int threads, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .exclude("\\.routing\\.") // has a matrix and a report of its own
                .shouldFailOnError(true);
        patterns.forEach(options::include);
        if (quick) {
            options.forks(1)
                    .warmupIterations(3)
                    .measurementIterations(3)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementTime(TimeValue.milliseconds(500));
        }
        return new Runner(options.build()).run();
    }

    private static void table(PrintStream out, List<RunResult> results) {
        out.println("| benchmark | threads | score | error (99.9 %) | unit | B/op |");
        out.println("| --- | ---: | ---: | ---: | --- | ---: |");
        for (RunResult result : results) {
            Result<?> score = result.getPrimaryResult();
            out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | ± %s | %s | %s |%n",
                    name(result.getParams()),
                    result.getParams().getThreads(),
                    number(score.getScore()),
                    number(score.getScoreError()),
                    score.getScoreUnit(),
                    allocated(result));
        }
    }

    private static String name(BenchmarkParams params) {
        String whole = params.getBenchmark();
        String method = whole.substring(whole.lastIndexOf('.', whole.lastIndexOf('.') - 1) + 1);
        return params.getParamsKeys().stream()
                .map(key -> ", " + key + " " + params.getParam(key))
                .collect(Collectors.joining("", method, ""));
    }

    /** Empty for shots: the profiler counts what their setup allocates; {@link AllocationPerCommand} does not. */
    private static String allocated(RunResult result) {
        if (result.getParams().getMode() == Mode.SingleShotTime) {
            return "";
        }
        return result.getSecondaryResults().values().stream()
                .filter(each -> each.getLabel().endsWith(ALLOCATED))
                .map(each -> number(each.getScore()))
                .findFirst()
                .orElse("");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
    }
}
