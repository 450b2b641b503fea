package io.github.parlor.message;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.MessageId;
import io.github.parlor.people.Actor;
import org.jspecify.annotations.Nullable;

/**
 * One thing said in a conversation. Its place in the order is the sequence of the event that carries it, never a time.
 * Immutable.
 *
 * @param id the server's identity
 * @param author who said it
 * @param content what was said
 * @param fallback plain text made once when the message was posted, for channels that cannot show {@code content}
 * @param visibility who may see it
 * @param clientKey the sender's own key for repeating the request, or null
 * @param automatic whether a rule or a greeting wrote it; never counted as an answer
 */
public record Message(
        MessageId id,
        Actor author,
        Content content,
        String fallback,
        Visibility visibility,
        @Nullable ClientKey clientKey,
        boolean automatic) {
    public Message {
        Bounds.present("message.id", id);
        Bounds.present("message.author", author);
        Bounds.present("message.content", content);
        Bounds.privateText("message.fallback", fallback, 0, Content.MAX_TEXT);
        Bounds.present("message.visibility", visibility);
    }

    /** Names the message without its text, so that logs never carry what people say. */
    @Override
    public String toString() {
        return "Message[" + id + " by " + author.kind() + ", " + visibility + "]";
    }
}
