package io.github.parlor.examples.overtaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.examples.RealData;
import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.overtaking.OvertakingCurve.Bin;
import io.github.parlor.routing.ordered.OrderedRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankQueueTest {
    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void the_recorded_curve_is_that_of_the_oracle(String month) throws IOException {
        List<Bin> expected = Files.readAllLines(RealData.file("anonymous-bank", "overtaking_dev.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(fields -> fields[0].equals(month))
                .map(fields ->
                        new Bin(Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])))
                .toList();
        assertThat(expected).hasSize(17);
        assertThat(OvertakingCurve.of(queue(month).recorded()).bins()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void a_router_with_a_credit_of_90_seconds_lets_overtake_below_90_and_not_from_90_on(String month)
            throws IOException {
        for (Bin bin : curve(month, 90)) {
            if (bin.lagSeconds() < 90) {
                assertThat(share(bin)).as("%s", bin).isGreaterThanOrEqualTo(0.99);
            } else {
                assertThat(share(bin)).as("%s", bin).isLessThanOrEqualTo(0.01);
            }
            assertThat(bin.pairs()).as("%s", bin).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void a_router_without_credit_lets_nobody_overtake(String month) throws IOException {
        assertThat(curve(month, 0)).allSatisfy(bin -> assertThat(share(bin)).isLessThanOrEqualTo(0.01));
    }

    private static List<Bin> curve(String month, int credit) throws IOException {
        return OvertakingCurve.of(queue(month).replayed(OrderedRouter.factory(), Duration.ofSeconds(credit)))
                .bins();
    }

    private static BankQueue queue(String month) throws IOException {
        return new BankQueue(
                new LogReader(new BankFormat()).read(RealData.file("anonymous-bank", month + ".txt.gz"), lines -> {}));
    }

    private static double share(Bin bin) {
        return (double) bin.overtaken() / bin.pairs();
    }
}
