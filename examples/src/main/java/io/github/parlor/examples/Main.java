package io.github.parlor.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the examples. Exit status: 0 done, 1 input that cannot be read, 2 wrong use. */
@Command(
        name = "parlor",
        mixinStandardHelpOptions = true,
        version = "Parlor 0.1.0-SNAPSHOT",
        description = "Runs a shop's chats through Parlor.")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Main() {}

    /** Runs the command named by {@code args} and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
