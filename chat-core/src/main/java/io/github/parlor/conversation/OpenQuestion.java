package io.github.parlor.conversation;

import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message that asks for an answer, kept so that an answer that nobody offered is refused. Immutable.
 *
 * @param message which message
 * @param form whether it is a form, which is answered once
 * @param multiple whether more than one option may be chosen
 * @param allowed ids of the options, or names of the fields
 * @param required names of the fields that may not stay empty
 */
public record OpenQuestion(
        MessageId message, boolean form, boolean multiple, Set<String> allowed, Set<String> required) {
    /** Most questions that a conversation remembers; older ones can no longer be answered by a tap. */
    public static final int MAX = 16;

    static Optional<OpenQuestion> of(MessageId message, Content content) {
        if (content instanceof Content.Text) {
            return Optional.empty();
        } else if (content instanceof Content.Form form) {
            return Optional.of(
                    new OpenQuestion(message, true, false, names(form.fields().stream()), names(required(form))));
        }
        Set<String> ids = options(content).map(Content.Option::id).collect(Collectors.toUnmodifiableSet());
        boolean multiple = content instanceof Content.ListPicker picker && picker.multiple();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpenQuestion(message, false, multiple, ids, Set.of()));
    }

    /** Returns whether the content is an answer to this question, and one that it allows. */
    boolean allows(Content answer) {
        if (answer instanceof Content.FormResponse response) {
            return form && response.answers().equals(message) && allows(response.values());
        }
        return answer instanceof Content.Choice choice
                && !form
                && choice.answers().equals(message)
                && allowed.containsAll(choice.chosen())
                && (multiple || choice.chosen().size() == 1);
    }

    private boolean allows(Map<String, String> values) {
        return allowed.containsAll(values.keySet())
                && required.stream()
                        .noneMatch(name -> values.getOrDefault(name, "").isBlank());
    }

    private static Stream<Content.Field> required(Content.Form form) {
        return form.fields().stream().filter(Content.Field::required);
    }

    private static Set<String> names(Stream<Content.Field> fields) {
        return fields.map(Content.Field::name).collect(Collectors.toUnmodifiableSet());
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
