package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.message.Visibility;
import org.jspecify.annotations.Nullable;

/** Says, corrects and takes back; tells what was seen and who is there. */
public sealed interface MessageCommand extends Command {
    /**
     * Says something.
     *
     * @param content what
     * @param visibility who may see it; contacts post {@link Visibility#PUBLIC} only
     * @param clientKey the sender's own key, so that a repeated request is not a second message, or null; for a message
     *     from an outside channel its id there, with the name of the channel as device
     * @param automatic whether a rule or a greeting wrote it
     * @param epoch the control epoch the sender acts under; required of bots, 0 if not stated
     */
    record PostMessage(
            Content content,
            Visibility visibility,
            @Nullable ClientKey clientKey,
            boolean automatic,
            long epoch) implements MessageCommand {
        public PostMessage {
            Bounds.present("content", content);
            Bounds.present("visibility", visibility);
            Bounds.range("epoch", epoch, 0, Long.MAX_VALUE);
        }

        /** Returns plain text for everybody. */
        public static PostMessage text(String text) {
            return new PostMessage(new Content.Text(text), Visibility.PUBLIC, null, false, 0);
        }

        /** Returns a note for the staff. */
        public static PostMessage note(String text) {
            return new PostMessage(new Content.Text(text), Visibility.STAFF, null, false, 0);
        }

        /** Returns the message under a client key. */
        public PostMessage withKey(ClientKey key) {
            return new PostMessage(content, visibility, key, automatic, epoch);
        }

        /** Returns the message under a control epoch. */
        public PostMessage withEpoch(long other) {
            return new PostMessage(content, visibility, clientKey, automatic, other);
        }

        /** Names the command without the text. */
        @Override
        public String toString() {
            return "PostMessage[" + content.getClass().getSimpleName() + ", " + visibility + "]";
        }
    }

    /**
     * Corrects a message of one's own.
     *
     * @param message which
     * @param content what it says from now on
     */
    record EditMessage(MessageId message, Content content) implements MessageCommand {
        public EditMessage {
            Bounds.present("message", message);
            Bounds.present("content", content);
        }

        /** Names the command without the text. */
        @Override
        public String toString() {
            return "EditMessage[" + message + "]";
        }
    }

    /**
     * Takes a message back; its author and supervisors may.
     *
     * @param message which
     */
    record DeleteMessage(MessageId message) implements MessageCommand {
        public DeleteMessage {
            Bounds.present("message", message);
        }
    }

    /**
     * Moves a receipt cursor forward; an older cursor is ignored.
     *
     * @param kind what is told
     * @param upTo sequence of the last message it covers
     */
    record MoveReceipt(ReceiptKind kind, long upTo) implements MessageCommand {
        public MoveReceipt {
            Bounds.present("kind", kind);
            Bounds.range("upTo", upTo, 1, Long.MAX_VALUE);
        }
    }

    /**
     * The contact came or went on one device.
     *
     * @param device on which device
     * @param connected whether it is connected now
     */
    record ChangePresence(DeviceId device, boolean connected) implements MessageCommand {
        public ChangePresence {
            Bounds.present("device", device);
        }
    }
}
