package io.github.parlor.conversation;

import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.LifecycleEvent.ModeChanged;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.MessageEvent;
import io.github.parlor.event.MessageEvent.MessageDeleted;
import io.github.parlor.event.MessageEvent.MessageEdited;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OwnerEvent;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.ParticipantEvent;
import io.github.parlor.event.ParticipantEvent.PresenceChanged;
import io.github.parlor.event.ParticipantEvent.ReceiptMoved;
import io.github.parlor.event.ParticipantEvent.Role;
import io.github.parlor.event.QueueEvent;
import io.github.parlor.event.SessionEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of events into state. It never refuses a fact: what is recorded happened, also where this version would have
 * decided otherwise, and also what another system recorded.
 */
final class Evolution {
    private Evolution() {}

    static Conversation evolve(@Nullable Conversation before, EventRecord record) {
        long expected = before == null ? 1 : before.sequence() + 1;
        if (record.sequence() != expected) {
            throw new IllegalArgumentException(
                    "sequence: expected " + expected + " in " + record.stream() + ", got " + record.sequence());
        }
        if (before == null) {
            return first(record).at(record.sequence());
        }
        return apply(before, record).at(record.sequence());
    }

    private static Conversation first(EventRecord record) {
        if (record.event() instanceof SessionStarted started) {
            Instant at = record.at().wall();
            return Conversation.begin(started, Session.begin(started, at), Presence.on(started.device()));
        }
        throw new IllegalArgumentException("event: expected SessionStarted as the first of " + record.stream());
    }

    private static Conversation apply(Conversation state, EventRecord record) {
        if (record.event() instanceof SessionStarted started) {
            return next(state, started, record.at().wall());
        } else if (record.event() instanceof MessagePosted posted) {
            return posted(state, record, posted);
        } else if (record.event() instanceof ReceiptMoved moved) {
            return state.withCursors(moved(state.cursors(), moved));
        } else if (record.event() instanceof PresenceChanged e) {
            return state.with(state.presence()
                    .changed(e.device(), e.connected(), record.at().wall()));
        } else if (record.event() instanceof MessageEvent event) {
            return state.withQuestions(corrected(state.questions(), event));
        } else if (record.event() instanceof SessionEvent event) {
            return inSession(state, event, record);
        } else if (record.event() instanceof ConversationEvent event) {
            return governed(state, event);
        }
        return state;
    }

    private static Conversation next(Conversation state, SessionStarted started, Instant at) {
        Presence presence = started.device() == null
                ? state.presence().carriedOver(at)
                : state.presence().changed(started.device(), true, at);
        return state.withPrevious(state.session())
                .with(Session.begin(started, at))
                .with(presence);
    }

    /**
     * An event names its session: the last one, or the one before it that is in wrap-up or is rated late. What is told of
     * an older one, or of one that never began, changes nothing here.
     */
    private static Conversation inSession(Conversation state, SessionEvent event, EventRecord record) {
        Conversation next = event instanceof OwnerEvent.OwnerAssigned assigned
                ? state.withEpoch(assigned.epoch())
                : event instanceof OwnerEvent.ControlGranted granted ? state.withEpoch(granted.epoch()) : state;
        Session previous = next.previous();
        if (previous != null && event.session().equals(previous.id())) {
            return next.withPrevious(session(previous, event, record));
        }
        if (!event.session().equals(next.session().id())) {
            return next;
        }
        Conversation after = next.with(session(next.session(), event, record));
        return event instanceof ModeChanged e && e.mode() == Mode.LIVE
                ? after.with(after.presence().carriedOver(record.at().wall()))
                : after;
    }

    private static Session session(Session session, SessionEvent event, EventRecord record) {
        Instant at = record.at().wall();
        if (event instanceof LifecycleEvent e) {
            return lifecycle(session, e, at);
        } else if (event instanceof QueueEvent e) {
            return queue(session, e, at);
        } else if (event instanceof OfferEvent e) {
            return offer(session, e);
        } else if (event instanceof OwnerEvent e) {
            return owner(session, e, at);
        } else if (event instanceof ParticipantEvent e) {
            return participant(session, e);
        }
        return session;
    }

    private static Session lifecycle(Session session, LifecycleEvent event, Instant at) {
        if (event instanceof ModeChanged e) {
            return session.with(e.mode()).activeAt(at);
        } else if (event instanceof LifecycleEvent.SessionHeld e) {
            return session.in(SessionState.ON_HOLD).held(e);
        } else if (event instanceof LifecycleEvent.SessionResumed) {
            return session.held(null);
        } else if (event instanceof SessionEnded e) {
            Ending ending = new Ending(e.reason(), at, e.wrapUpUntil(), null);
            return session.in(e.wrapUpUntil() == null ? SessionState.ENDED : SessionState.WRAP_UP)
                    .held(null)
                    .with(session.waiting().left())
                    .with(session.control().withoutBot().with((Control.PendingTransfer) null))
                    .ended(ending);
        } else if (event instanceof LifecycleEvent.WrapUpCompleted) {
            return session.in(SessionState.ENDED);
        } else if (event instanceof LifecycleEvent.SessionRated e && session.ending() != null) {
            return session.ended(session.ending().rated(e));
        }
        return session;
    }

    private static Session queue(Session session, QueueEvent event, Instant at) {
        Waiting waiting = session.waiting();
        if (event instanceof QueueEvent.SessionQueued e) {
            return session.in(SessionState.QUEUED)
                    .with(session.control().withoutBot())
                    .with(waiting.queued(e.target(), e.credit(), e.orderedFrom(), at, e.preferred()));
        } else if (event instanceof QueueEvent.SessionDeferred e) {
            return session.in(SessionState.DEFERRED)
                    .with(session.control().withoutBot())
                    .with(waiting.deferred(e.reason(), e.routableAt()));
        } else if (event instanceof QueueEvent.HandoffRequested e) {
            return session.with(waiting.meantFor(e.target()));
        } else if (event instanceof QueueEvent.LeftQueue) {
            return session.with(waiting.left());
        }
        return session;
    }

    private static Session offer(Session session, OfferEvent event) {
        if (event instanceof OfferMade e) {
            List<OpenOffer> offers = new ArrayList<>(session.waiting().offers());
            offers.add(new OpenOffer(e.offer(), e.agent(), e.expiresAt(), e.reservation()));
            return session.in(SessionState.OFFERED).with(session.waiting().with(offers));
        }
        Waiting waiting = session.waiting().without(event.offer());
        boolean waitsAgain = session.state() == SessionState.OFFERED
                && waiting.offers().isEmpty()
                && !(event instanceof OfferEvent.OfferAccepted);
        return (waitsAgain ? session.in(SessionState.QUEUED) : session).with(waiting);
    }

    private static Session owner(Session session, OwnerEvent event, Instant at) {
        Control control = session.control();
        if (event instanceof OwnerEvent.OwnerAssigned e) {
            return session.in(SessionState.ACTIVE)
                    .with(served(session, e))
                    .with(control.ownedBy(e.agent()))
                    .activeAt(at);
        } else if (event instanceof OwnerEvent.OwnerReleased e) {
            return session.with(control.without(e.agent()));
        } else if (event instanceof OwnerEvent.ControlGranted e) {
            return session.in(SessionState.BOT).with(control.withBot(e.bot()));
        } else if (event instanceof TransferStarted e) {
            return session.with(control.with(pending(e)));
        }
        return session.with(control.with((Control.PendingTransfer) null));
    }

    /** A session that was transferred waits for its new target should it ever wait again. */
    private static Waiting served(Session session, OwnerEvent.OwnerAssigned event) {
        Control.PendingTransfer transfer = session.control().transfer();
        Waiting left = session.waiting().left();
        if (transfer == null
                || event.cause() != OwnerEvent.AssignCause.TRANSFER
                || !transfer.to().equals(event.agent())) {
            return left;
        }
        return left.movedTo(transfer.target());
    }

    private static Control.@Nullable PendingTransfer pending(TransferStarted event) {
        AgentId to = event.target().agent();
        return event.warm() && to != null && event.expiresAt() != null
                ? new Control.PendingTransfer(to, event.target(), event.expiresAt())
                : null;
    }

    private static Session participant(Session session, ParticipantEvent event) {
        if (event instanceof ParticipantEvent.ParticipantJoined e && e.role() == Role.CONSULT) {
            return session.with(
                    session.control().joined(new AgentId(e.participant().name())));
        } else if (event instanceof ParticipantEvent.ParticipantLeft e) {
            return session.with(session.control().left(e.participant().name()));
        }
        return session;
    }

    private static Conversation posted(Conversation state, EventRecord record, MessagePosted posted) {
        Message message = posted.message();
        Session session = state.session();
        boolean active = posted.session().equals(session.id()) && !message.automatic();
        return state.posted(
                record.sequence(),
                active ? session.activeAt(record.at().wall()) : session,
                state.keys().plus(record, message),
                questions(state.questions(), message));
    }

    private static List<OpenQuestion> questions(List<OpenQuestion> open, Message message) {
        if (message.content() instanceof Content.FormResponse response) {
            return open.stream()
                    .filter(question -> !question.message().equals(response.answers()))
                    .toList();
        }
        OpenQuestion asked = OpenQuestion.of(message.id(), message.content()).orElse(null);
        if (asked == null || message.visibility() != Visibility.PUBLIC) {
            return open;
        }
        List<OpenQuestion> more = new ArrayList<>(open);
        more.add(asked);
        return more.size() > OpenQuestion.MAX ? more.subList(1, more.size()) : more;
    }

    /** A question that is still open asks what it says now; one that was taken back asks nothing. */
    private static List<OpenQuestion> corrected(List<OpenQuestion> open, MessageEvent event) {
        if (event instanceof MessageEdited e) {
            return corrected(open, e.message(), OpenQuestion.of(e.message(), e.content()));
        }
        return event instanceof MessageDeleted e ? corrected(open, e.message(), Optional.empty()) : open;
    }

    private static List<OpenQuestion> corrected(
            List<OpenQuestion> open, MessageId message, Optional<OpenQuestion> now) {
        return open.stream()
                .flatMap(question -> question.message().equals(message) ? now.stream() : Stream.of(question))
                .toList();
    }

    private static List<Cursor> moved(List<Cursor> cursors, ReceiptMoved moved) {
        List<Cursor> next = new ArrayList<>(cursors);
        next.removeIf(cursor -> cursor.kind() == moved.kind()
                && Objects.equals(cursor.participant(), moved.participant())
                && cursor.upTo() <= moved.upTo());
        boolean older = next.stream()
                .anyMatch(cursor ->
                        cursor.kind() == moved.kind() && cursor.participant().equals(moved.participant()));
        if (!older) {
            next.add(new Cursor(moved.participant(), moved.kind(), moved.upTo()));
        }
        if (next.size() > Cursor.MAX) {
            next.remove(longestUnmoved(next));
        }
        return next;
    }

    /** Who moves a cursor puts it last. */
    private static int longestUnmoved(List<Cursor> cursors) {
        for (int i = 0; i < cursors.size(); i++) {
            if (cursors.get(i).participant().kind() != Actor.Kind.CONTACT) {
                return i;
            }
        }
        return 0;
    }

    private static Conversation governed(Conversation state, ConversationEvent event) {
        if (event instanceof ConversationEvent.ConversationLocked e) {
            return state.locked(plus(state.locks(), e.reason()));
        } else if (event instanceof ConversationEvent.ConversationUnlocked) {
            return state.locked(withoutStrongest(state));
        }
        return state.tombstone();
    }

    private static Set<LockReason> plus(Set<LockReason> locks, LockReason reason) {
        Set<LockReason> more = new HashSet<>(locks);
        more.add(reason);
        return more;
    }

    private static Set<LockReason> withoutStrongest(Conversation state) {
        Set<LockReason> fewer = new HashSet<>(state.locks());
        fewer.remove(state.lock());
        return fewer;
    }
}
