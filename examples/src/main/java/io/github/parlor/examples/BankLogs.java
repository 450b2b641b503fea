package io.github.parlor.examples;

import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.log.UnreadableInputException;
import io.github.parlor.examples.terminal.Progress;
import java.nio.file.Path;

/** Reads logs of the Anonymous Bank for those commands that take no other. Stateless. */
final class BankLogs {
    private BankLogs() {}

    /**
     * Reads one file. One damaged line is no reason to stop, but a file of nothing else is no log.
     *
     * @throws UnreadableInputException if the file cannot be read or holds no line of the format
     */
    static CallLog read(Path file, Progress progress) throws UnreadableInputException {
        CallLog log =
                new LogReader(new BankFormat()).read(file, lines -> progress.step("reading " + file, lines, "lines"));
        if (log.rows() > 0 && log.rowsByType().isEmpty()) {
            throw new UnreadableInputException(file + ": no line is of the Anonymous Bank format, the first one says "
                    + log.damages().get(0).reason());
        }
        return log;
    }
}
