package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.journal.Journal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The guarantee about subscriptions, one thread appending. */
abstract class JournalDeliveries extends JournalRaces {
    @Test
    void g8_a_subscription_delivers_what_is_stored_and_what_follows() throws Exception {
        append(STREAM, 0, 3);
        Collector collector = new Collector();
        store().subscribe(SHOP, 0, collector);
        assertThat(collector.await(3, patience())).hasSize(3).isEqualTo(readAll());
        append(stream("d"), 0, 2);
        append(STREAM, 3, 1);
        assertThat(collector.await(6, patience())).hasSize(6).isEqualTo(readAll());
    }

    @Test
    void g8_events_are_delivered_before_the_answer_where_that_is_declared() throws Exception {
        append(STREAM, 0, 2);
        Collector collector = new Collector();
        store().subscribe(SHOP, 0, collector);
        for (int i = 0; i < 5; i++) {
            append(STREAM, 2 + i, 1);
            if (declares(JournalCapability.DELIVERS_BEFORE_ANSWER)) {
                assertThat(collector.records()).hasSize(3 + i).isEqualTo(readAll());
            } else {
                assertThat(collector.await(3 + i, patience())).hasSize(3 + i).isEqualTo(readAll());
            }
        }
    }

    @Test
    void g8_a_subscription_begins_after_its_position() throws Exception {
        List<EventRecord> all = stored(append(STREAM, 0, 4));
        Collector middle = new Collector();
        Collector end = new Collector();
        store().subscribe(SHOP, all.get(1).position(), middle);
        store().subscribe(SHOP, all.get(3).position(), end);
        append(STREAM, 4, 1);
        assertThat(middle.await(3, patience())).isEqualTo(read(STREAM).subList(2, 5));
        assertThat(end.await(1, patience())).isEqualTo(read(STREAM).subList(4, 5));
    }

    @Test
    void g8_a_subscription_tells_how_far_it_has_come() throws Exception {
        long last = stored(append(STREAM, 0, 3)).get(2).position();
        Collector collector = new Collector();
        Journal.Subscription subscription = store().subscribe(SHOP, last, collector);
        assertThat(subscription.position()).isEqualTo(last);
        long next = stored(append(STREAM, 3, 1)).get(0).position();
        collector.await(1, patience());
        if (declares(JournalCapability.DELIVERS_BEFORE_ANSWER)) {
            assertThat(subscription.position()).isEqualTo(next);
        } else {
            assertThat(subscription.position()).isIn(last, next);
        }
    }

    @Test
    void g8_a_subscriber_may_append() throws Exception {
        Collector collector = new Collector();
        AtomicInteger nested = new AtomicInteger();
        store().subscribe(SHOP, 0, record -> {
            if (record.stream().equals(STREAM)) {
                stored(append(stream("answers"), nested.getAndIncrement(), 1));
            }
            collector.accept(record);
        });
        append(STREAM, 0, 3);
        append(STREAM, 3, 1);
        assertThat(collector.await(8, patience())).hasSize(8).isEqualTo(readAll());
        assertThat(collector.overlapped()).isFalse();
    }

    @Test
    void g8_a_subscriber_that_throws_goes_on_with_the_next_event() throws Exception {
        Collector failing = new Collector();
        Collector beside = new Collector();
        store().subscribe(SHOP, 0, record -> {
            failing.accept(record);
            throw new IllegalStateException("thrown by a test on purpose");
        });
        store().subscribe(SHOP, 0, beside);
        stored(append(STREAM, 0, 2));
        stored(append(STREAM, 2, 1));
        assertThat(failing.await(3, patience())).hasSize(3).isEqualTo(readAll());
        assertThat(beside.await(3, patience())).hasSize(3).isEqualTo(readAll());
    }

    @Test
    void g8_a_closed_subscription_delivers_nothing_more() throws Exception {
        Collector closed = new Collector();
        Collector open = new Collector();
        Journal.Subscription subscription = store().subscribe(SHOP, 0, closed);
        store().subscribe(SHOP, 0, open);
        append(STREAM, 0, 2);
        closed.await(2, patience());
        subscription.close();
        subscription.close();
        append(STREAM, 2, 1);
        assertThat(open.await(3, patience())).hasSize(3).isEqualTo(readAll());
        assertThat(closed.records()).isEqualTo(readAll().subList(0, 2));
    }

    @Test
    void g8_a_subscriber_may_close_its_subscription() throws Exception {
        Collector closing = new Collector();
        Collector open = new Collector();
        CompletableFuture<Journal.Subscription> itself = new CompletableFuture<>();
        itself.complete(store().subscribe(SHOP, 0, record -> {
            closing.accept(record);
            itself.join().close();
        }));
        store().subscribe(SHOP, 0, open);
        append(STREAM, 0, 3);
        assertThat(open.await(3, patience())).hasSize(3).isEqualTo(readAll());
        assertThat(closing.await(1, patience())).hasSize(1).isEqualTo(readAll().subList(0, 1));
    }
}
