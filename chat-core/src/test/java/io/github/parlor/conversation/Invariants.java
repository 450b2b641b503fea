package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.OwnerEvent.ControlGranted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.event.SessionEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.message.Visibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds of every conversation: in each state that a command leaves behind, and over its history. */
final class Invariants {
    private final String seed;
    private final Map<SessionId, AgentId> owners = new HashMap<>();
    private final Set<SessionId> queued = new HashSet<>();
    private final Set<SessionId> wrappingUp = new HashSet<>();
    private final Set<SessionId> over = new HashSet<>();
    private long epoch;

    private Invariants(String seed) {
        this.seed = seed;
    }

    /** Invariant 1 and what goes with it: exactly one controller, and nothing is left over from another state. */
    static void ofState(Conversation state, String seed) {
        ofSession(state.session(), seed);
        Session previous = state.previous();
        if (previous != null) {
            ofSession(previous, seed);
            assertThat(previous.state().isOver()).as("%s: %s", seed, previous).isTrue();
            assertThat(previous.id().number())
                    .as(seed)
                    .isEqualTo(state.session().id().number() - 1);
        }
        assertThat(state.presence().devices().size()).as(seed).isLessThanOrEqualTo(Presence.MAX_DEVICES);
        assertThat(state.questions().size()).as(seed).isLessThanOrEqualTo(OpenQuestion.MAX);
    }

    private static void ofSession(Session session, String seed) {
        String what = seed + ": " + session;
        SessionState state = session.state();
        Control control = session.control();
        Waiting waiting = session.waiting();
        boolean inQueue = state == SessionState.QUEUED || state == SessionState.OFFERED;
        boolean mayBeOwned =
                state == SessionState.ACTIVE || state == SessionState.ON_HOLD || state == SessionState.WRAP_UP;
        assertThat(control.bot() != null).as(what).isEqualTo(state == SessionState.BOT);
        assertThat(control.owner() == null || mayBeOwned).as(what).isTrue();
        assertThat(control.owner() != null || (state != SessionState.ACTIVE && state != SessionState.WRAP_UP))
                .as(what)
                .isTrue();
        assertThat(control.transfer() == null || state == SessionState.ACTIVE)
                .as(what)
                .isTrue();
        assertThat(control.consultants().isEmpty() || state == SessionState.ACTIVE || state == SessionState.ON_HOLD)
                .as(what)
                .isTrue();
        assertThat(control.consultants()).as(what).doesNotHaveDuplicates().doesNotContain(control.owner());
        assertThat(waiting.queuedAt() != null).as(what).isEqualTo(inQueue);
        assertThat(!waiting.offers().isEmpty()).as(what).isEqualTo(state == SessionState.OFFERED);
        assertThat(waiting.orderedFrom() != null || !inQueue).as(what).isTrue();
        assertThat(waiting.deferred() != null).as(what).isEqualTo(state == SessionState.DEFERRED);
        assertThat(session.hold() != null).as(what).isEqualTo(state == SessionState.ON_HOLD);
        assertThat(session.ending() != null).as(what).isEqualTo(state.isOver());
        assertThat(session.controller()).as(what).isEqualTo(controller(session));
    }

    private static Session.Controller controller(Session session) {
        if (session.state().isOver()) {
            return Session.Controller.NONE;
        } else if (session.control().owner() != null) {
            return Session.Controller.AGENT;
        } else if (session.control().bot() != null) {
            return Session.Controller.BOT;
        }
        return session.waiting().queuedAt() != null ? Session.Controller.QUEUE : Session.Controller.NONE;
    }

    /** Invariants 2, 4 and 5, the stays of owners, and that what has ended stays as it was. */
    static void ofHistory(List<EventRecord> records, List<Conversation> prefixes, String seed) {
        Invariants invariants = new Invariants(seed);
        Map<SessionId, Session> ended = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            invariants.take(records.get(i));
            Conversation state = prefixes.get(i);
            invariants.remainsAsItWas(ended, state.session());
            Session previous = state.previous();
            if (previous != null) {
                invariants.remainsAsItWas(ended, previous);
            }
        }
        Session last = prefixes.get(prefixes.size() - 1).session();
        boolean waits = last.state() == SessionState.QUEUED || last.state() == SessionState.OFFERED;
        assertThat(invariants.queued).as("%s: lost in the queue", seed).isEqualTo(waits ? Set.of(last.id()) : Set.of());
    }

    private void take(EventRecord record) {
        String what = seed + ", sequence " + record.sequence() + ": " + record.event();
        ChatEvent event = record.event();
        if (event instanceof OwnerAssigned e) {
            assertThat(owners.put(e.session(), e.agent()))
                    .as("%s while another owns it", what)
                    .isNull();
            grows(e.epoch(), what);
            queued.remove(e.session());
        } else if (event instanceof OwnerReleased e) {
            assertThat(owners.remove(e.session())).as(what).isEqualTo(e.agent());
        } else if (event instanceof ControlGranted e) {
            assertThat(owners).as(what).doesNotContainKey(e.session());
            grows(e.epoch(), what);
        } else if (event instanceof SessionQueued e) {
            assertThat(queued.add(e.session())).as(what).isTrue();
        } else if (event instanceof LeftQueue e) {
            assertThat(queued.remove(e.session())).as(what).isTrue();
        } else if (event instanceof SessionEvent e) {
            ends(e, what);
        }
    }

    /** Invariant 2. */
    private void grows(long next, String what) {
        assertThat(next).as(what).isGreaterThan(epoch);
        epoch = next;
    }

    private void ends(SessionEvent event, String what) {
        if (event instanceof SessionEnded e) {
            assertThat(queued).as("%s: still in the queue", what).doesNotContain(e.session());
            assertThat(over.contains(e.session()) || wrappingUp.contains(e.session()))
                    .as(what)
                    .isFalse();
            (e.wrapUpUntil() == null ? over : wrappingUp).add(e.session());
        } else if (event instanceof WrapUpCompleted e) {
            assertThat(wrappingUp.remove(e.session())).as(what).isTrue();
            over.add(e.session());
        } else if (event instanceof MessagePosted e) {
            boolean note = e.message().visibility() == Visibility.STAFF;
            assertThat(over).as(what).doesNotContain(e.session());
            assertThat(note || !wrappingUp.contains(e.session())).as(what).isTrue();
        }
    }

    /** An ended session changes no more, but for its rating; its owner is released in the step that ends it. */
    private void remainsAsItWas(Map<SessionId, Session> ended, Session session) {
        if (session.state() != SessionState.ENDED || session.control().owner() != null) {
            return;
        }
        Session bare = session.ending() == null
                ? session
                : session.ended(session.ending().rated(null));
        Session before = ended.putIfAbsent(session.id(), bare);
        assertThat(before == null || before.equals(bare))
                .as("%s: %s became %s", seed, before, bare)
                .isTrue();
    }
}
