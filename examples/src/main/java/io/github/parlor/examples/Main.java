package io.github.parlor.examples;

import io.github.parlor.examples.day.DayCommand;
import io.github.parlor.examples.report.ReplayCommand;
import io.github.parlor.examples.report.ReportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the examples. Exit status: 0 done, 1 input that cannot be read, 2 wrong use. */
@Command(
        name = "parlor",
        mixinStandardHelpOptions = true,
        version = "Parlor 0.1.0-SNAPSHOT",
        description = "Runs a shop's chats through Parlor; without a command, a day of a shop.",
        subcommands = {
            DayCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            RouteCommand.class,
            OvertakingCommand.class,
            ShiftsCommand.class,
            SimulateCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Main() {}

    /** Runs the command named by {@code args} and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(orDay(args)));
    }

    /** Without the name of a command, the words are meant for the day. */
    static String[] orDay(String[] args) {
        boolean own = args.length > 0
                && (!args[0].startsWith("-")
                        || Set.of("-h", "--help", "-V", "--version").contains(args[0]));
        return own ? args : Stream.concat(Stream.of("day"), Arrays.stream(args)).toArray(String[]::new);
    }

    /** Returns the command line, whose writers a test may replace. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int wrongUse(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        complain(
                command, failure.getMessage() + "; " + command.getCommandSpec().qualifiedName() + " --help tells more");
        return ExitCode.USAGE;
    }

    /** A failure that nobody foresaw keeps its trace; picocli prints it. */
    private static int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof IOException) {
            complain(command, String.valueOf(failure.getMessage()));
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static void complain(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("parlor: " + message.replaceAll("\\s+", " ")));
        err.flush();
    }
}
