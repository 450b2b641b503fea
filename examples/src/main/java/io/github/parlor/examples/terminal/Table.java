package io.github.parlor.examples.terminal;

import io.github.parlor.bounds.Bounds;
import java.util.ArrayList;
import java.util.List;

/** A table in aligned columns: the first to the left, the others to the right. Single-owner. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;
    private final int widestName;

    /** Creates a table with its heading. */
    public Table(List<String> heading) {
        this(heading, Integer.MAX_VALUE);
    }

    /**
     * Creates a table in which a few long names do not make every line long.
     *
     * @param widestName a first cell with more characters has a line of its own above the others of its row
     */
    public Table(List<String> heading, int widestName) {
        this.columns = heading.size();
        this.widestName = widestName;
        rows.add(List.copyOf(heading));
    }

    /** Adds a row with as many cells as the heading has. */
    public void add(List<String> cells) {
        Bounds.check("cells", cells.size() == columns, columns + " cells", cells.size());
        List<String> row = new ArrayList<>(cells);
        if (width(row.get(0)) > widestName) {
            rows.add(List.of(row.set(0, "")));
        }
        rows.add(List.copyOf(row));
    }

    /** Returns the lines from top to bottom; the heading is the first. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns && row.size() == columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream()
                .map(row -> row.size() == columns ? line(row, widths) : row.get(0))
                .toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : GAP).append(i == 0 ? row.get(i) + blanks : blanks + row.get(i));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
