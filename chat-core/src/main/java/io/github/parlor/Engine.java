package io.github.parlor;

import io.github.parlor.event.Cause;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Transport;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import io.github.parlor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the shops of one {@link Parlor} share: the journal, time, ids, listeners, and the work that is still to be done. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Parlor.class);

    final Journal journal;
    final TimeSource time;
    final IdSource ids;
    final List<ChatListener> listeners;
    final Map<ChannelId, Transport> transports;
    final Timetable timetable = new Timetable();
    final LongAdder failures = new LongAdder();

    /** Bounded by the kinds of failures there are in the code. */
    private final Set<String> loud = ConcurrentHashMap.newKeySet();

    private final Queue<FollowUp> followUps = new ConcurrentLinkedQueue<>();
    private final Queue<FollowUp> retries = new ConcurrentLinkedQueue<>();

    /** Work that one command leads to elsewhere; it enters where commands enter. */
    interface FollowUp {
        void run();
    }

    Engine(
            Journal journal,
            TimeSource time,
            IdSource ids,
            List<ChatListener> listeners,
            Map<ChannelId, Transport> transports) {
        this.journal = journal;
        this.time = time;
        this.ids = ids;
        this.listeners = List.copyOf(listeners);
        this.transports = Map.copyOf(transports);
    }

    /** Gives events their identities; an append that is repeated repeats them. */
    List<PendingEvent> pending(List<ChatEvent> events, Moment now, Actor actor, @Nullable Cause cause) {
        if (events.size() == 1) {
            return List.of(pending(events.get(0), now, actor, cause));
        }
        List<PendingEvent> pending = new ArrayList<>(events.size());
        for (ChatEvent event : events) {
            pending.add(pending(event, now, actor, cause));
        }
        return pending;
    }

    private PendingEvent pending(ChatEvent event, Moment now, Actor actor, @Nullable Cause cause) {
        return new PendingEvent(new EventId(identity(event, now)), now, actor, cause, event);
    }

    /** A message is one with the event that posts it: it lends it its fresh id, which costs more to draw than to share. */
    private UUID identity(ChatEvent event, Moment now) {
        return event instanceof MessagePosted posted ? posted.message().id().value() : ids.next(now.wall());
    }

    void later(FollowUp followUp) {
        followUps.add(followUp);
    }

    /** Keeps work for {@link #retry}, because trying at once would fail again. */
    void laterAgain(FollowUp followUp) {
        retries.add(followUp);
    }

    /** Does what is to be done until nothing is left. What fails is kept for {@link #retry}. */
    void drain() {
        for (FollowUp next = followUps.poll(); next != null; next = followUps.poll()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                failed("a follow-up failed and will be tried again", e);
                retries.add(next);
            }
        }
    }

    /** Has what failed before tried once more. */
    void retry() {
        List<FollowUp> again = new ArrayList<>();
        for (FollowUp next = retries.poll(); next != null; next = retries.poll()) {
            again.add(next);
        }
        followUps.addAll(again);
    }

    /** Counts a failure of a port or of a host's code; the first of its kind is logged loudly, the rest quietly. */
    void failed(String what, RuntimeException e) {
        failures.increment();
        if (loud.add(e.getClass().getName() + " " + what)) {
            LOG.error("{}; further ones are counted and logged at debug level", what, e);
        } else {
            LOG.debug(what, e);
        }
    }
}
