package io.github.parlor.conversation;

import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.ModeChanged;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.OwnerEvent.TransferFailure;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what begins, parks, wakes, ends and rates sessions: rows 1, 13, 14 and 19 to 22. */
final class LifecycleRules {
    /** What a contact may give as the reason of an end: nothing that would look like the work of somebody else. */
    private static final Set<EndReason> REASONS_OF_CONTACT =
            EnumSet.of(EndReason.CONTACT_ENDED, EndReason.ABANDONED, EndReason.MOVED_CHANNEL, EndReason.OTHER);

    private LifecycleRules() {}

    /** Row 1 where there is no conversation yet. */
    static Decision start(Deliberation deliberation, Command command) {
        if (!(command instanceof StartSession start)) {
            return deliberation.refuse(Code.NOT_FOUND, "no such conversation");
        }
        return start(deliberation, start);
    }

    static Decision decide(Deliberation deliberation, LifecycleCommand command) {
        if (command instanceof StartSession c) {
            return start(deliberation, c);
        } else if (command instanceof Hold c) {
            return hold(deliberation, c);
        } else if (command instanceof Wake c) {
            return wake(deliberation, c);
        } else if (command instanceof EndSession c) {
            return end(deliberation, c);
        } else if (command instanceof CompleteWrapUp) {
            return completeWrapUp(deliberation);
        } else if (command instanceof SwitchMode c) {
            return switchMode(deliberation, c);
        }
        return rate(deliberation, (Rate) command);
    }

    private static Decision start(Deliberation d, StartSession command) {
        Conversation state = d.stateOrNull();
        if (state != null && state.lock() != null) {
            return d.refuse(Code.LOCKED, "nothing may be written: " + state.lock());
        }
        boolean foreign = state != null && !state.contact().equals(command.contact());
        boolean byAnother = d.kind() == Actor.Kind.CONTACT
                && !d.actor().name().equals(command.contact().value());
        if (foreign || byAnother) {
            return d.refuse(Code.NOT_FOUND, "no such conversation");
        }
        SessionStarted started = open(d, command);
        if (command.first() == null) {
            return d.accept(started);
        }
        return MessageRules.first(d.record(started), started.session(), command.first(), command.contact());
    }

    private static SessionStarted open(Deliberation d, StartSession command) {
        return new SessionStarted(
                finishBefore(d),
                command.contact(),
                command.visitor(),
                command.device(),
                command.channel(),
                command.mode(),
                command.origin(),
                command.target(),
                command.purpose(),
                command.urgent(),
                command.credit(),
                command.invitation(),
                command.attributes());
    }

    /**
     * Returns the id of the next session. A session stays known only until the one after the next begins; one that is
     * still in wrap-up by then is finished, so that its agent is released.
     */
    static SessionId finishBefore(Deliberation d) {
        Conversation state = d.stateOrNull();
        if (state == null) {
            return new SessionId(d.id(), 1);
        }
        finishPrevious(d);
        return new SessionId(state.id(), state.session().id().number() + 1);
    }

    static void finishPrevious(Deliberation d) {
        Session previous = d.state().previous();
        if (previous != null && previous.state() == SessionState.WRAP_UP) {
            d.record(new WrapUpCompleted(previous.id()));
            AgentId owner = previous.control().owner();
            if (owner != null) {
                d.record(new OwnerReleased(previous.id(), owner, ReleaseCause.ENDED, null));
            }
        }
    }

    private static Decision hold(Deliberation d, Hold command) {
        Session session = d.session();
        if (d.kind() == Actor.Kind.TIMER) {
            Instant due = session.lastActivity().plus(d.policy().messagingInactivity());
            if (session.mode() != Mode.MESSAGING || command.kind() != HoldKind.INACTIVE || !d.isDue(due)) {
                return d.refuse(Code.NOT_DUE, "expected a messaging session that is silent until " + due);
            }
        } else if (!d.byOwnerOrSupervisor()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner or a supervisor");
        }
        if (command.wakeAt() != null && d.isDue(command.wakeAt())) {
            return d.refuse(Code.NOT_IN_FUTURE, "wakeAt: expected after " + d.now() + ", got " + command.wakeAt());
        }
        return d.failTransfer(TransferFailure.SESSION_CHANGED)
                .accept(new SessionHeld(d.sessionId(), command.kind(), command.wakeAt(), command.wakeOnMessage()));
    }

    private static Decision wake(Deliberation d, Wake command) {
        SessionHeld hold = d.session().hold();
        if (d.kind() == Actor.Kind.TIMER && (hold == null || !d.isDue(hold.wakeAt()))) {
            return d.refuse(Code.NOT_DUE, "expected not before " + (hold == null ? null : hold.wakeAt()));
        }
        boolean mayWake = switch (d.kind()) {
            case CONTACT -> d.byContact();
            case AGENT -> d.byOwner();
            default -> true;
        };
        if (!mayWake) {
            return d.refuse(Code.NOT_OWNER, "expected the owner, a supervisor or the contact");
        }
        if (d.kind() == Actor.Kind.CONTACT && (hold == null || !hold.wakeOnMessage())) {
            return d.refuse(Code.NOT_ALLOWED, "expected a session that its contact may wake");
        }
        WakeCause cause = cause(d.kind(), command.cause());
        AgentId owner = d.session().control().owner();
        return owner != null && owner.equals(d.context().reserved())
                ? wakeTo(d, owner, cause, AssignCause.WOKEN).accept()
                : wakeToQueue(d, cause).accept();
    }

    /** Contact and timer speak for themselves only. */
    private static WakeCause cause(Actor.Kind by, WakeCause said) {
        return switch (by) {
            case CONTACT -> WakeCause.CONTACT;
            case TIMER -> WakeCause.TIME;
            default -> said;
        };
    }

    static Deliberation wakeTo(Deliberation d, AgentId owner, WakeCause cause, AssignCause how) {
        int units = d.policy().units(d.session().mode());
        return d.record(new SessionResumed(d.sessionId(), cause))
                .releaseOwner(ReleaseCause.WOKEN)
                .record(new OwnerAssigned(d.sessionId(), owner, how, d.nextEpoch(), units, null));
    }

    static Deliberation wakeToQueue(Deliberation d, WakeCause cause) {
        AgentId owner = d.session().control().owner();
        Target target = d.session().waiting().target();
        return d.record(new SessionResumed(d.sessionId(), cause))
                .sendConsultantsAway()
                .releaseOwner(ReleaseCause.WOKEN)
                .queue(QueueCause.WOKEN, owner == null ? d.targetWithout(target.agent()) : target, owner, false);
    }

    private static Decision end(Deliberation d, EndSession command) {
        Decision refusal = mayEnd(d, command);
        return refusal != null
                ? refusal
                : d.end(command.reason(), command.disposition(), true).accept();
    }

    private static @Nullable Decision mayEnd(Deliberation d, EndSession command) {
        return switch (d.kind()) {
            case CONTACT ->
                d.byContact() && REASONS_OF_CONTACT.contains(command.reason())
                        ? null
                        : d.refuse(
                                Code.NOT_ALLOWED, "expected the contact of the conversation, and a reason of its own");
            case AGENT -> mayEndAsAgent(d, command);
            case BOT -> isBotInControl(d) ? null : d.refuse(Code.NOT_OWNER, "expected the bot in control");
            case TIMER ->
                Deadlines.endIsDue(d.state(), command.reason(), d.policy(), d.now())
                        ? null
                        : d.refuse(Code.NOT_DUE, command.reason() + " has not come");
            default -> null;
        };
    }

    private static @Nullable Decision mayEndAsAgent(Deliberation d, EndSession command) {
        if (!d.byOwner()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner");
        }
        return d.policy().dispositionRequired() && command.disposition() == null
                ? d.refuse(Code.DISPOSITION_REQUIRED, "expected a disposition")
                : null;
    }

    static boolean isBotInControl(Deliberation d) {
        var bot = d.session().control().bot();
        return d.session().state() == SessionState.BOT
                && bot != null
                && bot.value().equals(d.actor().name());
    }

    private static Decision completeWrapUp(Deliberation d) {
        Ending ending = d.session().ending();
        Instant until = ending == null ? null : ending.wrapUpUntil();
        if (d.kind() == Actor.Kind.TIMER && !d.isDue(until)) {
            return d.refuse(Code.NOT_DUE, "expected not before " + until);
        }
        if (d.kind() != Actor.Kind.TIMER && !d.byOwnerOrSupervisor()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner or a supervisor");
        }
        return d.record(new WrapUpCompleted(d.sessionId()))
                .releaseOwner(ReleaseCause.ENDED)
                .accept();
    }

    private static Decision switchMode(Deliberation d, SwitchMode command) {
        if (d.kind() == Actor.Kind.CONTACT && !d.byContact()) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation");
        }
        if (d.kind() == Actor.Kind.AGENT && !d.byOwner()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner");
        }
        if (command.mode() == d.session().mode()) {
            return d.accept();
        }
        Decision refusal = growthRefused(d, command.mode());
        return refusal == null ? d.accept(new ModeChanged(d.sessionId(), command.mode())) : refusal;
    }

    /** The slots of offers have their size; once one is answered there is an owner, whose room the router knows. */
    private static @Nullable Decision growthRefused(Deliberation d, Mode mode) {
        if (d.policy().units(mode) <= d.policy().units(d.session().mode())) {
            return null;
        }
        if (d.session().state() == SessionState.OFFERED) {
            return d.refuse(
                    Code.WRONG_STATE, "the open offer is too small for " + mode + "; expected it to be answered");
        }
        boolean roomless = d.session().state() == SessionState.ACTIVE
                && !Objects.equals(d.session().control().owner(), d.context().reserved());
        return roomless ? d.refuse(Code.NO_CAPACITY, "the owner has no room for " + mode) : null;
    }

    private static Decision rate(Deliberation d, Rate command) {
        if (!d.byContact()) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation");
        }
        if (d.state().lock() != null) {
            return d.refuse(Code.LOCKED, "nothing may be written: " + d.state().lock());
        }
        Ending ending = d.session().ending();
        if (ending == null || d.isDue(ending.at().plus(d.policy().ratingWindow()))) {
            return d.refuse(Code.RATING_CLOSED, "expected within " + d.policy().ratingWindow() + " of the end");
        }
        return d.accept(new SessionRated(d.sessionId(), command.scale(), command.score(), command.comment()));
    }
}
