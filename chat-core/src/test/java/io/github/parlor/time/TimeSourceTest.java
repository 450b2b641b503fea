package io.github.parlor.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeSourceTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void system_readsBothClocksInOneRun() {
        Instant before = Instant.now();
        Moment first = TimeSource.system().now();
        Moment second = TimeSource.system().now();
        assertThat(first.run()).isEqualTo(second.run());
        assertThat(second.elapsedNanos() - first.elapsedNanos()).isNotNegative();
        assertThat(Duration.between(before, first.wall()).abs()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void manual_standsStillUntilTold() {
        ManualTime time = new ManualTime(START);
        assertThat(time.now()).isEqualTo(time.now());
        assertThat(time.now().wall()).isEqualTo(START);
        assertThat(time.now().run()).isEqualTo(1);
        assertThat(time.now().elapsedNanos()).isNotZero();
        assertThat(new ManualTime(START, 9).now().run()).isEqualTo(9);
    }

    @Test
    void advance_movesBothClocks() {
        ManualTime time = new ManualTime(START);
        Moment before = time.now();
        time.advance(Duration.ofMillis(1_500));
        assertThat(time.now().wall()).isEqualTo(START.plusMillis(1_500));
        assertThat(time.now().since(before)).isEqualTo(Duration.ofMillis(1_500));
        time.advanceTo(START.plusSeconds(60));
        assertThat(time.now().wall()).isEqualTo(START.plusSeconds(60));
        assertThat(time.now().since(before)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void setWall_leavesTheMonotonicClock() {
        ManualTime time = new ManualTime(START);
        Moment before = time.now();
        time.setWall(START.minusSeconds(3_600));
        assertThat(time.now().wall()).isEqualTo(START.minusSeconds(3_600));
        assertThat(time.now().since(before)).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(time.now().since(before)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void advance_refusesToGoBackOrToLeap() {
        ManualTime time = new ManualTime(START);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> time.advance(Duration.ofNanos(-1)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("step"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> time.advance(Duration.ofDays(200_000)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("step"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> time.advanceTo(START.minusNanos(1)))
                .satisfies(e -> assertThat(e.field()).isEqualTo("instant"));
        assertThat(time.now().wall()).isEqualTo(START);
    }

    @Test
    void manual_losesNoStepAndNeverMixesTheClocksOfTwo() {
        ManualTime time = new ManualTime(START);
        Moment origin = time.now();
        CompletableFuture<?>[] writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        time.advance(Duration.ofMillis(1));
                        Moment now = time.now();
                        assertThat(now.since(origin)).isEqualTo(Duration.between(START, now.wall()));
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
        assertThat(time.now().wall()).isEqualTo(START.plusSeconds(8));
    }
}
