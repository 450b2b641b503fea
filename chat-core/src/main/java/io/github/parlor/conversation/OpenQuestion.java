package io.github.parlor.conversation;

import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message that asks for an answer, kept so that an answer that nobody offered is refused. Immutable.
 *
 * @param message which message
 * @param form whether it is a form, which is answered once
 * @param allowed ids of the options, or names of the fields
 */
public record OpenQuestion(MessageId message, boolean form, Set<String> allowed) {
    /** Most questions that a conversation remembers; older ones can no longer be answered by a tap. */
    public static final int MAX = 16;

    static Optional<OpenQuestion> of(Message message) {
        Content content = message.content();
        if (content instanceof Content.Text) {
            return Optional.empty();
        } else if (content instanceof Content.Form form) {
            Set<String> names = form.fields().stream().map(Content.Field::name).collect(Collectors.toUnmodifiableSet());
            return Optional.of(new OpenQuestion(message.id(), true, names));
        }
        Set<String> ids = options(content).map(Content.Option::id).collect(Collectors.toUnmodifiableSet());
        return ids.isEmpty() ? Optional.empty() : Optional.of(new OpenQuestion(message.id(), false, ids));
    }

    private static Stream<Content.Option> options(Content content) {
        if (content instanceof Content.QuickReplies replies) {
            return replies.options().stream();
        } else if (content instanceof Content.ListPicker picker) {
            return picker.options().stream();
        } else if (content instanceof Content.Card card) {
            return card.options().stream();
        } else if (content instanceof Content.Carousel carousel) {
            return carousel.cards().stream().map(Content.Card::options).flatMap(List::stream);
        }
        return Stream.empty();
    }
}
