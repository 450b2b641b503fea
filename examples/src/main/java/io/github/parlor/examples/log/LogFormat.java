package io.github.parlor.examples.log;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A format of call logs: text lines, the first of them a header. Immutable. */
public interface LogFormat {
    /** Returns how bytes become characters; the default cannot fail, every byte is a character. */
    default Charset charset() {
        return StandardCharsets.ISO_8859_1;
    }

    /**
     * Looks at the header and returns what reads the lines below it.
     *
     * @param header the first line, empty if the file is
     * @throws UnreadableInputException if the lines below such a header cannot be told apart
     */
    LineParser open(String header) throws UnreadableInputException;

    /** Reads the lines of one file, one by one. It never throws: a line that makes no sense is an answer. */
    @FunctionalInterface
    interface LineParser {
        /**
         * Reads one line.
         *
         * @param line its number; the header is line 1
         * @param text what stands there, without the end of line
         */
        LogLine parse(int line, String text);
    }
}
