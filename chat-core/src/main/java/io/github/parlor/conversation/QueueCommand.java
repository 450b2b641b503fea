package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends sessions to the queue and takes them out. */
public sealed interface QueueCommand extends Command {
    /**
     * Asks for a human. Always possible while the session is new or with a bot.
     *
     * @param reason why
     * @param target who should serve, or null for the target of the session
     * @param slots what was found out so far, at most 64 entries
     * @param summary for the agent, plain text
     * @param epoch the control epoch the bot acts under; 0 if not stated
     */
    record RequestHuman(
            HandoffReason reason, @Nullable Target target, Map<String, String> slots, String summary, long epoch)
            implements QueueCommand {
        public RequestHuman {
            Bounds.present("reason", reason);
            slots = Bounds.texts("slots", slots, 64, LifecycleEvent.MAX_VALUE);
            Bounds.privateText("summary", summary, 0, LifecycleEvent.MAX_COMMENT);
            Bounds.range("epoch", epoch, 0, Long.MAX_VALUE);
        }

        /** Leaves out what was found out about the contact. */
        @Override
        public String toString() {
            return "RequestHuman[" + reason + ", " + target + "]";
        }

        /** Returns a request without further details. */
        public static RequestHuman because(HandoffReason reason) {
            return new RequestHuman(reason, null, Map.of(), "", 0);
        }
    }

    /** Queues a new session; the shop must be open. */
    record Enqueue() implements QueueCommand {}

    /**
     * Stores the session for later. A live one ends all the same once its contact has been gone for the grace period; one
     * that is to outlive the tab is a messaging session.
     *
     * @param reason why
     * @param routableAt from when on it may be queued, or null if no opening is known
     */
    record Defer(DeferReason reason, @Nullable Instant routableAt) implements QueueCommand {
        public Defer {
            Bounds.present("reason", reason);
            if (routableAt != null) {
                Moment.wall("routableAt", routableAt);
            }
        }
    }

    /**
     * Queues a deferred session whose time has come; the shop must be open. The host may also queue one for which no
     * instant was known.
     */
    record EnqueueDeferred() implements QueueCommand {}

    /**
     * Leaves the queue. Never refused to the contact. A live session ends; a messaging session is stored for later.
     *
     * @param reason why; always {@link EndReason#ABANDONED} if the contact leaves
     */
    record LeaveQueue(EndReason reason) implements QueueCommand {
        public LeaveQueue {
            Bounds.present("reason", reason);
        }
    }

    /** An agent takes the session that the router found next for the agent. */
    record TakeNext() implements QueueCommand {}

    /** An agent picks this session from the queue. */
    record Pick() implements QueueCommand {}
}
