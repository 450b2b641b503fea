package io.github.parlor.examples;

import io.github.parlor.examples.simulation.DayModel;
import io.github.parlor.examples.simulation.Estimate;
import io.github.parlor.examples.simulation.Simulation;
import io.github.parlor.examples.simulation.WorkOrder;
import io.github.parlor.examples.terminal.Progress;
import io.github.parlor.examples.terminal.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a call centre with several skills through a router. Single-owner. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Simulates days of a call centre, three types of calls and two groups of agents, through the router.")
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many days; default ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What happens; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "arrival",
            description = "Which call a freed agent takes, the one that waits longest of all types (arrival) or of the"
                    + " type preferred (preference); default ${DEFAULT-VALUE}.")
    private WorkOrder order = WorkOrder.ARRIVAL;

    @Option(
            names = "--router",
            paramLabel = "KIND",
            defaultValue = "plain",
            description = "Which router: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private RouterKind router = RouterKind.SKILL;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    /** What {@code --json} writes. */
    private record Report(int days, long seed, String order, String router, Simulation.Figures figures) {}

    /** For the command line, which sets the options. */
    public SimulateCommand() {}

    @Override
    public Integer call() throws IOException {
        if (days < Simulation.MIN_DAYS || days > Simulation.MAX_DAYS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--days: expected a number from " + Simulation.MIN_DAYS + " to " + Simulation.MAX_DAYS + ", got "
                            + days);
        }
        Progress progress = Progress.on(spec.commandLine().getErr());
        Simulation.Figures figures = new Simulation(DayModel.REFERENCE, order)
                .run(router.factory(), seed, days, done -> progress.step("simulating", done, "days"));
        progress.clear();
        if (json != null) {
            JsonFile.write(json, new Report(days, seed, order.toString(), router.toString(), figures));
        }
        tell(figures);
        return ExitCode.OK;
    }

    private void tell(Simulation.Figures figures) {
        Table table = new Table(List.of("a day, " + days + " days", "mean", "95 % from", "to"));
        table.add(row("arrived", 1, figures.arrived(), ""));
        table.add(row("served", 1, figures.served(), ""));
        table.add(row("abandoned", 1, figures.abandoned(), ""));
        table.add(row("abandoned of arrived", 100, figures.abandonedShare(), " %"));
        table.add(row("wait", 1, figures.meanWaitSeconds(), " s"));
        table.add(row("service level in 20 s", 100, figures.serviceLevel20(), " %"));
        for (int group = 0; group < figures.occupancyByGroup().size(); group++) {
            table.add(row(
                    "occupancy of group " + group,
                    100,
                    figures.occupancyByGroup().get(group),
                    " %"));
        }
        table.lines().forEach(spec.commandLine().getOut()::println);
    }

    private static List<String> row(String title, int scale, Estimate figure, String unit) {
        return List.of(
                title,
                show(scale * figure.value(), unit),
                show(scale * figure.low(), unit),
                show(scale * figure.high(), unit));
    }

    private static String show(double value, String unit) {
        return String.format(Locale.ROOT, "%,.2f%s", value, unit);
    }
}
