package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MetricsReplayTest {
    private final Stored journal = new Stored();

    @Test
    void a_journal_of_several_pages_gives_what_its_records_give() {
        List<EventRecord> records = chatter(2_500);
        journal.records.addAll(records);
        Facts facts = MetricsReplay.of(journal, EventLog.SHOP).snapshot(EventLog.SHOP);
        assertThat(facts.conversations())
                .isEqualTo(MetricsReplay.of(records).snapshot(EventLog.SHOP).conversations());
        assertThat(facts.intake().accepted()).isEqualTo(2_500);
    }

    @Test
    void it_goes_on_where_it_stopped() {
        List<EventRecord> records = chatter(1_200);
        ChatMetrics metrics = new ChatMetrics();
        MetricsReplay replay = new MetricsReplay(journal, EventLog.SHOP, metrics, 0);
        assertThat(replay.catchUp()).isZero();
        journal.records.addAll(records.subList(0, 7));
        assertThat(replay.catchUp()).isEqualTo(7);
        assertThat(replay.position()).isEqualTo(7);
        journal.records.addAll(records.subList(7, 1_200));
        assertThat(replay.catchUp()).isEqualTo(1_193);
        assertThat(replay.catchUp()).isZero();
        assertThat(metrics.snapshot(EventLog.SHOP).intake()).isEqualTo(new Intake(1_200, 0, 0, 0));
    }

    @Test
    void it_can_overlap_with_a_subscription() {
        List<EventRecord> records = chatter(100);
        journal.records.addAll(records);
        ChatMetrics metrics = new ChatMetrics();
        records.subList(40, 60).forEach(metrics::accept);
        new MetricsReplay(journal, EventLog.SHOP, metrics, 0).catchUp();
        Facts facts = metrics.snapshot(EventLog.SHOP);
        assertThat(facts.conversations())
                .isEqualTo(MetricsReplay.of(records).snapshot(EventLog.SHOP).conversations());
        assertThat(facts.intake().duplicates()).isEqualTo(20);
    }

    private static List<EventRecord> chatter(int size) {
        EventLog log = new EventLog();
        EventLog.Talk talk = log.talk("c").begins(0);
        for (int i = 1; i < size; i++) {
            talk.contactSays(i);
        }
        return log.records();
    }

    /** Holds records that are there already and takes none in. */
    private static final class Stored implements Journal {
        final List<EventRecord> records = new ArrayList<>();

        @Override
        public AppendResult append(
                TenantId tenant,
                StreamId stream,
                long expectedSequence,
                List<PendingEvent> events,
                List<ClaimChange> claims) {
            return new AppendResult.Refused("read only");
        }

        @Override
        public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
            return records.stream()
                    .filter(record -> record.tenant().equals(tenant))
                    .filter(record -> record.stream().equals(stream) && record.sequence() > afterSequence)
                    .limit(limit)
                    .toList();
        }

        @Override
        public long lastSequence(TenantId tenant, StreamId stream) {
            return read(tenant, stream, 0, Integer.MAX_VALUE).size();
        }

        @Override
        public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
            return records.stream()
                    .filter(record -> record.tenant().equals(tenant) && record.position() > afterPosition)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<String> holder(TenantId tenant, ClaimKey key) {
            return Optional.empty();
        }

        @Override
        public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber) {
            throw new UnsupportedOperationException("read only");
        }
    }
}
