package io.github.parlor.examples;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.csv.CsvFile;
import io.github.parlor.examples.route.SimulatedCallCentre;
import io.github.parlor.examples.route.SimulatedCallCentre.Start;
import io.github.parlor.routing.SkillRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays the simulated call centre through a router. Single-owner. */
@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Plays the arrivals of a simulated call centre through the router and writes when each call starts.")
public final class RouteCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("call_id", "start");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--agents", required = true, paramLabel = "N", description = "How many agents there are.")
    private int agents;

    @Option(
            names = "--concurrency",
            required = true,
            paramLabel = "C",
            description = "How many calls each agent serves at once.")
    private int concurrency;

    @Option(names = "--starts", required = true, paramLabel = "OUT.csv", description = "Write call_id,start.")
    @SuppressWarnings("NullAway.Init")
    private Path starts;

    @Parameters(paramLabel = "FILE", description = "The calls as CSV, plain or gzip.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** For the command line, which sets the options. */
    public RouteCommand() {}

    @Override
    public Integer call() throws IOException {
        inRange("--agents", agents, SimulatedCallCentre.MAX_AGENTS);
        inRange("--concurrency", concurrency, SimulatedCallCentre.MAX_CONCURRENCY);
        List<Start> played = SimulatedCallCentre.read(file).play(SkillRouter.factory(), agents, concurrency);
        CsvFile.write(starts, HEADER, played.stream().map(RouteCommand::row).toList());
        tell(played);
        return ExitCode.OK;
    }

    private void inRange(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new ParameterException(
                    spec.commandLine(),
                    new InvalidValueException(option, "a number from 1 to " + max, Integer.toString(value))
                            .getMessage());
        }
    }

    private void tell(List<Start> played) {
        var waits =
                played.stream().mapToLong(start -> start.waited().toSeconds()).summaryStatistics();
        long waited = played.stream().filter(start -> !start.waited().isZero()).count();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d calls, %,d waited, %.1f s on average, %,d s at most%n",
                        played.size(),
                        waited,
                        waits.getAverage(),
                        played.isEmpty() ? 0 : waits.getMax());
    }

    private static List<String> row(Start start) {
        return List.of(start.call().id(), CLOCK.format(start.at()));
    }
}
