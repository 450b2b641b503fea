package io.github.parlor.examples.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/** One line that tells how far long work is, overwritten in place; silent unless a person watches. Single-owner. */
public final class Progress {
    private final PrintWriter out;
    private final boolean shown;
    private int width;

    private Progress(PrintWriter out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** Returns progress that is shown on a terminal only. */
    public static Progress on(PrintWriter out) {
        return new Progress(out, Terminal.isInteractive());
    }

    /** Returns progress that is always shown. */
    public static Progress shown(PrintWriter out) {
        return new Progress(out, true);
    }

    /** Tells what is being done and how much of it was done so far. */
    public void step(String what, long done, String unit) {
        if (shown) {
            show(String.format(Locale.ROOT, "%s: %,d %s", what, done, unit));
        }
    }

    /** Wipes the line, so that something else may be written. */
    public void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }

    private void show(String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        out.flush();
        width = text.length();
    }
}
