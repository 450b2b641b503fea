package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a journal's author supplies to the contract, and what its tests are written with. */
abstract class JournalFixture {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final TenantId SHOP = new TenantId("shop");
    static final TenantId OTHER = new TenantId("other");
    static final StreamId STREAM = stream("c");
    static final ClaimKey CLAIM = new ClaimKey("open", "contact 7");
    static final ClaimKey SECOND = new ClaimKey("open", "contact 8");
    static final List<ClaimChange> NO_CLAIMS = List.of();

    private final IdSource ids = IdSource.seeded(1);

    private @org.jspecify.annotations.Nullable Journal opened;

    /** Returns an empty journal. Called once for each test. */
    protected abstract Journal journal();

    /** Returns what the journal declares to do beyond the contract; may be empty. */
    protected abstract Set<JournalCapability> capabilities();

    /**
     * Opens the store behind a journal anew, as after a restart. To be overridden together with the declaration of
     * {@link JournalCapability#SURVIVES_REOPENING}.
     *
     * @throws UnsupportedOperationException always, unless overridden
     */
    protected Journal reopened(Journal journal) {
        throw new UnsupportedOperationException(
                "this journal does not declare " + JournalCapability.SURVIVES_REOPENING);
    }

    /** Frees what a journal holds; by default nothing. Called after each test for the journal of that test. */
    protected void release(Journal journal) {}

    /** Returns how long a test waits for a delivery or another thread before it fails; by default ten seconds. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** Returns how many threads race; by default 4, at least 2. */
    protected int writers() {
        return 4;
    }

    /** Returns how often a race is run, or how many appends each thread makes; by default 100. Less for a slow store. */
    protected int rounds() {
        return 100;
    }

    @BeforeEach
    void open() {
        opened = journal();
    }

    @AfterEach
    void releaseOpened() {
        if (opened != null) {
            release(opened);
        }
    }

    /** The journal under test. */
    final Journal store() {
        if (opened == null) {
            throw new IllegalStateException("journal() has not been called");
        }
        return opened;
    }

    final boolean declares(JournalCapability capability) {
        return capabilities().contains(capability);
    }

    static StreamId stream(String conversation) {
        return StreamId.of(new ConversationId(conversation));
    }

    final PendingEvent pending() {
        return pending(new ConversationEvent.ConversationUnlocked(new ConversationId("c")));
    }

    final PendingEvent pending(ChatEvent event) {
        return new PendingEvent(new EventId(ids.next(START)), new Moment(START, 1, 1), Actor.SYSTEM, null, event);
    }

    final List<PendingEvent> batch(int size) {
        return IntStream.range(0, size).mapToObj(i -> pending()).toList();
    }

    /** Appends new events to a stream of {@link #SHOP}. */
    final AppendResult append(StreamId stream, long expected, int events) {
        return store().append(SHOP, stream, expected, batch(events), NO_CLAIMS);
    }

    /** Appends one new event to the end of a stream of {@link #SHOP} and changes claims with it. */
    final AppendResult change(StreamId stream, ClaimChange... changes) {
        return store().append(SHOP, stream, store().lastSequence(SHOP, stream), batch(1), List.of(changes));
    }

    final List<EventRecord> read(StreamId stream) {
        return store().read(SHOP, stream, 0, Integer.MAX_VALUE);
    }

    final List<EventRecord> readAll() {
        return store().readAll(SHOP, 0, Integer.MAX_VALUE);
    }

    static List<EventRecord> stored(AppendResult result) {
        assertThat(result).isInstanceOf(AppendResult.Appended.class);
        return ((AppendResult.Appended) result).records();
    }

    static List<Long> sequences(List<EventRecord> records) {
        return records.stream().map(EventRecord::sequence).toList();
    }

    static List<Long> positions(List<EventRecord> records) {
        return records.stream().map(EventRecord::position).toList();
    }

    static List<EventId> ids(List<EventRecord> records) {
        return records.stream().map(EventRecord::id).toList();
    }

    /** 1, 2, 3 up to {@code last}. */
    static List<Long> upTo(long last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }
}
