package io.github.parlor.examples.report;

import io.github.parlor.examples.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports what a journal tells that was written before. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Folds a journal that replay wrote and reports what it tells.")
public final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--journal", required = true, paramLabel = "FILE", description = "A journal, plain or gzip.")
    @SuppressWarnings("NullAway.Init")
    private Path journal;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        Progress progress = Progress.on(command.getErr());
        ReportFold fold = new ReportFold();
        JournalFile.read(journal, fold::accept);
        List<LogReport> logs = fold.reports();
        progress.clear();
        Output.ifWanted(json, path -> ReportJson.write(path, logs));
        new ReportTable(command.getOut(), command.getColorScheme().ansi()).figures(logs);
        return CommandLine.ExitCode.OK;
    }
}
