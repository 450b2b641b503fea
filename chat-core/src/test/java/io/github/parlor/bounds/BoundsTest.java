package io.github.parlor.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // what a caller without null checks hands in
class BoundsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String LONG = "x".repeat(200);

    static Stream<Arguments> refused() {
        return Stream.of(
                of("f: expected a value, got null", () -> Bounds.present("f", null)),
                // identifiers
                of("f: expected a value, got null", () -> Bounds.id("f", null)),
                of("f: expected 1 to 128 characters, got ''", () -> Bounds.id("f", "")),
                of(
                        "f: expected 1 to 128 characters, got '" + "x".repeat(39) + "…' (200 characters)",
                        () -> Bounds.id("f", LONG)),
                of("f: expected no white space at either end, got ' a'", () -> Bounds.id("f", " a")),
                of("f: expected no white space at either end, got 'a '", () -> Bounds.id("f", "a ")),
                of("f: expected no white space at either end, got '?'", () -> Bounds.id("f", "\n")),
                of("f: expected no white space at either end, got 'a\u00A0'", () -> Bounds.id("f", "a\u00A0")),
                of("f: expected no control characters, got 'a?b'", () -> Bounds.id("f", "a\tb")),
                of("f: expected no control characters, got 'a?b'", () -> Bounds.id("f", "a\u2028b")),
                of("f: expected no control characters, got 'a?b'", () -> Bounds.id("f", "a\u202Eb")),
                of("f: expected text without NUL characters, got 'a?b'", () -> Bounds.id("f", "a\0b")),
                of("f: expected text without lone surrogates, got 'a?'", () -> Bounds.id("f", "a\uD83D")),
                // text
                of("f: expected a value, got null", () -> Bounds.text("f", null, 0, 9)),
                of("f: expected 2 to 3 characters, got 'a'", () -> Bounds.text("f", "a", 2, 3)),
                of("f: expected 2 to 3 characters, got 'abcd'", () -> Bounds.text("f", "abcd", 2, 3)),
                of("f: expected text without lone surrogates, got '?a'", () -> Bounds.text("f", "\uDE00a", 0, 9)),
                of("f: expected text without lone surrogates, got '??'", () -> Bounds.text("f", "\uDE00\uD83D", 0, 9)),
                of("f: expected text without lone surrogates, got '?😀'", () -> Bounds.text("f", "\uD83D😀", 0, 9)),
                of("f: expected text without NUL characters, got '?'", () -> Bounds.text("f", "\0", 0, 9)),
                of("f: expected 0 to 1 characters, got 'ab'", () -> Bounds.optionalText("f", "ab", 1)),
                // text that no message may show
                of("f: expected a value, got null", () -> Bounds.privateText("f", null, 0, 9)),
                of("f: expected 1 to 3 characters, got 6 characters", () -> Bounds.privateText("f", "secret", 1, 3)),
                of(
                        "f: expected text without lone surrogates, got 7 characters",
                        () -> Bounds.privateText("f", "secret\uD83D", 1, 9)),
                of(
                        "f: expected no control characters, got 7 characters",
                        () -> Bounds.privateLine("f", "sec\nret", 1, 9)),
                of(
                        "f: expected no control characters, got 7 characters",
                        () -> Bounds.privateLine("f", "sec\u2066ret", 1, 9)),
                // names
                of("f: expected 1 to 9 characters, got ''", () -> Bounds.name("f", "", 1, 9)),
                of("f: expected 1 to 9 visible characters, got '  '", () -> Bounds.name("f", "  ", 1, 9)),
                of("f: expected 1 to 9 visible characters, got '?'", () -> Bounds.name("f", "\u200F", 1, 9)),
                // numbers
                of("f: expected a number from 1 to 3, got 0", () -> Bounds.range("f", 0, 1, 3)),
                of("f: expected a number from 1 to 3, got 4", () -> Bounds.range("f", 4, 1, 3)),
                of(
                        "f: expected a number from 0 to 3, got -9223372036854775808",
                        () -> Bounds.range("f", Long.MIN_VALUE, 0, 3)),
                of("f: expected a number from -1.0 to 1.0, got NaN", () -> Bounds.range("f", Double.NaN, -1, 1)),
                of(
                        "f: expected a number from -1.0 to 1.0, got Infinity",
                        () -> Bounds.range("f", Double.POSITIVE_INFINITY, -1, 1)),
                of("f: expected a number from -1.0 to 1.0, got 1.5", () -> Bounds.range("f", 1.5, -1, 1)),
                // durations
                of("f: expected a value, got null", () -> Bounds.duration("f", null, HOUR)),
                of(
                        "f: expected a duration from zero to PT1H, got PT-0.000000001S",
                        () -> Bounds.duration("f", Duration.ofNanos(-1), HOUR)),
                of(
                        "f: expected a duration from zero to PT1H, got PT1H0.000000001S",
                        () -> Bounds.duration("f", HOUR.plusNanos(1), HOUR)),
                // collections
                of("f: expected a value, got null", () -> Bounds.list("f", null, 2)),
                of("f: expected at most 2 elements, got 3 elements", () -> Bounds.list("f", List.of(1, 2, 3), 2)),
                of("f[1]: expected a value, got null", () -> Bounds.list("f", Arrays.asList(1, null), 2)),
                of("f: expected a value, got null", () -> Bounds.set("f", null, 2)),
                of("f: expected at most 2 elements, got 3 elements", () -> Bounds.set("f", List.of(1, 2, 3), 2)),
                of("f[0]: expected a value, got null", () -> Bounds.set("f", Collections.singleton(null), 2)),
                of("f: expected a value, got null", () -> Bounds.map("f", null, 2)),
                of("f: expected at most 1 elements, got 2 elements", () -> Bounds.map("f", Map.of("a", 1, "b", 2), 1)),
                of("f key: expected a value, got null", () -> Bounds.map("f", Collections.singletonMap(null, 1), 2)),
                of("f.k: expected a value, got null", () -> Bounds.map("f", Collections.singletonMap("k", null), 2)),
                of(
                        "f." + "x".repeat(39) + "…: expected a value, got null",
                        () -> Bounds.map("f", Collections.singletonMap(LONG, null), 2)),
                of("f key: expected 1 to 128 characters, got ''", () -> Bounds.texts("f", Map.of("", "secret"), 2, 9)),
                of(
                        "f.k: expected 0 to 3 characters, got 6 characters",
                        () -> Bounds.texts("f", Map.of("k", "secret"), 2, 3)),
                of(
                        "f.k: expected text without NUL characters, got 7 characters",
                        () -> Bounds.texts("f", Map.of("k", "secret\0"), 2, 9)),
                // anything else
                of("f: expected an even number, got 3", () -> Bounds.check("f", false, "an even number", 3)),
                of("f: expected a colour, got 'a?b'", () -> Bounds.check("f", false, "a colour", "a\u001Bb")));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("refused")
    void refuses_with_the_field_what_was_expected_and_what_came(String message, ThrowingCallable check) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(check)
                .withMessage(message)
                .satisfies(e -> assertThat(message).startsWith(e.field() + ": expected " + e.expected() + ", got "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "a b", "😀", "order/42#7", "客服", "-"})
    void id_passes_on_whatever_is_legible(String id) {
        assertThat(Bounds.id("f", id)).isSameAs(id);
    }

    @Test
    void limits_are_included() {
        assertThat(Bounds.id("f", "x".repeat(128))).hasSize(128);
        assertThat(Bounds.text("f", "ab", 2, 2)).isEqualTo("ab");
        assertThat(Bounds.range("f", 1, 1, 1)).isEqualTo(1);
        assertThat(Bounds.range("f", -1.0, -1, 1)).isEqualTo(-1.0);
        assertThat(Bounds.duration("f", HOUR, HOUR)).isEqualTo(HOUR);
        assertThat(Bounds.duration("f", Duration.ZERO, HOUR)).isZero();
        assertThat(Bounds.list("f", List.of(1, 2), 2)).containsExactly(1, 2);
        assertThat(Bounds.optionalText("f", null, 1)).isNull();
    }

    @Test
    void text_keeps_every_control_character_that_people_paste() {
        String pasted = "a\tb\r\nc\u000Bd\u2028e";

        assertThat(Bounds.text("f", pasted, 0, 20)).isSameAs(pasted);
        assertThat(Bounds.privateText("f", pasted, 0, 20)).isSameAs(pasted);
    }

    @Test
    void copies_do_not_follow_the_original_and_cannot_be_changed() {
        List<Integer> numbers = new ArrayList<>(List.of(3, 1, 2));
        Map<String, Integer> byName = new LinkedHashMap<>(Map.of("c", 3));
        byName.put("a", 1);
        List<Integer> list = Bounds.list("f", numbers, 9);
        Set<Integer> set = Bounds.set("f", numbers, 9);
        Map<String, Integer> map = Bounds.map("f", byName, 9);
        numbers.clear();
        byName.clear();

        assertThat(list).containsExactly(3, 1, 2).isUnmodifiable();
        assertThat(set).containsExactly(3, 1, 2).isUnmodifiable();
        assertThat(map).containsExactly(Map.entry("c", 3), Map.entry("a", 1)).isUnmodifiable();
    }

    @Test
    void what_is_immutable_or_empty_already_is_not_copied() {
        List<Integer> list = List.of(1, 2, 3);

        assertThat(Bounds.list("f", list, 9)).isSameAs(list);
        assertThat(Bounds.set("f", Set.of(), 9)).isSameAs(Bounds.set("f", List.of(), 9));
        assertThat(Bounds.map("f", Map.of(), 9)).isSameAs(Bounds.texts("f", new LinkedHashMap<>(), 9, 9));
    }

    @Test
    void an_empty_copy_answers_for_null_as_a_filled_one_does() {
        assertThat(Bounds.set("f", Set.of(), 9).contains(null)).isFalse();
        assertThat(Bounds.set("f", Set.of(1), 9).contains(null)).isFalse();
        assertThat(Bounds.map("f", Map.of(), 9).get(null)).isNull();
    }

    private static Arguments of(String message, ThrowingCallable check) {
        return arguments(message, check);
    }
}
