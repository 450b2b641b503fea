package io.github.parlor.examples.day;

import io.github.parlor.examples.terminal.Progress;
import io.github.parlor.journal.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a generated day of a shop through the whole engine. Single-owner. */
@Command(
        name = "day",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a shop's day through the whole engine on virtual time and reports it; the default command.")
public final class DayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What happens; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "6",
            description = "How many agents work, 1 to 1000; default ${DEFAULT-VALUE}.")
    private int agents;

    @Option(names = "--report", paramLabel = "OUT.html", description = "Write the report with charts.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    /** For the command line, which sets the options. */
    public DayCommand() {}

    @Override
    public Integer call() throws IOException {
        if (agents < 1 || agents > ShopDay.MAX_AGENTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--agents: expected a number from 1 to " + ShopDay.MAX_AGENTS + ", got " + agents);
        }
        ShopDay day = new ShopDay(seed, agents);
        Progress progress = Progress.on(spec.commandLine().getErr());
        Journal journal =
                day.run(now -> progress.step("the day", now.atZone(ShopDay.ZONE).getHour(), "o'clock"));
        progress.clear();
        DayReport report = DayReport.of(day, journal);
        PrintWriter out = spec.commandLine().getOut();
        new DayTable(out, spec.commandLine().getColorScheme().ansi()).print(report);
        if (html != null) {
            DayHtml.write(report, html);
            out.println();
            out.println("report: " + html);
        }
        if (json != null) {
            DayJson.write(report, json);
        }
        return ExitCode.OK;
    }
}
