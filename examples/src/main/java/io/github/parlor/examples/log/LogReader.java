package io.github.parlor.examples.log;

import io.github.parlor.examples.log.CallLog.Action;
import io.github.parlor.examples.log.CallLog.Damage;
import io.github.parlor.examples.log.CallLog.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Reads whole files of one format. Immutable; every call reads on its own. */
public final class LogReader {
    /** How many lines lie between two reports of progress. */
    public static final int PROGRESS_LINES = 2_000;

    private final LogFormat format;

    /** Creates a reader for files of a format. */
    public LogReader(LogFormat format) {
        this.format = format;
    }

    /**
     * Reads a file, plain or gzip.
     *
     * @param progress is told now and then how many data lines were read
     * @throws UnreadableInputException if the file as a whole cannot be read; a line never is a reason
     */
    public CallLog read(Path path, LongConsumer progress) throws UnreadableInputException {
        Path fileName = path.getFileName();
        String file = fileName == null ? path.toString() : fileName.toString();
        try (InputStream bytes = Files.newInputStream(path)) {
            return read(file, bytes, progress);
        } catch (UnreadableInputException e) {
            throw new UnreadableInputException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UnreadableInputException(path + ": " + Failures.describe(e), e);
        }
    }

    /**
     * Reads a file that is open already, plain or gzip.
     *
     * @param file its name without folders
     * @throws UnreadableInputException if the header is not of this format
     * @throws IOException if the bytes do not come or are broken gzip
     */
    public CallLog read(String file, InputStream bytes, LongConsumer progress) throws IOException {
        try (Lines lines = Lines.of(bytes, format.charset())) {
            String header = lines.next();
            Collected collected = new Collected(format.open(header == null ? "" : header));
            for (String text = lines.next(); text != null; text = lines.next()) {
                collected.add(text, lines.isCut());
                if (collected.rows % PROGRESS_LINES == 0) {
                    progress.accept(collected.rows);
                }
            }
            return collected.toLog(file);
        }
    }

    /** Returns the name that a report gives a file: without {@code .gz} and then without {@code .txt}. */
    public static String nameOf(String file) {
        return withoutEnd(withoutEnd(file, ".gz"), ".txt");
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** What was read so far of one file. */
    private static final class Collected {
        private static final Comparator<Call> BY_TIME = Comparator.comparing(Call::entered);

        private final LogFormat.LineParser parser;
        private final List<Call> calls = new ArrayList<>();
        private final List<Damage> damages = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();
        private final Map<String, Long> rowsByType = new TreeMap<>();
        private final Map<String, Long> phantomByType = new TreeMap<>();
        private int rows;

        Collected(LogFormat.LineParser parser) {
            this.parser = parser;
        }

        void add(String text, boolean cut) {
            rows = Math.addExact(rows, 1);
            int line = rows + 1;
            LogLine read = cut ? tooLong() : parser.parse(line, text);
            if (read instanceof LogLine.Contact contact) {
                calls.add(contact.call());
                contact.warnings().forEach(warning -> warnings.add(new Warning(line, warning)));
                rowsByType.merge(contact.call().type(), 1L, Long::sum);
                repaired(line, contact.repair(), text);
            } else if (read instanceof LogLine.Phantom phantom) {
                rowsByType.merge(phantom.type(), 1L, Long::sum);
                phantomByType.merge(phantom.type(), 1L, Long::sum);
                repaired(line, phantom.repair(), text);
            } else if (read instanceof LogLine.Unreadable unreadable) {
                damages.add(new Damage(line, Action.REJECTED, unreadable.reason(), text));
            }
        }

        CallLog toLog(String file) {
            // The sort is stable and calls stand in the order of lines, so ties stay in it.
            calls.sort(BY_TIME);
            return new CallLog(file, nameOf(file), rows, calls, damages, warnings, rowsByType, phantomByType);
        }

        private void repaired(int line, String repair, String text) {
            if (!repair.isEmpty()) {
                damages.add(new Damage(line, Action.REPAIRED, repair, text));
            }
        }

        private static LogLine tooLong() {
            return new LogLine.Unreadable("line: expected at most " + Lines.MAX_LINE + " characters");
        }
    }
}
