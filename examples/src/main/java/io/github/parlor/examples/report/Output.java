package io.github.parlor.examples.report;

import io.github.parlor.examples.log.Failures;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text files in UTF-8 with LF at the end of each line, on every system. Stateless. */
final class Output {
    /** Writes one file. */
    @FunctionalInterface
    interface Writing {
        void to(Path path) throws IOException;
    }

    private Output() {}

    /**
     * Writes a file if a path was given.
     *
     * @throws IOException with a message for people if it cannot be written
     */
    static void ifWanted(@Nullable Path path, Writing writing) throws IOException {
        if (path == null) {
            return;
        }
        try {
            writing.to(path);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + Failures.describe(e), e);
        }
    }

    static void lines(Path path, String header, Stream<String> lines) throws IOException {
        lines(path, Stream.concat(Stream.of(header), lines));
    }

    static void lines(Path path, Stream<String> lines) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(path)) {
            lines.forEachOrdered(line -> write(writer, line));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(BufferedWriter writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
