package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentWaitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");

    private final RecentWaits waits = new RecentWaits();

    @Test
    void nine_waits_are_too_few_and_ten_give_the_first_and_the_ninth() {
        add(9);
        assertThat(waits.estimate(Target.ANYONE, NOW)).isEqualTo(Estimate.unknown(NOW));
        waits.add(Target.ANYONE, NOW.minusSeconds(10), NOW);
        assertThat(waits.estimate(Target.ANYONE, NOW)).isEqualTo(recent(1, 9, 10));
    }

    @Test
    void only_the_last_fifty_count() {
        add(60);
        assertThat(waits.estimate(Target.ANYONE, NOW)).isEqualTo(recent(15, 55, 50));
    }

    @Test
    void a_wait_counts_up_to_one_hour_after_its_end() {
        add(10);
        assertThat(waits.estimate(Target.ANYONE, NOW.plusSeconds(3_600)).samples())
                .isEqualTo(10);
        assertThat(waits.estimate(Target.ANYONE, NOW.plusSeconds(3_601)).basis())
                .isEqualTo(Estimate.Basis.UNKNOWN);
    }

    @Test
    void targets_are_told_apart_and_the_least_recent_is_forgotten() {
        add(10);
        for (int i = 0; i < RecentWaits.MAX_TARGETS - 1; i++) {
            waits.add(Target.team(new TeamId("t" + i)), NOW, NOW);
        }
        assertThat(waits.estimate(Target.team(new TeamId("t0")), NOW).basis()).isEqualTo(Estimate.Basis.UNKNOWN);
        assertThat(waits.estimate(Target.ANYONE, NOW).samples()).isEqualTo(10);
        waits.add(Target.team(new TeamId("one more")), NOW, NOW);
        assertThat(waits.estimate(Target.ANYONE, NOW).basis()).isEqualTo(Estimate.Basis.UNKNOWN);
    }

    @Test
    void a_clock_that_stepped_back_gives_a_wait_of_zero() {
        for (int i = 0; i < 10; i++) {
            waits.add(Target.ANYONE, NOW, NOW.minusSeconds(5));
        }
        assertThat(waits.estimate(Target.ANYONE, NOW)).isEqualTo(recent(0, 0, 10));
    }

    @Test
    void a_router_estimates_from_sessions_that_found_nobody_free() {
        Floor floor = new Floor();
        floor.available("a", 1);
        floor.submit("s0");
        for (int i = 1; i <= 10; i++) {
            floor.submit("s" + i);
            floor.accept("s" + (i - 1));
            floor.wait(i);
            floor.close("s" + (i - 1));
        }
        assertThat(floor.pool(Target.ANYONE).estimate().basis()).isEqualTo(Estimate.Basis.UNKNOWN);
        floor.accept("s10");
        assertThat(floor.pool(Target.ANYONE).estimate())
                .isEqualTo(new Estimate(
                        Duration.ofSeconds(1), Duration.ofSeconds(9), Estimate.Basis.RECENT_WAITS, 10, floor.now));
        floor.close("s10");
        assertThat(floor.pool(Target.ANYONE).estimate().basis()).isEqualTo(Estimate.Basis.IMMEDIATE);
        assertThat(floor.pool(Floor.skill("es")).estimate().basis()).isEqualTo(Estimate.Basis.UNKNOWN);
    }

    private void add(int count) {
        for (int i = 1; i <= count; i++) {
            waits.add(Target.ANYONE, NOW.minusSeconds(i), NOW);
        }
    }

    private static Estimate recent(int low, int high, int samples) {
        return new Estimate(
                Duration.ofSeconds(low), Duration.ofSeconds(high), Estimate.Basis.RECENT_WAITS, samples, NOW);
    }
}
