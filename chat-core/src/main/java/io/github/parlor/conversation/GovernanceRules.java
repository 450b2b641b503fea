package io.github.parlor.conversation;

import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.GovernanceCommand.Unlock;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ConversationEvent.ConversationErased;
import io.github.parlor.event.ConversationEvent.ConversationLocked;
import io.github.parlor.event.ConversationEvent.ConversationUnlocked;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.people.Actor;

/** Decides what concerns a conversation as a whole: rows 23 and 24. */
final class GovernanceRules {
    private GovernanceRules() {}

    static Decision decide(Deliberation d, GovernanceCommand command) {
        if (command instanceof Lock lock) {
            return lock(d, lock.reason());
        } else if (command instanceof Unlock) {
            return unlock(d);
        }
        return erase(d);
    }

    private static Decision lock(Deliberation d, LockReason reason) {
        if (d.state().locks().contains(reason)) {
            return d.accept();
        }
        if (reason == LockReason.BLOCKED && !d.session().state().isOver()) {
            d.end(EndReason.BLOCKED, null, false);
        }
        return d.accept(new ConversationLocked(d.id(), reason));
    }

    /** Lifts the strongest lock: a block that was there beside a legal hold outlives it. */
    private static Decision unlock(Deliberation d) {
        LockReason present = d.state().lock();
        if (present == null) {
            return d.accept();
        }
        boolean officer = d.kind() == Actor.Kind.PRIVACY_OFFICER || d.kind() == Actor.Kind.SYSTEM;
        return present == LockReason.LEGAL_HOLD && !officer
                ? d.refuse(Code.NOT_ALLOWED, "a legal hold is lifted by a privacy officer or the host")
                : d.accept(new ConversationUnlocked(d.id()));
    }

    private static Decision erase(Deliberation d) {
        if (d.state().lock() == LockReason.LEGAL_HOLD) {
            return d.refuse(Code.LOCKED, "there is a legal hold");
        }
        if (!d.session().state().isOver()) {
            d.end(EndReason.SYSTEM, null, false);
        } else if (d.session().state() == SessionState.WRAP_UP) {
            d.record(new WrapUpCompleted(d.sessionId())).releaseOwner(ReleaseCause.ENDED);
        }
        LifecycleRules.finishPrevious(d);
        return d.accept(new ConversationErased(d.id()));
    }
}
