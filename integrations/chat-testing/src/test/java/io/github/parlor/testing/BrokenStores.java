package io.github.parlor.testing;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.journal.Journal.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The contract over journals that break one promise each; not found by the build, run by {@link JournalContractSelfTest}. */
final class BrokenStores {
    private BrokenStores() {}

    abstract static class Quick extends JournalContract {
        @Override
        protected Set<JournalCapability> capabilities() {
            return Set.of(JournalCapability.DELIVERS_BEFORE_ANSWER);
        }

        @Override
        protected int writers() {
            return 2;
        }

        @Override
        protected int rounds() {
            return 10;
        }
    }

    /** For a journal that keeps a test waiting for what never comes. */
    abstract static class Impatient extends Quick {
        @Override
        protected Duration patience() {
            return Duration.ofMillis(300);
        }
    }

    static class Sound extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal();
        }
    }

    static class SoundWithEveryCapability extends Sound {
        @Override
        protected Set<JournalCapability> capabilities() {
            return Set.of(JournalCapability.values());
        }

        @Override
        protected Journal reopened(Journal journal) {
            return journal;
        }
    }

    static class SoundWithoutCapability extends Sound {
        @Override
        protected Set<JournalCapability> capabilities() {
            return Set.of();
        }
    }

    static class DeclaresReopeningWithoutDoingIt extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal();
        }

        @Override
        protected Set<JournalCapability> capabilities() {
            return Set.of(JournalCapability.values());
        }
    }

    static class LosesEverythingOnReopening extends DeclaresReopeningWithoutDoingIt {
        @Override
        protected Journal reopened(Journal journal) {
            return InMemoryJournal.create();
        }
    }

    static class StoresNothing extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    return InMemoryJournal.create().append(tenant, stream, 0, events, claims);
                }
            };
        }
    }

    static class LosesTheSecondEvent extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    List<PendingEvent> kept = new ArrayList<>(events);
                    if (kept.size() > 1) {
                        kept.remove(1);
                    }
                    return good.append(tenant, stream, at, kept, claims);
                }
            };
        }
    }

    static class StoresABatchPieceByPiece extends Quick {
        @Override
        protected Journal journal() {
            Semaphore reads = new Semaphore(0);
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    if (events.size() != 3) {
                        return good.append(tenant, stream, at, events, claims);
                    }
                    List<EventRecord> records = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        AppendResult one = good.append(tenant, stream, at + i, List.of(events.get(i)), claims);
                        if (!(one instanceof AppendResult.Appended appended)) {
                            return one;
                        }
                        records.addAll(appended.records());
                        reads.drainPermits();
                        waitFor(() -> reads.tryAcquire(10, TimeUnit.MILLISECONDS));
                    }
                    return new AppendResult.Appended(records, false);
                }

                @Override
                public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
                    try {
                        return good.read(tenant, stream, afterSequence, limit);
                    } finally {
                        reads.release();
                    }
                }
            };
        }
    }

    static class KeepsTheClaimsOfAFailedAppend extends Quick {
        @Override
        protected Journal journal() {
            Map<ClaimKey, String> kept = new ConcurrentHashMap<>();
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    if (result instanceof AppendResult.Conflict) {
                        claims.forEach(change -> kept.put(change.key(), change.holder()));
                    }
                    return result;
                }

                @Override
                public Optional<String> holder(TenantId tenant, ClaimKey key) {
                    return good.holder(tenant, key).or(() -> Optional.ofNullable(kept.get(key)));
                }
            };
        }
    }

    static class IgnoresTheExpectedSequence extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public synchronized AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    return result instanceof AppendResult.Conflict conflict
                            ? good.append(tenant, stream, conflict.actualSequence(), events, claims)
                            : result;
                }
            };
        }
    }

    static class ChecksTheSequenceBeforeItLocks extends Quick {
        @Override
        protected Journal journal() {
            Exchanger<String> meeting = new Exchanger<>();
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    boolean fits = good.lastSequence(tenant, stream) == at;
                    waitFor(() -> meet(meeting));
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    return fits && result instanceof AppendResult.Conflict conflict
                            ? good.append(tenant, stream, conflict.actualSequence(), events, claims)
                            : result;
                }
            };
        }
    }

    static class ChecksClaimsBeforeItLocks extends Quick {
        @Override
        protected Journal journal() {
            Exchanger<String> meeting = new Exchanger<>();
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    boolean free = claims.size() == 1
                            && good.holder(tenant, claims.get(0).key()).isEmpty();
                    waitFor(() -> meet(meeting));
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    return free && result instanceof AppendResult.ClaimHeld
                            ? good.append(tenant, stream, at, events, List.of())
                            : result;
                }
            };
        }
    }

    static class LeavesGapsInTheSequence extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
                    return good.read(tenant, stream, afterSequence, limit).stream()
                            .map(record -> new EventRecord(
                                    record.id(),
                                    record.tenant(),
                                    record.stream(),
                                    2 * record.sequence() - 1,
                                    record.position(),
                                    record.at(),
                                    record.recorded(),
                                    record.actor(),
                                    record.cause(),
                                    record.schemaVersion(),
                                    record.event()))
                            .toList();
                }
            };
        }
    }

    static class KnowsNoRepeatedAppend extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    return result instanceof AppendResult.Appended appended && appended.repeated()
                            ? new AppendResult.Conflict(good.lastSequence(tenant, stream))
                            : result;
                }
            };
        }
    }

    static class AppliesTheClaimsOfARepeatedAppend extends Quick {
        @Override
        protected Journal journal() {
            Map<ClaimKey, String> again = new ConcurrentHashMap<>();
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    if (result instanceof AppendResult.Appended appended && appended.repeated()) {
                        claims.forEach(change -> again.put(change.key(), change.holder()));
                    }
                    return result;
                }

                @Override
                public Optional<String> holder(TenantId tenant, ClaimKey key) {
                    return good.holder(tenant, key).or(() -> Optional.ofNullable(again.get(key)));
                }
            };
        }
    }

    static class StoresAnIdTwice extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    return result instanceof AppendResult.DuplicateEvent
                            ? good.append(tenant, stream, at, renamed(events), claims)
                            : result;
                }
            };
        }

        private static List<PendingEvent> renamed(List<PendingEvent> events) {
            return events.stream()
                    .map(e -> new PendingEvent(other(e.id()), e.at(), e.actor(), e.cause(), e.event()))
                    .toList();
        }

        private static EventId other(EventId id) {
            return new EventId(
                    new UUID(id.value().getMostSignificantBits() + 1, id.value().getLeastSignificantBits()));
        }
    }

    static class ReleasesForAnybody extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    List<ClaimChange> changes = claims.stream()
                            .map(change -> change instanceof ClaimChange.Release
                                    ? new ClaimChange.Release(
                                            change.key(),
                                            good.holder(tenant, change.key()).orElse(change.holder()))
                                    : change)
                            .toList();
                    return good.append(tenant, stream, at, events, changes);
                }
            };
        }
    }

    static class RefusesTheHolderItsClaim extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    for (ClaimChange change : claims) {
                        Optional<String> holder = good.holder(tenant, change.key());
                        if (claims.size() == 1 && change instanceof ClaimChange.Take && holder.isPresent()) {
                            return new AppendResult.ClaimHeld(change.key(), holder.get());
                        }
                    }
                    return good.append(tenant, stream, at, events, claims);
                }
            };
        }
    }

    /** An odd position shows after the one that follows it, as where numbers are drawn before the commit. */
    static class ShowsPositionsOutOfOrder extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
                    List<EventRecord> all = good.readAll(tenant, 0, Integer.MAX_VALUE);
                    long last = all.size();
                    return all.stream()
                            .filter(record -> record.position() > afterPosition
                                    && (record.position() % 3 != 1 || record.position() < last - 1))
                            .limit(limit)
                            .toList();
                }
            };
        }
    }

    static class ReadsOnePositionTwice extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
                    return good.readAll(tenant, Math.max(0, afterPosition - 1), limit);
                }
            };
        }
    }

    static class IgnoresTheLimit extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
                    return good.read(tenant, stream, afterSequence, limit == 3 ? 4 : limit);
                }
            };
        }
    }

    static class ShowsAnAppendLate extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public long lastSequence(TenantId tenant, StreamId stream) {
                    return Math.max(0, good.lastSequence(tenant, stream) - 1);
                }
            };
        }
    }

    static class LeaksStreams extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
                    List<EventRecord> own = good.read(tenant, stream, afterSequence, limit);
                    return own.isEmpty() ? good.read(SHOP, stream, afterSequence, limit) : own;
                }
            };
        }
    }

    static class LeaksPositions extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
                    return good.readAll(SHOP, afterPosition, limit);
                }
            };
        }
    }

    static class LeaksClaims extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Optional<String> holder(TenantId tenant, ClaimKey key) {
                    return good.holder(SHOP, key);
                }
            };
        }
    }

    static class LeaksEventIds extends Quick {
        @Override
        protected Journal journal() {
            Map<EventId, TenantId> owners = new ConcurrentHashMap<>();
            return new ForwardingJournal() {
                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    for (PendingEvent event : events) {
                        TenantId owner = event == null ? null : owners.putIfAbsent(event.id(), tenant);
                        if (owner != null && !owner.equals(tenant)) {
                            return new AppendResult.DuplicateEvent(event.id());
                        }
                    }
                    return good.append(tenant, stream, at, events, claims);
                }
            };
        }
    }

    static class LeaksDeliveries extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    good.subscribe(new TenantId("other"), after, subscriber);
                    return good.subscribe(tenant, after, subscriber);
                }
            };
        }
    }

    static class DeliversTwice extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    return good.subscribe(tenant, after, record -> {
                        subscriber.accept(record);
                        subscriber.accept(record);
                    });
                }
            };
        }
    }

    static class DeliversNothingThatWasStored extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    List<EventRecord> stored = good.readAll(tenant, after, Integer.MAX_VALUE);
                    long from = stored.isEmpty()
                            ? after
                            : stored.get(stored.size() - 1).position();
                    return good.subscribe(tenant, from, subscriber);
                }
            };
        }
    }

    static class DeliversOutOfOrder extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    AtomicReference<@Nullable EventRecord> heldBack = new AtomicReference<>();
                    return good.subscribe(tenant, after, record -> {
                        EventRecord before = heldBack.getAndSet(null);
                        if (before == null && record.position() % 2 == 1) {
                            heldBack.set(record);
                            return;
                        }
                        subscriber.accept(record);
                        if (before != null) {
                            subscriber.accept(before);
                        }
                    });
                }
            };
        }
    }

    static class DropsASubscriberThatThrows extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
                    return good.subscribe(tenant, after, record -> {
                        if (failed.get() == null) {
                            try {
                                subscriber.accept(record);
                            } catch (RuntimeException e) {
                                failed.set(e);
                            }
                        }
                    });
                }
            };
        }
    }

    static class KeepsClosedSubscriptions extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    Subscription subscription = good.subscribe(tenant, after, subscriber);
                    return new Subscription() {
                        @Override
                        public void close() {}

                        @Override
                        public long position() {
                            return subscription.position();
                        }
                    };
                }
            };
        }
    }

    static class ForgetsItsPlace extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
                    Subscription subscription = good.subscribe(tenant, after, subscriber);
                    return new Subscription() {
                        @Override
                        public void close() {
                            subscription.close();
                        }

                        @Override
                        public long position() {
                            return after;
                        }
                    };
                }
            };
        }
    }

    static class CallsSubscribersUnderItsLock extends Impatient {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public synchronized AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    return good.append(tenant, stream, at, events, claims);
                }
            };
        }
    }

    static class ChecksNoArguments extends Quick {
        @Override
        protected Journal journal() {
            return new ForwardingJournal() {
                @Override
                public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
                    try {
                        return good.readAll(tenant, afterPosition, limit);
                    } catch (InvalidValueException e) {
                        return List.of();
                    }
                }
            };
        }
    }

    static class HandsOutItsOwnLists extends Quick {
        @Override
        protected Journal journal() {
            List<EventRecord> mine = new ArrayList<>();
            return new ForwardingJournal() {
                @Override
                public synchronized List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
                    return good.readAll(tenant, afterPosition, limit);
                }

                @Override
                public synchronized List<EventRecord> read(
                        TenantId tenant, StreamId stream, long afterSequence, int limit) {
                    if (limit != Integer.MAX_VALUE) {
                        return good.read(tenant, stream, afterSequence, limit);
                    }
                    mine.clear();
                    mine.addAll(good.read(tenant, stream, afterSequence, limit));
                    return mine;
                }

                @Override
                public AppendResult append(
                        TenantId tenant,
                        StreamId stream,
                        long at,
                        List<PendingEvent> events,
                        List<ClaimChange> claims) {
                    AppendResult result = good.append(tenant, stream, at, events, claims);
                    read(tenant, stream, 0, Integer.MAX_VALUE);
                    return result;
                }
            };
        }
    }

    private interface Wait {
        @SuppressWarnings("UnusedReturnValue")
        boolean go() throws InterruptedException;
    }

    /** A bounded wait for another thread, so that a race is lost every time and not by chance. */
    private static void waitFor(Wait wait) {
        try {
            wait.go();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean meet(Exchanger<String> meeting) throws InterruptedException {
        if (!Thread.currentThread().getName().equals(Race.THREAD)) {
            return false;
        }
        try {
            meeting.exchange("here", 5, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
