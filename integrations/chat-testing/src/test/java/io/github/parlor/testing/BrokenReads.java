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
import io.github.parlor.journal.Journal;
import io.github.parlor.journal.Journal.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As {@link BrokenStores}: journals that break a promise about reading, tenants, delivery or arguments. */
final class BrokenReads {
    private BrokenReads() {}

    /** An odd position shows after the one that follows it, as where numbers are drawn before the commit. */
    static class ShowsPositionsOutOfOrder extends BrokenStores.Impatient {
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

    static class ReadsOnePositionTwice extends BrokenStores.Impatient {
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

    static class IgnoresTheLimit extends BrokenStores.Quick {
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

    static class ShowsAnAppendLate extends BrokenStores.Quick {
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

    static class LeaksStreams extends BrokenStores.Quick {
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

    static class LeaksPositions extends BrokenStores.Impatient {
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

    static class LeaksClaims extends BrokenStores.Quick {
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

    static class LeaksEventIds extends BrokenStores.Quick {
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

    static class LeaksDeliveries extends BrokenStores.Quick {
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

    static class DeliversTwice extends BrokenStores.Quick {
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

    static class DeliversNothingThatWasStored extends BrokenStores.Impatient {
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

    static class DeliversOutOfOrder extends BrokenStores.Impatient {
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

    static class DropsASubscriberThatThrows extends BrokenStores.Impatient {
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

    static class KeepsClosedSubscriptions extends BrokenStores.Quick {
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

    static class ForgetsItsPlace extends BrokenStores.Quick {
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

    static class CallsSubscribersUnderItsLock extends BrokenStores.Impatient {
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

    static class ChecksNoArguments extends BrokenStores.Quick {
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

    static class HandsOutItsOwnLists extends BrokenStores.Quick {
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
}
