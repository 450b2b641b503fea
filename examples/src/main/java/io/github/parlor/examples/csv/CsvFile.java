package io.github.parlor.examples.csv;

import io.github.parlor.examples.log.Failures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whole CSV files in UTF-8 with LF at the end of each line, on every system. Stateless. */
public final class CsvFile {
    private CsvFile() {}

    /**
     * Writes a file anew.
     *
     * @throws IOException with one line for people if it cannot be written
     */
    public static void write(Path path, List<String> header, List<List<String>> rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(path)) {
            line(writer, header);
            for (List<String> row : rows) {
                line(writer, row);
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + Failures.describe(e), e);
        }
    }

    private static void line(BufferedWriter writer, List<String> fields) throws IOException {
        writer.write(CsvLine.join(fields));
        writer.write('\n');
    }
}
