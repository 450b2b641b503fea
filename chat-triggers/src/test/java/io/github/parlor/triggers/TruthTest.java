package io.github.parlor.triggers;

import static io.github.parlor.triggers.Truth.FALSE;
import static io.github.parlor.triggers.Truth.TRUE;
import static io.github.parlor.triggers.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruthTest {
    /** In Kleene's logic unknown lies between false and true: and is the least, or the greatest. */
    private static final List<Truth> ORDER = List.of(FALSE, UNKNOWN, TRUE);

    @Test
    void and_is_the_least_and_or_the_greatest_in_the_order_false_unknown_true() {
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                Truth left = ORDER.get(a);
                Truth right = ORDER.get(b);
                assertThat(left.and(right)).as("%s and %s", left, right).isEqualTo(ORDER.get(Math.min(a, b)));
                assertThat(left.or(right)).as("%s or %s", left, right).isEqualTo(ORDER.get(Math.max(a, b)));
            }
        }
    }

    @Test
    void the_opposite_of_unknown_is_unknown() {
        assertThat(ORDER).extracting(Truth::not).containsExactly(TRUE, UNKNOWN, FALSE);
    }
}
