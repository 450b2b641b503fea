package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Instants are read by hand; the JDK is the oracle. */
class InstantTextTest {
    private static final int SEEDS = 15_000;
    private static final String SPARE = "0123456789-:.TZ+ tz";

    private final JsonFormat<Instant> format = new JsonTypes().format(Instant.class);

    @Test
    void every_spelling_of_an_instant_is_read_as_the_jdk_reads_it() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
            int digits = random.nextInt(10);
            long unit = (long) Math.pow(10, 9 - digits);
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * unit);
            check(seed, instant.toString());
            check(seed, instant.toString().replaceFirst("0+Z$", "Z").replace(".Z", "Z"));
        }
    }

    @Test
    void damaged_spellings_are_read_as_the_jdk_reads_them_or_refused() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder("2026-03-01T09:30:00.123Z");
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(text.length());
                char spare = SPARE.charAt(random.nextInt(SPARE.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, spare);
                    case 1 -> text.insert(at, spare);
                    default -> text.deleteCharAt(at);
                }
            }
            check(seed, text.toString());
        }
    }

    private void check(long seed, String text) {
        String json = "\"" + text + "\"";
        Instant expected;
        try {
            expected = Instant.parse(text);
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> format.read(json))
                    .as("seed %d: %s", seed, text)
                    .isExactlyInstanceOf(InvalidValueException.class);
            return;
        }
        if (text.endsWith("Z")) {
            assertThat(format.read(json)).as("seed %d: %s", seed, text).isEqualTo(expected);
        } else {
            assertThatThrownBy(() -> format.read(json))
                    .as("seed %d: %s", seed, text)
                    .isExactlyInstanceOf(InvalidValueException.class);
        }
    }
}
