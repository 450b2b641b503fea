package io.github.parlor.examples.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
    @ParameterizedTest
    @ValueSource(strings = {"DORIT", "JOS\u00c9", "a b", "x/y#z"})
    void an_ordinary_name_stays_as_it_is(String name) {
        assertThat(Label.encode(name)).isEqualTo(name);
        assertThat(Label.decode(name)).isEqualTo(name);
    }

    @Test
    void what_an_identifier_cannot_hold_is_written_in_hexadecimal() {
        assertThat(Label.encode("")).isEqualTo("%");
        assertThat(Label.encode("NO_SERVER ")).isEqualTo("NO_SERVER%0020");
        assertThat(Label.encode("5%")).isEqualTo("5%0025");
        assertThat(Label.encode("\ud83d")).isEqualTo("%D83D");
    }

    @Test
    void copies_of_a_name_are_told_apart_and_read_alike() {
        assertThat(Label.copy("february", 1)).isEqualTo("february");
        assertThat(Label.copy("february", 2)).isEqualTo("february%#2");
        assertThat(Label.decode("february%#2")).isEqualTo("february");
    }

    @Test
    void long_names_are_cut_and_told_apart() {
        String one = Label.encode("x".repeat(500) + "1");
        String two = Label.encode("x".repeat(500) + "2");
        assertThat(one).hasSize(Label.MAX).isNotEqualTo(two);
        assertThat(Label.decode(one)).isEqualTo("x".repeat(Label.MAX - 10) + "…");
    }

    @Test
    void any_name_is_an_identifier_and_comes_back() {
        for (int seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String alphabet = "aé %~#\t\u0000\u0085\ud83d\ude00\u2003";
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(random.nextBoolean() ? 12 : 60); i > 0; i--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String label = new AgentId(Label.encode(name.toString())).value();
            if (!label.contains("%~")) {
                assertThat(Label.decode(label)).as("seed %d", seed).isEqualTo(name.toString());
            }
        }
    }
}
