package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.metrics.catalog.Catalog;
import io.github.parlor.metrics.fact.ConversationFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reference section 5.15. */
class IntakeTest {
    private static final StreamId C1 = StreamId.of(new ConversationId("C1"));

    private final List<EventRecord> records = GoldenLog.write().records();
    private final Facts expected = MetricsReplay.of(records).snapshot(EventLog.SHOP);

    @Test
    void s5_15_twice_and_up_to_ten_minutes_late() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            record Delivery(EventRecord record, long at) {}
            List<Delivery> deliveries = new ArrayList<>();
            for (EventRecord record : records) {
                long at = record.at().wall().getEpochSecond();
                deliveries.add(new Delivery(record, at + random.nextInt(600)));
                deliveries.add(new Delivery(record, at + random.nextInt(600)));
            }
            deliveries.sort(Comparator.comparingLong(Delivery::at));
            Facts facts = MetricsReplay.of(
                            deliveries.stream().map(Delivery::record).toList())
                    .snapshot(EventLog.SHOP);
            assertThat(facts.conversations()).as("seed %d", seed).isEqualTo(expected.conversations());
            assertThat(figures(facts)).as("seed %d", seed).isEqualTo(figures(expected));
            assertThat(facts.intake().duplicates()).isEqualTo(records.size());
            assertThat(facts.intake().accepted()).isEqualTo(records.size());
        }
    }

    @Test
    void s5_15_a_lost_record_is_counted_and_marks_its_conversation() {
        List<EventRecord> without = new ArrayList<>(records);
        assertThat(without.removeIf(IntakeTest::isRedundant)).isTrue();
        Facts facts = MetricsReplay.of(without).snapshot(EventLog.SHOP);
        assertThat(facts.intake()).isEqualTo(new Intake(records.size() - 1, 0, 1, 1));
        assertThat(facts.conversations().stream()
                        .filter(ConversationFact::isIncomplete)
                        .map(conversation -> conversation.id().value()))
                .containsExactly("C1");
        assertThat(figures(facts)).isEqualTo(figures(expected));
        assertThat(facts.loads(LoadPolicy.DEFAULT)).isEqualTo(expected.loads(LoadPolicy.DEFAULT));
    }

    @Test
    void s5_15_the_lost_record_that_comes_after_all_heals_the_conversation() {
        ChatMetrics metrics = new ChatMetrics();
        records.stream().filter(record -> !isRedundant(record)).forEach(metrics::accept);
        assertThat(metrics.snapshot(EventLog.SHOP).intake().missing()).isEqualTo(1);
        records.stream().filter(IntakeTest::isRedundant).forEach(metrics::accept);
        Facts facts = metrics.snapshot(EventLog.SHOP);
        assertThat(facts.intake()).isEqualTo(expected.intake());
        assertThat(facts.conversations()).isEqualTo(expected.conversations());
    }

    @Test
    void s5_14_an_end_that_comes_late_corrects_the_other_conversation_too() {
        ChatMetrics metrics = new ChatMetrics();
        StreamId c2 = StreamId.of(new ConversationId("C2"));
        List<EventRecord> late = records.stream()
                .filter(record -> record.stream().equals(c2) && record.sequence() >= 12)
                .toList();
        assertThat(late).hasSize(2);
        records.stream().filter(record -> !late.contains(record)).forEach(metrics::accept);
        var published =
                metrics.snapshot(EventLog.SHOP).loads(LoadPolicy.DEFAULT, EventLog.second(0), EventLog.second(900));
        assertThat(published.values().stream().map(load -> load.busy().toSeconds()))
                .containsExactly(207L, 820L);
        assertThat(published.values().stream().map(load -> load.chatTime().toSeconds()))
                .containsExactly(207L, 990L);
        late.forEach(metrics::accept);
        var corrected =
                metrics.snapshot(EventLog.SHOP).loads(LoadPolicy.DEFAULT, EventLog.second(0), EventLog.second(900));
        assertThat(corrected.values().stream().map(load -> load.busy().toSeconds()))
                .containsExactly(207L, 320L);
        assertThat(metrics.snapshot(EventLog.SHOP).shares(LoadPolicy.DEFAULT))
                .isEqualTo(expected.shares(LoadPolicy.DEFAULT));
    }

    private static boolean isRedundant(EventRecord record) {
        return record.stream().equals(C1) && record.sequence() == GoldenLog.REDUNDANT;
    }

    private static Map<String, MetricResult> figures(Facts facts) {
        var figures = new TreeMap<String, MetricResult>();
        Catalog.metrics().forEach(metric -> figures.put(metric.definition().key(), facts.result(metric)));
        return figures;
    }
}
