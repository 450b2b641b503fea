package io.github.parlor;

import static io.github.parlor.TestShop.ANNA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.id.ConversationId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time on a scheduler of the host: here one that beats when the test says so. */
class HeartbeatTest {
    private static final class HandScheduler extends ScheduledThreadPoolExecutor {
        private Runnable beat = () -> {};
        private long periodNanos;

        HandScheduler() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
            beat = command;
            periodNanos = unit.toNanos(period);
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }
    }

    private final HandScheduler scheduler = new HandScheduler();
    private final ManualTime time = new ManualTime(TestShop.MONDAY_NOON);

    @AfterEach
    void stop() {
        assertThat(scheduler.shutdownNow()).hasSizeLessThanOrEqualTo(1);
    }

    private TestShop shop() {
        return new TestShop(
                ShopSettings.DEFAULT,
                time,
                InMemoryJournal.create(time),
                Parlor.builder().scheduler(scheduler, Duration.ofMillis(50)));
    }

    @Test
    void each_beat_does_what_is_due_by_then() {
        TestShop shop = shop().staffed(MAX);
        ConversationId id = shop.start(StartSession.of(ANNA));
        assertThat(scheduler.periodNanos).isEqualTo(50_000_000);

        time.advance(Duration.ofSeconds(29));
        scheduler.beat.run();
        assertThat(shop.stands(id)).isEqualTo(SessionState.OFFERED);
        time.advance(Duration.ofSeconds(1));
        scheduler.beat.run();

        assertThat(shop.events(id)).contains("OfferExpired");
    }

    @Test
    void a_wall_clock_that_steps_back_stops_no_beat_and_counts_no_failure() {
        TestShop shop = shop();
        time.advance(Duration.ofMinutes(1));
        scheduler.beat.run();
        time.setWall(TestShop.MONDAY_NOON);

        scheduler.beat.run();

        assertThat(shop.parlor.failures()).isZero();
    }

    @Test
    void closing_cancels_the_beat_and_leaves_the_scheduler_to_the_host() {
        TestShop shop = shop();
        shop.parlor.close();
        shop.parlor.close();

        assertThat(scheduler.isShutdown()).isFalse();
        scheduler.purge();
        assertThat(scheduler.getQueue()).isEmpty();
    }

    @Test
    void a_beat_out_of_bounds_is_refused_by_name() {
        assertThatThrownBy(() -> Parlor.builder()
                        .router(ListRouter.factory())
                        .scheduler(scheduler, Duration.ZERO)
                        .build())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("scheduler.every: expected at least 1 ms");
    }
}
