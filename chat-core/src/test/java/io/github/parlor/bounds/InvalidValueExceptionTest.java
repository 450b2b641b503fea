package io.github.parlor.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InvalidValueExceptionTest {
    @Test
    void show_quotes_text_and_leaves_anything_else_as_it_is() {
        assertThat(InvalidValueException.show(null)).isEqualTo("null");
        assertThat(InvalidValueException.show("a")).isEqualTo("'a'");
        assertThat(InvalidValueException.show(12)).isEqualTo("12");
    }

    @Test
    void show_cuts_at_forty_characters_and_never_inside_one() {
        assertThat(InvalidValueException.show("x".repeat(40))).isEqualTo("'" + "x".repeat(40) + "'");
        assertThat(InvalidValueException.show("x".repeat(41))).isEqualTo("'" + "x".repeat(39) + "…' (41 characters)");
        assertThat(InvalidValueException.show("x".repeat(38) + "😀y"))
                .isEqualTo("'" + "x".repeat(38) + "…' (41 characters)");
    }

    @Test
    void show_lets_nothing_through_that_could_forge_a_line_of_a_log() {
        assertThat(InvalidValueException.show("a\nb\u001B[2J\u2028\u202E\uD83D"))
                .isEqualTo("'a?b?[2J???'");
    }

    @Test
    void show_of_random_text_is_short_and_well_formed() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x800) : 0xD7F0 + random.nextInt(0x820)));
            }
            String shown = InvalidValueException.show(text.toString());
            assertThat(shown).as("seed %d", seed).hasSizeLessThan(70);
            assertThat(Characters.flaw(shown)).as("seed %d", seed).isNull();
            assertThat(Characters.hasControl(shown)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void below_and_at_keep_the_value_whatever_it_holds() {
        var refused = new InvalidValueException("id", "a, got b", "'x, got y'");

        assertThat(refused.below("$.event"))
                .hasMessage("$.event.id: expected a, got b, got 'x, got y'")
                .satisfies(e -> assertThat(e.field()).isEqualTo("$.event.id"));
        assertThat(refused.at("$[3]")).hasMessage("$[3]: expected a, got b, got 'x, got y'");
    }
}
