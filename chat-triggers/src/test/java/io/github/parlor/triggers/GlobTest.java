package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GlobTest {
    @Test
    void a_star_stays_within_a_segment_and_two_cross_them() {
        assertThat(Glob.matches("/p/*", "/p/1")).isTrue();
        assertThat(Glob.matches("/p/*", "/p/")).isTrue();
        assertThat(Glob.matches("/p/*", "/p/1/x")).isFalse();
        assertThat(Glob.matches("/p/**", "/p/1/x")).isTrue();
        assertThat(Glob.matches("/p/**", "/p")).isFalse();
        assertThat(Glob.matches("**/sale/*.html", "/a/b/sale/x.html")).isTrue();
        assertThat(Glob.matches("**/sale/*.html", "/a/b/sale/x/y.html")).isFalse();
    }

    @Test
    void everything_else_stands_for_itself() {
        assertThat(Glob.matches("/a.b", "/a.b")).isTrue();
        assertThat(Glob.matches("/a.b", "/axb")).isFalse();
        assertThat(Glob.matches("/A", "/a")).isFalse();
        assertThat(Glob.matches("/p/1", "/p/1/x")).isFalse();
        assertThat(Glob.matches("/[a]?{b}\\", "/[a]?{b}\\")).isTrue();
    }

    @Test
    void agrees_with_a_regular_expression_on_random_patterns() {
        int matched = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String pattern = letters(random, "ab/**", 8);
            String text = letters(random, "ab/", 8);
            boolean expected =
                    Pattern.matches(pattern.replaceAll("\\*\\*", ".{0,}").replaceAll("\\*", "[^/]*"), text);
            matched += expected ? 1 : 0;
            assertThat(Glob.matches(pattern, text))
                    .as("seed %d: %s on %s", seed, pattern, text)
                    .isEqualTo(expected);
        }
        assertThat(matched).isGreaterThan(1_000);
    }

    @Test
    @Timeout(30)
    void scenario_52_a_pattern_full_of_stars_ends() {
        String pattern = "**a*".repeat(64);
        String text = "/".repeat(1_000) + "a".repeat(1_046) + "b";
        assertThat(Glob.matches(pattern, text)).isTrue();
        assertThat(Glob.matches(pattern, text + "/")).isFalse();
        assertThat(Glob.matches("*a".repeat(128), "a".repeat(2_047) + "b")).isFalse();
    }

    private static String letters(SplittableRandom random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
