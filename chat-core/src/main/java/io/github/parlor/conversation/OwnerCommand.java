package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.people.Target;
import org.jspecify.annotations.Nullable;

/** Moves control and ownership. */
public sealed interface OwnerCommand extends Command {
    /**
     * Gives a new session to a bot.
     *
     * @param bot which bot
     * @param flow the flow it runs, may be empty
     */
    record AssignToBot(BotId bot, String flow) implements OwnerCommand {
        public AssignToBot {
            Bounds.present("bot", bot);
            Bounds.text("flow", flow, 0, LifecycleEvent.MAX_LABEL);
        }
    }

    /**
     * Gives the session back from the owner to a bot.
     *
     * @param bot which bot
     * @param flow the flow it runs, may be empty
     * @param epoch the control epoch the agent acts under; 0 if not stated
     */
    record HandBackToBot(BotId bot, String flow, long epoch) implements OwnerCommand {
        public HandBackToBot {
            Bounds.present("bot", bot);
            Bounds.text("flow", flow, 0, LifecycleEvent.MAX_LABEL);
            Bounds.range("epoch", epoch, 0, Long.MAX_VALUE);
        }
    }

    /**
     * Transfers the session: cold into the queue of the target, warm to an agent while the owner stays until the agent
     * accepts.
     *
     * @param target to whom
     * @param fallback to whom if nobody of the target is there, or null for nobody
     * @param warm whether the owner stays until the new one accepts
     * @param note for the new owner, staff only
     * @param epoch the control epoch the agent acts under; 0 if not stated
     */
    record Transfer(Target target, @Nullable Target fallback, boolean warm, String note, long epoch)
            implements OwnerCommand {
        public Transfer {
            Bounds.present("target", target);
            Bounds.privateText("note", note, 0, LifecycleEvent.MAX_COMMENT);
            Bounds.range("epoch", epoch, 0, Long.MAX_VALUE);
        }

        /** Leaves out the note. */
        @Override
        public String toString() {
            return "Transfer[" + target + (warm ? ", warm]" : ", cold]");
        }

        /** Returns a cold transfer without a note. */
        public static Transfer cold(Target target) {
            return new Transfer(target, null, false, "", 0);
        }

        /** Returns a warm transfer without a note. */
        public static Transfer warm(Target target) {
            return new Transfer(target, null, true, "", 0);
        }

        /** Returns the transfer with another target in case nobody of the first is there. */
        public Transfer withFallback(Target other) {
            return new Transfer(target, other, warm, note, epoch);
        }

        /** Returns the transfer with a note for the new owner. */
        public Transfer withNote(String other) {
            return new Transfer(target, fallback, warm, other, epoch);
        }
    }

    /** The target of a warm transfer takes the session over. */
    record AcceptTransfer() implements OwnerCommand {}

    /** The target of a warm transfer declines; the owner keeps the session. */
    record DeclineTransfer() implements OwnerCommand {}

    /** Lets a warm transfer fail whose time has come. */
    record ExpireTransfer() implements OwnerCommand {}

    /**
     * Asks another agent, unseen by the contact.
     *
     * @param agent whom
     */
    record Consult(AgentId agent) implements OwnerCommand {
        public Consult {
            Bounds.present("agent", agent);
        }
    }

    /**
     * Ends a consult.
     *
     * @param agent the agent who was asked
     */
    record LeaveConsult(AgentId agent) implements OwnerCommand {
        public LeaveConsult {
            Bounds.present("agent", agent);
        }
    }

    /**
     * An agent has been gone for longer than the grace period.
     *
     * @param agent who
     */
    record AgentLost(AgentId agent) implements OwnerCommand {
        public AgentLost {
            Bounds.present("agent", agent);
        }
    }
}
