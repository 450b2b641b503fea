package io.github.parlor.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void nothing_found_throws_nothing() {
        problems.check(() -> Bounds.range("units", 1, 1, 2));

        assertThat(problems.size()).isZero();
        assertThatCode(() -> problems.throwIfAny("policy")).doesNotThrowAnyException();
    }

    @Test
    void a_single_problem_is_thrown_as_it_is() {
        problems.check("policy", () -> Bounds.range("units", 3, 1, 2));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> problems.throwIfAny("policy"))
                .withMessage("policy.units: expected a number from 1 to 2, got 3")
                .satisfies(e -> assertThat(e.problems()).containsExactly(e));
    }

    @Test
    void several_problems_are_named_at_once_in_the_order_found() {
        problems.check(() -> Bounds.range("units", 3, 1, 2));
        String label = problems.value("none", () -> Bounds.text("label", "", 1, 9));
        problems.check("hours", () -> Bounds.present("zone", null));

        assertThat(label).isEqualTo("none");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> problems.throwIfAny("policy"))
                .withMessage("policy: expected valid fields, got 3 wrong:"
                        + " units: expected a number from 1 to 2, got 3;"
                        + " label: expected 1 to 9 characters, got '';"
                        + " hours.zone: expected a value, got null")
                .satisfies(e -> {
                    assertThat(e.field()).isEqualTo("policy");
                    assertThat(e.problems())
                            .extracting(InvalidValueException::field)
                            .containsExactly("units", "label", "hours.zone");
                    assertThat(e.getSuppressed()).containsExactly(e.problems().toArray(Throwable[]::new));
                });
    }

    @Test
    void a_part_that_stands_for_several_counts_as_these() {
        problems.check("hours", () -> {
            Problems inner = new Problems();
            inner.check(() -> Bounds.present("from", null));
            inner.check(() -> Bounds.present("to", null));
            inner.throwIfAny("range");
        });

        assertThat(problems.size()).isEqualTo(2);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> problems.throwIfAny("schedule"))
                .withMessage("schedule: expected valid fields, got 2 wrong:"
                        + " hours.from: expected a value, got null; hours.to: expected a value, got null");
    }

    @Test
    void another_path_keeps_the_parts() {
        problems.check(() -> Bounds.present("from", null));
        problems.check(() -> Bounds.present("to", null));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> problems.throwIfAny("range"))
                .satisfies(e -> {
                    assertThat(e.below("$").field()).isEqualTo("$.range");
                    assertThat(e.at("$.hours[1]"))
                            .hasMessage("$.hours[1]: expected valid fields, got 2 wrong:"
                                    + " from: expected a value, got null; to: expected a value, got null");
                    assertThat(e.at("$.hours[1]").problems()).isEqualTo(e.problems());
                });
    }

    @Test
    void of_very_many_only_the_number_is_told() {
        Problems all = new Problems();
        for (int i = 0; i < Problems.MAX_KEPT + 8; i++) {
            String field = "f" + i;
            problems.check(() -> Bounds.present(field, null));
        }
        all.addAll(problems);

        assertThat(all.size()).isEqualTo(Problems.MAX_KEPT + 8);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> all.throwIfAny("form"))
                .withMessageStartingWith("form: expected valid fields, got 40 wrong: f0: ")
                .withMessageEndingWith("f31: expected a value, got null; and 8 more")
                .satisfies(e -> assertThat(e.problems()).hasSize(Problems.MAX_KEPT));
    }

    @Test
    void other_exceptions_pass_through() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> problems.check(() -> {
                    throw new ArithmeticException("broken");
                }));
        assertThat(problems.size()).isZero();
    }
}
