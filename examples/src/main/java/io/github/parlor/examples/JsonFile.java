package io.github.parlor.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.parlor.examples.log.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records as JSON in UTF-8 with LF at the end of each line, on every system; fields in the order of the record. Stateless. */
final class JsonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    /**
     * Writes a file anew.
     *
     * @throws IOException with one line for people if it cannot be written
     */
    static void write(Path path, Object tree) throws IOException {
        String text = MAPPER.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + Failures.describe(e), e);
        }
    }
}
