package io.github.parlor.examples;

import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.examples.bank.BankRow;
import io.github.parlor.examples.csv.CsvFile;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.shifts.BankShifts;
import io.github.parlor.examples.shifts.PlayedCall;
import io.github.parlor.examples.shifts.Shift;
import io.github.parlor.examples.shifts.ShiftFigures;
import io.github.parlor.examples.shifts.SkillMatrix;
import io.github.parlor.examples.terminal.Progress;
import io.github.parlor.examples.terminal.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays the days of bank logs with the agents who were there. Single-owner. */
@Command(
        name = "shifts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Plays a bank's days through the router, with the agents who were there and the skills they showed.")
public final class ShiftsCommand implements Callable<Integer> {
    private static final List<String> HEADER =
            List.of("log", "line", "date", "type", "priority", "arrived", "outcome", "server", "start", "end");
    private static final List<String> TITLES = List.of(
            "month",
            "offered",
            "served",
            "hung up",
            "unserved",
            "mean wait",
            "longest",
            "of hung up",
            "in 20 s",
            "share hung up");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--credit",
            paramLabel = "SECONDS",
            defaultValue = "" + BankRow.CREDIT_SECONDS,
            description = "Priority customers count as so much older; default ${DEFAULT-VALUE}.")
    private long credit;

    @Option(
            names = "--router",
            paramLabel = "KIND",
            defaultValue = "plain",
            description = "Which router: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private RouterKind router = RouterKind.SKILL;

    @Option(names = "--calls", paramLabel = "OUT.csv", description = "Write what became of each call.")
    private @Nullable Path calls;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Anonymous Bank logs, plain or gzip.")
    private List<Path> files = new ArrayList<>();

    /** What {@code --json} writes. */
    private record Report(long creditSeconds, String router, List<Month> logs) {}

    /** One log in it. */
    private record Month(String log, long days, long agents, ShiftFigures recorded, ShiftFigures routed) {}

    /** A log and what the router made of its days. */
    private record Played(CallLog log, BankShifts shifts, List<PlayedCall> calls) {
        Month month() {
            return new Month(
                    log.name(),
                    shifts.shifts().size(),
                    shifts.shifts().values().stream()
                            .flatMap(day -> day.stream().map(Shift::server))
                            .distinct()
                            .count(),
                    ShiftFigures.recorded(calls),
                    ShiftFigures.routed(calls));
        }
    }

    /** For the command line, which sets the options. */
    public ShiftsCommand() {}

    @Override
    public Integer call() throws IOException {
        long max = LifecycleEvent.MAX_CREDIT.toSeconds();
        if (credit < 0 || credit > max) {
            throw new ParameterException(
                    spec.commandLine(), "--credit: expected a number from 0 to " + max + ", got " + credit);
        }
        List<Played> played = play();
        List<Month> months = played.stream().map(Played::month).toList();
        if (calls != null) {
            CsvFile.write(
                    calls, HEADER, played.stream().flatMap(ShiftsCommand::rows).toList());
        }
        if (json != null) {
            JsonFile.write(json, new Report(credit, router.toString(), months));
        }
        tell(months);
        return ExitCode.OK;
    }

    private List<Played> play() throws IOException {
        Progress progress = Progress.on(spec.commandLine().getErr());
        List<CallLog> logs = new ArrayList<>();
        for (Path file : files) {
            logs.add(BankLogs.read(file, progress));
        }
        SkillMatrix matrix = SkillMatrix.of(logs);
        List<Played> played = new ArrayList<>();
        for (CallLog log : logs) {
            progress.step("playing " + log.name(), log.calls().size(), "calls");
            BankShifts shifts = new BankShifts(log, matrix);
            played.add(new Played(log, shifts, shifts.play(router.factory(), Duration.ofSeconds(credit))));
        }
        progress.clear();
        return played;
    }

    private void tell(List<Month> months) {
        Table table = new Table(TITLES);
        for (Month month : months) {
            table.add(cells(month.log() + ", recorded", month.recorded()));
            table.add(cells(month.log() + ", routed", month.routed()));
        }
        table.lines().forEach(spec.commandLine().getOut()::println);
    }

    private static List<String> cells(String title, ShiftFigures figures) {
        return List.of(
                title,
                count(figures.offered()),
                count(figures.served()),
                count(figures.hungUp()),
                count(figures.unserved()),
                seconds(figures.meanWaitServedSeconds()),
                seconds(figures.longestWaitServedSeconds()),
                seconds(figures.meanWaitHungUpSeconds()),
                percent(figures.servedIn20Share()),
                percent(figures.hungUpShare()));
    }

    private static Stream<List<String>> rows(Played played) {
        return played.calls().stream().map(call -> row(played.log().name(), call));
    }

    private static List<String> row(String log, PlayedCall played) {
        PlayedCall.@Nullable Assignment taken = played.assignment();
        return List.of(
                log,
                Integer.toString(played.call().line()),
                played.call().date().toString(),
                played.call().type(),
                Integer.toString(played.call().priority()),
                played.arrived().toString(),
                played.outcome().name(),
                taken == null ? "" : taken.server(),
                taken == null ? "" : taken.from().toString(),
                taken == null ? "" : taken.from().plus(played.handling()).toString());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
