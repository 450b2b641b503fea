package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.SessionId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;

/** What was said, corrected and taken back. */
public sealed interface MessageEvent extends SessionEvent {
    /**
     * Something was said. The sequence of the record is its place in the order.
     *
     * @param session in which session
     * @param message what
     */
    record MessagePosted(SessionId session, Message message) implements MessageEvent {
        public MessagePosted {
            Bounds.present("session", session);
            Bounds.present("message", message);
        }
    }

    /**
     * A message was corrected by its author.
     *
     * @param session in which session
     * @param message which
     * @param content what it says from now on
     * @param fallback the same in plain text
     * @param visibility who may see it: as the message
     */
    record MessageEdited(SessionId session, MessageId message, Content content, String fallback, Visibility visibility)
            implements MessageEvent {
        public MessageEdited {
            Bounds.present("session", session);
            Bounds.present("message", message);
            Bounds.present("content", content);
            Bounds.privateText("fallback", fallback, 0, Content.MAX_TEXT);
            Bounds.present("visibility", visibility);
        }

        /** Names the message without its text. */
        @Override
        public String toString() {
            return "MessageEdited[" + session + ", " + message + "]";
        }
    }

    /**
     * A message was taken back; a placeholder remains.
     *
     * @param session in which session
     * @param message which
     * @param visibility who may see it: as the message
     */
    record MessageDeleted(SessionId session, MessageId message, Visibility visibility) implements MessageEvent {
        public MessageDeleted {
            Bounds.present("session", session);
            Bounds.present("message", message);
            Bounds.present("visibility", visibility);
        }
    }
}
