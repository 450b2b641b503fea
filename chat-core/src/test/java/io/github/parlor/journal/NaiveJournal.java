package io.github.parlor.journal;

import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.time.TimeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The oracle: one list of everything that ever was, searched from the beginning for every answer. Single-owner. */
final class NaiveJournal implements Journal {
    private final TimeSource time;
    private final long maxEvents;
    private final boolean forgetting;
    private final List<EventRecord> everything = new ArrayList<>();
    /** By identity: the hash of a whole record takes most of the time otherwise. */
    private final Set<EventRecord> forgotten = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<TenantId, Map<ClaimKey, Held>> claims = new HashMap<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    private record Held(String holder, Set<StreamId> takers) {}

    NaiveJournal(TimeSource time, long maxEvents, boolean forgetting) {
        this.time = time;
        this.maxEvents = maxEvents;
        this.forgetting = forgetting;
    }

    @Override
    public AppendResult append(
            TenantId tenant, StreamId stream, long expected, List<PendingEvent> events, List<ClaimChange> changes) {
        List<EventRecord> there = read(tenant, stream, expected, events.size());
        if (ids(there).equals(events.stream().map(PendingEvent::id).toList())
                && there.get(0).sequence() == expected + 1) {
            return new AppendResult.Appended(there, true);
        }
        for (PendingEvent event : events) {
            if (ids(left(tenant)).contains(event.id())) {
                return new AppendResult.DuplicateEvent(event.id());
            }
        }
        long last = lastSequence(tenant, stream);
        if (last != expected) {
            return new AppendResult.Conflict(last);
        }
        List<StreamId> toForget = toForget(tenant, stream, events.size());
        if (toForget == null) {
            return new AppendResult.Refused("tenant " + tenant + " holds "
                    + left(tenant).size() + " of at most " + maxEvents + " events, " + events.size() + " more came"
                    + (forgetting ? " and no ended conversation can be forgotten" : ""));
        }
        Map<ClaimKey, Held> after = new HashMap<>(claims.getOrDefault(tenant, Map.of()));
        for (ClaimChange change : changes) {
            Held now = after.get(change.key());
            boolean mine = now != null && now.holder().equals(change.holder());
            if (change instanceof ClaimChange.Release) {
                after.keySet().removeIf(key -> mine && key.equals(change.key()));
            } else if (now != null && !mine) {
                return new AppendResult.ClaimHeld(change.key(), now.holder());
            } else {
                Set<StreamId> takers = new HashSet<>(now == null ? Set.of() : now.takers());
                takers.add(stream);
                after.put(change.key(), new Held(change.holder(), takers));
            }
        }
        for (StreamId old : toForget) {
            forgotten.addAll(read(tenant, old, 0, Integer.MAX_VALUE));
            after.values().removeIf(held -> held.takers().equals(Set.of(old)));
        }
        claims.put(tenant, after);
        return new AppendResult.Appended(store(tenant, stream, last, events), false);
    }

    private List<EventRecord> store(TenantId tenant, StreamId stream, long last, List<PendingEvent> events) {
        List<EventRecord> stored = new ArrayList<>();
        for (PendingEvent event : events) {
            stored.add(new EventRecord(
                    event.id(),
                    tenant,
                    stream,
                    last + 1 + stored.size(),
                    1 + history(tenant).size() + stored.size(),
                    event.at(),
                    time.now().wall(),
                    event.actor(),
                    event.cause(),
                    1,
                    event.event()));
        }
        everything.addAll(stored);
        subscribers.forEach(Subscriber::deliver);
        return stored;
    }

    private @Nullable List<StreamId> toForget(TenantId tenant, StreamId appending, int coming) {
        long missing = left(tenant).size() + coming - maxEvents;
        List<StreamId> chosen = new ArrayList<>();
        if (forgetting) {
            List<StreamId> ended = history(tenant).stream()
                    .map(EventRecord::stream)
                    .distinct()
                    .filter(stream -> !stream.equals(appending) && endedAt(tenant, stream) > 0)
                    .sorted(Comparator.comparingLong(stream -> endedAt(tenant, stream)))
                    .toList();
            for (StreamId stream : ended) {
                if (missing > 0) {
                    chosen.add(stream);
                    missing -= read(tenant, stream, 0, Integer.MAX_VALUE).size();
                }
            }
        }
        return missing > 0 ? null : chosen;
    }

    /** The position of the event since which the stream may be forgotten, or 0 if it may not. */
    private long endedAt(TenantId tenant, StreamId stream) {
        long since = 0;
        int session = 0;
        boolean over = false;
        boolean locked = false;
        for (EventRecord record : history(tenant)) {
            if (!record.stream().equals(stream) || stream.kind() != StreamId.Kind.CONVERSATION) {
                continue;
            }
            if (record.event() instanceof LifecycleEvent.SessionStarted started) {
                session = Math.max(session, started.session().number());
                over = false;
            } else if (record.event() instanceof LifecycleEvent.SessionEnded ended
                    && ended.session().number() >= session) {
                over = ended.wrapUpUntil() == null;
            } else if (record.event() instanceof LifecycleEvent.WrapUpCompleted done
                    && done.session().number() >= session) {
                over = true;
            } else if (record.event() instanceof ConversationEvent.ConversationLocked) {
                locked = true;
            } else if (record.event() instanceof ConversationEvent.ConversationUnlocked) {
                locked = false;
            }
            if (!over || locked || forgotten.contains(record)) {
                since = 0;
            } else if (since == 0) {
                since = record.position();
            }
        }
        return since;
    }

    @Override
    public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
        return left(tenant).stream()
                .filter(record -> record.stream().equals(stream) && record.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public long lastSequence(TenantId tenant, StreamId stream) {
        return history(tenant).stream()
                .filter(record -> record.stream().equals(stream))
                .count();
    }

    @Override
    public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
        return left(tenant).stream()
                .filter(record -> record.position() > afterPosition)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<String> holder(TenantId tenant, ClaimKey key) {
        return Optional.ofNullable(claims.getOrDefault(tenant, Map.of()).get(key))
                .map(Held::holder);
    }

    @Override
    public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> consumer) {
        Subscriber subscriber = new Subscriber(tenant, afterPosition, consumer);
        subscribers.add(subscriber);
        subscriber.deliver();
        return subscriber;
    }

    private List<EventRecord> history(TenantId tenant) {
        return everything.stream()
                .filter(record -> record.tenant().equals(tenant))
                .toList();
    }

    private List<EventRecord> left(TenantId tenant) {
        return history(tenant).stream()
                .filter(record -> !forgotten.contains(record))
                .toList();
    }

    private static List<?> ids(List<EventRecord> records) {
        return records.stream().map(EventRecord::id).toList();
    }

    private final class Subscriber implements Subscription {
        private final TenantId tenant;
        private final Consumer<EventRecord> consumer;
        private long position;

        Subscriber(TenantId tenant, long position, Consumer<EventRecord> consumer) {
            this.tenant = tenant;
            this.position = position;
            this.consumer = consumer;
        }

        void deliver() {
            for (EventRecord record : readAll(tenant, position, Integer.MAX_VALUE)) {
                position = record.position();
                consumer.accept(record);
            }
        }

        @Override
        public void close() {
            subscribers.remove(this);
        }

        @Override
        public long position() {
            return position;
        }
    }
}
