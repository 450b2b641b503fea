package io.github.parlor.examples.terminal;

import io.github.parlor.bounds.Bounds;
import java.util.ArrayList;
import java.util.List;

/** A table in aligned columns: the first to the left, the others to the right. Single-owner. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    /** Creates a table with its heading. */
    public Table(List<String> heading) {
        columns = heading.size();
        rows.add(List.copyOf(heading));
    }

    /** Adds a row with as many cells as the heading has. */
    public void add(List<String> cells) {
        Bounds.check("cells", cells.size() == columns, columns + " cells", cells.size());
        rows.add(List.copyOf(cells));
    }

    /** Returns the lines from top to bottom; the heading is the first. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
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
