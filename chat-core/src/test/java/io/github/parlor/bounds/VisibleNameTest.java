package io.github.parlor.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations 9.3: bidirectional controls and zero-width characters are neutralised in names. */
class VisibleNameTest {
    private static final int MAX = 64;

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Zoë Müller", "O'Neill-Smith (2nd)", "客服", "Анна", "عائشة", "👩 Ada", "A\u0301"})
    void a_name_that_people_bear_stays_as_it_is(String name) {
        assertThat(Bounds.name("f", name, 1, MAX)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'Ad\u200Bmin', Admin", // zero-width space
        "'Ad\u200Dmin', Admin", // a joiner where nothing joins
        "'\uFEFFAdmin\u2060', Admin",
        "'Ad\u00ADmin', Admin", // soft hyphen
        "'cod\u202Egpj.exe', codgpj.exe", // shown as codexe.jpg
        "'\u2067Ada\u2069', Ada",
        "'Ada\r\n  Lovelace\t', Ada Lovelace",
        "' Ada\u00A0\u00A0Lovelace ', Ada Lovelace",
        "'Ada\u3164Lovelace', Ada Lovelace", // a letter that looks like nothing
        "'Ada\u0007', Ada",
        "'A\u034Fda', Ada",
        "'Ada\uDB40\uDC41', Ada", // a tag character
        "'a \u200B b', a b"
    })
    void what_nobody_sees_is_taken_out(String given, String seen) {
        assertThat(Bounds.name("f", given, 1, MAX)).isEqualTo(seen);
    }

    @Test
    void joiners_stay_where_a_script_spells_with_them() {
        String persian = "می\u200Cخواهم";
        String devanagari = "क्\u200Dष";

        assertThat(Bounds.name("f", persian, 1, MAX)).isEqualTo(persian);
        assertThat(Bounds.name("f", devanagari, 1, MAX)).isEqualTo(devanagari);
        assertThat(Bounds.name("f", "می\u200C\u200C\u200Cخواهم", 1, MAX)).isEqualTo(persian);
        assertThat(Bounds.name("f", "\u200Cمی\u200C", 1, MAX)).isEqualTo("می");
    }

    @Test
    void cleaning_random_text_leaves_nothing_hidden_and_twice_is_once() {
        int[] interesting = {
            ' ', '\t', 'a', 'b', 0xE9, 0xA0, 0xAD, 0x34F, 0x627, 0x915, 0x94D, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E,
            0x202E, 0x2028, 0x2060, 0x2066, 0x3164, 0xFEFF, 0x1F600, 0xE0041, 0x301
        };
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            StringBuilder given = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                given.appendCodePoint(interesting[random.nextInt(interesting.length)]);
            }
            String clean = Bounds.name("f", given.toString(), 0, MAX);
            assertThat(Bounds.name("f", clean, 0, MAX)).as("seed %d", seed).isEqualTo(clean);
            assertThat(clean).as("seed %d", seed).isEqualTo(clean.strip()).doesNotContain("  ");
            assertThat(clean.codePoints().filter(c -> c != 0x200C && c != 0x200D))
                    .as("seed %d", seed)
                    .noneMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c));
            assertThat(withoutJoiners(clean)).as("seed %d", seed).isEqualTo(naive(given.toString()));
        }
    }

    /** The rule without its exception for joiners. */
    private static String naive(String text) {
        return text.replaceAll("[\\s\\h\\u2028\\p{Cc}\\u3164]", " ")
                .replaceAll("[\\p{Cf}\\u034F]", "")
                .replaceAll(" +", " ")
                .strip();
    }

    private static String withoutJoiners(String text) {
        return text.replaceAll("[\\u200C\\u200D]", "");
    }
}
