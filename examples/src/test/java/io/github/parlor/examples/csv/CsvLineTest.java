package io.github.parlor.examples.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void splits_at_commas_outside_of_quotes() {
        assertThat(CsvLine.split("")).containsExactly("");
        assertThat(CsvLine.split(",")).containsExactly("", "");
        assertThat(CsvLine.split("a,b ,\"c,d\"")).containsExactly("a", "b ", "c,d");
        assertThat(CsvLine.split("\"say \"\"hi\"\"\",\"\"")).containsExactly("say \"hi\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "\"a", "\"a\"b", "\"a\"\""})
    void a_quote_where_none_may_stand_is_refused(String line) {
        assertThatThrownBy(() -> CsvLine.split(line)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void what_was_joined_splits_into_the_same() {
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> fields = new ArrayList<>();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                fields.add(random.ints(random.nextInt(4), 0, 6)
                        .mapToObj(",\"a \té"::charAt)
                        .map(String::valueOf)
                        .reduce("", String::concat));
            }
            assertThat(CsvLine.split(CsvLine.join(fields))).as("seed %d", seed).isEqualTo(fields);
        }
    }
}
