package io.github.parlor.conversation;

import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What time will do to a conversation, derived from its state: no timer is ever stored, so none can be lost. A deadline
 * fires at or after its instant, never before. Stateless and thread-safe.
 */
public final class Deadlines {
    /**
     * One thing that time will do.
     *
     * @param at when it is due
     * @param command what is to be commanded then, by {@link io.github.parlor.people.Actor#TIMER}
     */
    public record Deadline(Instant at, Command command) {}

    /** At one instant ends come before starts. */
    private static final Comparator<Deadline> ENDS_FIRST =
            Comparator.comparing(Deadline::at).thenComparing(Deadlines::isStart);

    private Deadlines() {}

    /** Returns every deadline of the conversation, earliest first, at one instant ends before starts. */
    public static List<Deadline> of(Conversation state, ConversationPolicy policy) {
        List<Deadline> deadlines = new ArrayList<>();
        Session session = state.session();
        Session previous = state.previous();
        if (previous != null && previous.state() == SessionState.WRAP_UP) {
            wrapUp(deadlines, previous);
        }
        switch (session.state()) {
            case OFFERED -> {
                session.waiting()
                        .offers()
                        .forEach(offer -> add(deadlines, offer.expiresAt(), new ExpireOffer(offer.id())));
                waiting(deadlines, session, policy);
            }
            case QUEUED -> waiting(deadlines, session, policy);
            case DEFERRED -> add(deadlines, session.waiting().routableAt(), new EnqueueDeferred());
            case ACTIVE -> active(deadlines, session, policy);
            case ON_HOLD -> held(deadlines, session.hold());
            case WRAP_UP -> wrapUp(deadlines, session);
            case NEW, BOT, ENDED -> {}
        }
        add(deadlines, disconnected(state, policy), new EndSession(EndReason.CONTACT_DISCONNECTED, null));
        if (deadlines.size() > 1) {
            deadlines.sort(ENDS_FIRST);
        }
        return deadlines;
    }

    private static boolean isStart(Deadline deadline) {
        return deadline.command() instanceof EnqueueDeferred || deadline.command() instanceof Wake;
    }

    /** Returns when time will do something next, if ever. */
    public static Optional<Instant> next(Conversation state, ConversationPolicy policy) {
        List<Deadline> deadlines = of(state, policy);
        return deadlines.isEmpty()
                ? Optional.empty()
                : Optional.of(deadlines.get(0).at());
    }

    /** Returns whether a session may be ended by time for this reason now. */
    static boolean endIsDue(Conversation state, EndReason reason, ConversationPolicy policy, Instant now) {
        Session session = state.session();
        Instant due = switch (reason) {
            case CONTACT_DISCONNECTED -> disconnected(state, policy);
            case QUEUE_TIMEOUT -> waited(session, policy);
            case IDLE_TIMEOUT -> idle(session, policy);
            default -> null;
        };
        return due != null && !now.isBefore(due);
    }

    private static void add(List<Deadline> deadlines, @Nullable Instant at, Command command) {
        if (at != null) {
            deadlines.add(new Deadline(at, command));
        }
    }

    private static void waiting(List<Deadline> deadlines, Session session, ConversationPolicy policy) {
        add(deadlines, waited(session, policy), new LeaveQueue(EndReason.QUEUE_TIMEOUT));
    }

    private static @Nullable Instant waited(Session session, ConversationPolicy policy) {
        return session.mode() == Mode.LIVE ? plus(session.waiting().queuedAt(), policy.queueTimeout()) : null;
    }

    private static void active(List<Deadline> deadlines, Session session, ConversationPolicy policy) {
        if (session.control().transfer() != null) {
            add(deadlines, session.control().transfer().expiresAt(), new ExpireTransfer());
        }
        if (session.mode() == Mode.MESSAGING) {
            Instant due = session.lastActivity().plus(policy.messagingInactivity());
            add(deadlines, due, new Hold(HoldKind.INACTIVE, null, true));
        } else {
            add(deadlines, idle(session, policy), new EndSession(EndReason.IDLE_TIMEOUT, null));
        }
    }

    private static void held(List<Deadline> deadlines, @Nullable SessionHeld hold) {
        if (hold != null) {
            add(deadlines, hold.wakeAt(), new Wake(WakeCause.TIME));
        }
    }

    private static void wrapUp(List<Deadline> deadlines, Session session) {
        if (session.ending() != null) {
            add(deadlines, session.ending().wrapUpUntil(), new CompleteWrapUp());
        }
    }

    private static @Nullable Instant idle(Session session, ConversationPolicy policy) {
        return session.state() == SessionState.ACTIVE && session.mode() == Mode.LIVE
                ? plus(session.lastActivity(), policy.idleTimeout())
                : null;
    }

    private static @Nullable Instant disconnected(Conversation state, ConversationPolicy policy) {
        Session session = state.session();
        boolean presenceMatters =
                session.mode() == Mode.LIVE && !session.state().isOver();
        return presenceMatters ? plus(state.presence().goneSince(), policy.liveGrace()) : null;
    }

    private static @Nullable Instant plus(@Nullable Instant from, @Nullable Duration time) {
        return from == null || time == null ? null : from.plus(time);
    }
}
