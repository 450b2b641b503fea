package io.github.parlor.examples;

import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.examples.csv.CsvFile;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.overtaking.BankQueue;
import io.github.parlor.examples.overtaking.OvertakingCurve;
import io.github.parlor.examples.overtaking.OvertakingCurve.Bin;
import io.github.parlor.examples.overtaking.Stay;
import io.github.parlor.examples.terminal.Progress;
import io.github.parlor.examples.terminal.Table;
import io.github.parlor.routing.SkillRouter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts who overtakes whom in a bank's queue, as recorded or by a router. Single-owner. */
@Command(
        name = "overtaking",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Counts how often priority customers overtake, in a log or in what the router makes of its queue.")
public final class OvertakingCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("month", "lag_s", "pairs", "overtaken", "share");
    private static final int SHARE_DIGITS = 6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--credit",
            paramLabel = "SECONDS",
            description = "Play the queue through the router; priority customers count as so much older.")
    private @Nullable Long credit;

    @Option(names = "--recorded", description = "Count what the log says; a credit is not used then.")
    private boolean recorded;

    @Option(names = "--out", required = true, paramLabel = "OUT.csv", description = "Write the curve.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Anonymous Bank logs, plain or gzip.")
    private List<Path> files = new ArrayList<>();

    /** For the command line, which sets the options. */
    public OvertakingCommand() {}

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        Duration chosen = chosenCredit();
        Progress progress = Progress.on(command.getErr());
        List<List<String>> rows = new ArrayList<>();
        for (Path file : files) {
            CallLog log = BankLogs.read(file, progress);
            OvertakingCurve.of(stays(new BankQueue(log), chosen)).bins().forEach(bin -> rows.add(row(log.name(), bin)));
        }
        progress.clear();
        CsvFile.write(out, HEADER, rows);
        Table table = new Table(HEADER);
        rows.forEach(table::add);
        table.lines().forEach(command.getOut()::println);
        return ExitCode.OK;
    }

    private Duration chosenCredit() {
        long max = LifecycleEvent.MAX_CREDIT.toSeconds();
        if (recorded) {
            return Duration.ZERO;
        }
        if (credit == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: --credit=SECONDS or --recorded");
        }
        if (credit < 0 || credit > max) {
            throw new ParameterException(
                    spec.commandLine(), "--credit: expected a number from 0 to " + max + ", got " + credit);
        }
        return Duration.ofSeconds(credit);
    }

    private List<Stay> stays(BankQueue queue, Duration chosen) {
        return recorded ? queue.recorded() : queue.replayed(SkillRouter.factory(), chosen);
    }

    private static List<String> row(String month, Bin bin) {
        return List.of(
                month,
                Integer.toString(bin.lagSeconds()),
                Long.toString(bin.pairs()),
                Long.toString(bin.overtaken()),
                bin.pairs() == 0 ? "null" : share(bin));
    }

    /** Ties to even, as the usual tools for such tables round. */
    private static String share(Bin bin) {
        return BigDecimal.valueOf(bin.overtaken())
                .divide(BigDecimal.valueOf(bin.pairs()), SHARE_DIGITS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
