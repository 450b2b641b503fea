package io.github.parlor.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds recorded data; a test that needs some is skipped, visibly, where it is missing. */
public final class RealData {
    private RealData() {}

    /** Returns a file below the data folder. */
    public static Path file(String first, String... more) {
        Path path = Path.of(System.getProperty("parlor.data", "../../shared/data"))
                .resolve(Path.of(first, more))
                .normalize();
        assumeTrue(Files.isReadable(path), () -> "recorded data is missing: " + path);
        return path;
    }
}
