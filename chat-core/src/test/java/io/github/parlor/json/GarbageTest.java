package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.json.Goldens.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random damage and random text: every reader refuses it in one way only, or reads it and writes it again. */
class GarbageTest {
    private static final int SEEDS = 8_000;
    private static final String CHARACTERS =
            "{}[]\",:\\ \n\t0123456789-+.eEtruefalsnNaI@/'\u0000\u001f\ud800\udc00\ufeffé";
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "1",
            "-0.0",
            "1e999",
            "9223372036854775808",
            "\"type\"",
            "\"a\"",
            "\"Text\"",
            "\"id\"",
            "\"event\"",
            "\"\\ud800\"",
            "\"@class\"",
            "\"2026-03-01T09:30:00Z\"",
            "\"PT-1S\"");

    @Test
    void damaged_documents_are_refused_or_read_whole() {
        damage(0, SEEDS);
    }

    @Test
    @Tag("slow")
    void many_more_damaged_documents_are_refused_or_read_whole() {
        damage(SEEDS, 250_000);
    }

    private static void damage(long from, long to) {
        List<Golden> goldens = Goldens.all();
        int refused = 0;
        for (long seed = from; seed < to; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Golden golden = goldens.get(random.nextInt(goldens.size()));
            refused += check(seed, golden.format(), damaged(random, goldens, golden.json())) ? 1 : 0;
        }
        assertThat((double) refused / (to - from)).isBetween(0.25, 0.98);
    }

    @Test
    void random_text_is_refused_by_nearly_every_reader() {
        int read = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String json = random.nextBoolean() ? words(random) : characters(random, 40);
            for (JsonFormat<?> format : Goldens.FORMATS.values()) {
                read += check(seed, format, json) ? 0 : 1;
            }
        }
        // An empty object is a policy, and an object with nothing but a type is a content of an unknown kind.
        assertThat(read).isLessThan(SEEDS / 100);
    }

    /** Returns whether the document was refused; whatever is thrown else fails the test. */
    private static <T> boolean check(long seed, JsonFormat<T> format, String json) {
        JsonDocument<T> document;
        try {
            document = format.readDocument(json);
        } catch (InvalidValueException e) {
            assertThat(e.getMessage())
                    .as("seed %d: %s", seed, json)
                    .startsWith("$")
                    .hasSizeLessThan(2_000);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ": " + json, e);
        }
        String written = format.write(document);
        JsonDocument<T> again = format.readDocument(written);
        assertThat(again).as("seed %d: %s", seed, json).isEqualTo(document);
        assertThat(format.write(again)).as("seed %d: %s", seed, json).isEqualTo(written);
        return false;
    }

    private static String damaged(SplittableRandom random, List<Golden> goldens, String json) {
        String damaged = json;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), at + random.nextInt(12));
            String head = damaged.substring(0, at);
            String rest = damaged.substring(at);
            damaged = switch (random.nextInt(7)) {
                case 0 -> head;
                case 1 -> head + characters(random, 3) + rest;
                case 2 -> head + damaged.substring(to);
                case 3 -> head + damaged.substring(at, to) + rest;
                case 4 -> flipped(random, damaged, at);
                case 5 -> damaged.replaceFirst("\"[^\"]*\"", "\"" + characters(random, 2) + "\"".replace("\\", "\\\\"));
                default ->
                    spliced(
                            random,
                            damaged,
                            goldens.get(random.nextInt(goldens.size())).json());
            };
        }
        return damaged;
    }

    private static String flipped(SplittableRandom random, String json, int at) {
        if (at == json.length()) {
            return json;
        }
        StringBuilder flipped = new StringBuilder(json);
        flipped.setCharAt(at, (char) (json.charAt(at) ^ (1 << random.nextInt(8))));
        return flipped.toString();
    }

    /** Replaces one value by one of another document, so that the damage is well-formed. */
    private static String spliced(SplittableRandom random, String json, String other) {
        List<int[]> ours = values(json);
        List<int[]> theirs = values(other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return json;
        }
        int[] hole = ours.get(random.nextInt(ours.size()));
        int[] piece = theirs.get(random.nextInt(theirs.size()));
        return json.substring(0, hole[0]) + other.substring(piece[0], piece[1]) + json.substring(hole[1]);
    }

    /** Returns where values of fields begin and end that contain no comma or brace, in a compact document. */
    private static List<int[]> values(String json) {
        List<int[]> values = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("\":([^,{}\\[\\]]+)").matcher(json);
        while (matcher.find()) {
            values.add(new int[] {matcher.start(1), matcher.end(1)});
        }
        return values;
    }

    private static String characters(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static String words(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }
}
