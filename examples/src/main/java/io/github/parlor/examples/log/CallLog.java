package io.github.parlor.examples.log;

import java.util.List;
import java.util.Map;

/**
 * One file as it was read. Immutable.
 *
 * @param file its name without folders
 * @param name its name without {@code .gz} and {@code .txt}
 * @param rows all data lines
 * @param calls those that tell of a contact, by time of entry, ties by line
 * @param damages the damaged lines in the order of the file
 * @param warnings what is odd about lines that were taken as they are, in the order of the file
 * @param phantomByType lines that are no contact, by type
 * @param rowsByType lines that could be read, phantoms included, by type
 */
public record CallLog(
        String file,
        String name,
        long rows,
        List<Call> calls,
        List<Damage> damages,
        List<Warning> warnings,
        Map<String, Long> rowsByType,
        Map<String, Long> phantomByType) {
    /** What was done with a damaged line. */
    public enum Action {
        /** It could be read all the same. */
        REPAIRED,
        /** It counts as a row and as nothing else. */
        REJECTED
    }

    /**
     * A damaged line.
     *
     * @param line its number; the header is line 1
     * @param action what was done
     * @param reason what is wrong with it
     * @param text what stands there
     */
    public record Damage(int line, Action action, String reason, String text) {}

    /**
     * Something odd about a line that was taken as it is.
     *
     * @param line its number; the header is line 1
     * @param warning what is odd
     */
    public record Warning(int line, String warning) {}

    public CallLog {
        calls = List.copyOf(calls);
        damages = List.copyOf(damages);
        warnings = List.copyOf(warnings);
        rowsByType = Map.copyOf(rowsByType);
        phantomByType = Map.copyOf(phantomByType);
    }

    /** Returns how many damaged lines there are of a kind. */
    public long damaged(Action action) {
        return damages.stream().filter(damage -> damage.action() == action).count();
    }

    /** Returns how many lines are no contact. */
    public long phantom() {
        return phantomByType.values().stream().mapToLong(Long::longValue).sum();
    }
}
