package io.github.parlor.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.time.RandomSchedules.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every question against the minute-by-minute answer, for random schedules around changes of the clock. */
class ScheduleOracleTest {
    /** More with {@code -Dparlor.seeds=3000}. */
    private static final int SEEDS = Integer.getInteger("parlor.seeds", 100);

    private static final int QUESTIONS = 20;
    private static final List<Sample> SAMPLES = LongStream.range(0, SEEDS)
            .mapToObj(seed -> new RandomSchedules(seed).next())
            .toList();

    @Test
    void isOpen_agreesWithTheMinutes() {
        forEachSample((random, sample) -> {
            int minute = minute(random);
            Instant instant = sample.at(minute).plusNanos(random.nextLong(60_000_000_000L));
            assertThat(sample.schedule().isOpen(instant))
                    .as("%s at %s", sample, instant)
                    .isEqualTo(sample.isOpen(minute));
        });
    }

    @Test
    void openTimeBetween_isTheSumOfTheMinutes() {
        forEachSample((random, sample) -> {
            int from = minute(random);
            int to = from + random.nextInt(RandomSchedules.LAST - from);
            long skipped = random.nextLong(60_000_000_000L);
            long counted = 0;
            for (int i = from; i < to; i++) {
                counted += sample.isOpen(i) ? 60_000_000_000L - (i == from ? skipped : 0) : 0;
            }
            assertThat(sample.schedule().openTimeBetween(sample.at(from).plusNanos(skipped), sample.at(to)))
                    .as("%s from %s to %s", sample, sample.at(from), sample.at(to))
                    .isEqualTo(Duration.ofNanos(counted));
        });
    }

    @Test
    void nextOpen_isTheNextOpenMinute() {
        forEachSample((random, sample) -> nextAgrees(random, sample, true));
    }

    @Test
    void nextClose_isTheNextClosedMinute() {
        forEachSample((random, sample) -> nextAgrees(random, sample, false));
    }

    @Test
    void plusOpenTime_endsWhereTheMinutesAddUp() {
        forEachSample((random, sample) -> {
            int from = minute(random);
            int wanted = random.nextInt(2_000);
            int end = from;
            for (int left = wanted; left > 0 && end < RandomSchedules.LAST; end++) {
                left -= sample.isOpen(end) ? 1 : 0;
            }
            Optional<Instant> found = sample.schedule().plusOpenTime(sample.at(from), Duration.ofMinutes(wanted));
            if (end < RandomSchedules.LAST) {
                assertThat(found)
                        .as("%s from %s plus %d", sample, sample.at(from), wanted)
                        .contains(sample.at(end));
            } else {
                assertNotBefore(sample, found);
            }
        });
    }

    @Test
    void plusOpenTime_isTheLeastInstantWithThatOpenTime() {
        forEachSample((random, sample) -> {
            Instant from = sample.at(minute(random));
            Duration time = Duration.ofMillis(random.nextLong(1, 200_000_000));
            sample.schedule().plusOpenTime(from, time).ifPresent(end -> {
                assertThat(sample.schedule().openTimeBetween(from, end))
                        .as("%s", sample)
                        .isEqualTo(time);
                assertThat(sample.schedule().openTimeBetween(from, end.minusNanos(1)))
                        .as("%s", sample)
                        .isEqualTo(time.minusNanos(1));
            });
        });
    }

    @Test
    void openTimeBetween_isTheSameWhereverTheIntervalIsCut() {
        forEachSample((random, sample) -> {
            Instant from = sample.at(minute(random));
            Instant cut = from.plusNanos(random.nextLong(400_000_000_000_000L));
            Instant to = cut.plusNanos(random.nextLong(400_000_000_000_000L));
            assertThat(sample.schedule()
                            .openTimeBetween(from, cut)
                            .plus(sample.schedule().openTimeBetween(cut, to)))
                    .as("%s", sample)
                    .isEqualTo(sample.schedule().openTimeBetween(from, to));
        });
    }

    private static void nextAgrees(SplittableRandom random, Sample sample, boolean open) {
        int minute = minute(random);
        Instant from = sample.at(minute).plusSeconds(random.nextInt(60));
        int found = minute;
        while (found < RandomSchedules.LAST && sample.isOpen(found) != open) {
            found++;
        }
        Optional<Instant> answer =
                open ? sample.schedule().nextOpen(from) : sample.schedule().nextClose(from);
        if (found < RandomSchedules.LAST) {
            assertThat(answer).as("%s after %s", sample, from).contains(found == minute ? from : sample.at(found));
        } else {
            assertNotBefore(sample, answer);
        }
    }

    private static void assertNotBefore(Sample sample, Optional<Instant> answer) {
        answer.ifPresent(
                instant -> assertThat(instant).as("%s", sample).isAfterOrEqualTo(sample.at(RandomSchedules.LAST)));
    }

    private static int minute(SplittableRandom random) {
        return random.nextInt(RandomSchedules.FIRST, RandomSchedules.LAST);
    }

    private static void forEachSample(BiConsumer<SplittableRandom, Sample> question) {
        for (Sample sample : SAMPLES) {
            SplittableRandom questions = new SplittableRandom(sample.seed());
            for (int i = 0; i < QUESTIONS; i++) {
                question.accept(questions, sample);
            }
        }
    }
}
