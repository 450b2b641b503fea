package io.github.parlor.testing;

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

    interface Wait {
        @SuppressWarnings("UnusedReturnValue")
        boolean go() throws InterruptedException;
    }

    /** A bounded wait for another thread, so that a race is lost every time and not by chance. */
    static void waitFor(Wait wait) {
        try {
            wait.go();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean meet(Exchanger<String> meeting) throws InterruptedException {
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
