package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.message.Content;
import io.github.parlor.message.Content.Field;
import io.github.parlor.message.Content.Option;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Row 12: answers that refer to a question, section 4.5. */
class AnswerTest {
    private static final List<Option> SIZES = List.of(new Option("s", "small"), new Option("l", "large"));
    private static final Content FORM = new Content.Form(
            "You",
            List.of(
                    new Field("name", "Name", Field.FieldKind.TEXT, true),
                    new Field("phone", "Telephone", Field.FieldKind.PHONE, false)));

    private static PostMessage posting(Content content) {
        return new PostMessage(content, Visibility.PUBLIC, null, false, 0);
    }

    private static Story asked(Content question) {
        return standing(SessionState.ACTIVE).then(BY_MAX, posting(question));
    }

    private static PostMessage choosing(Story story, String... options) {
        return posting(new Content.Choice(story.lastMessage(), List.of(options), "that one"));
    }

    private static PostMessage filling(Story story, Map<String, String> values) {
        return posting(new Content.FormResponse(story.lastMessage(), values));
    }

    @Test
    void a_form_is_answered_once() {
        Story story = asked(FORM);
        PostMessage response = filling(story, Map.of("name", "Anna"));

        story.then(BY_ANNA, response);

        assertThat(story.refusal(BY_ANNA, response)).isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void a_form_is_answered_with_its_fields_and_all_that_are_required() {
        Story story = asked(FORM);

        assertThat(story.refusal(BY_ANNA, filling(story, Map.of("name", "Anna", "age", "7"))))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(story.refusal(BY_ANNA, filling(story, Map.of("phone", "1234"))))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(story.refusal(BY_ANNA, filling(story, Map.of("name", " ")))).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(names(story.events(BY_ANNA, filling(story, Map.of("name", "Anna", "phone", "")))))
                .containsExactly("MessagePosted");
    }

    @Test
    void only_what_was_offered_can_be_chosen() {
        Story story = asked(new Content.QuickReplies("Which size?", SIZES));

        assertThat(story.refusal(BY_ANNA, choosing(story, "m"))).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(names(story.events(BY_ANNA, choosing(story, "s")))).containsExactly("MessagePosted");
        assertThat(story.refusal(BY_ANNA, filling(story, Map.of("s", "x")))).isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void more_than_one_is_chosen_where_the_question_allows_it_only() {
        Story single = asked(new Content.QuickReplies("Which size?", SIZES));
        Story list = asked(new Content.ListPicker("Which size?", SIZES, false));
        Story multiple = asked(new Content.ListPicker("Which sizes?", SIZES, true));

        assertThat(single.refusal(BY_ANNA, choosing(single, "s", "l"))).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(list.refusal(BY_ANNA, choosing(list, "s", "l"))).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(names(multiple.events(BY_ANNA, choosing(multiple, "s", "l"))))
                .containsExactly("MessagePosted");
    }

    @Test
    void cards_and_carousels_offer_their_options() {
        Content.Card card = new Content.Card("Shoes", "", null, null, SIZES);
        Story story = asked(new Content.Carousel(List.of(card)));

        assertThat(names(story.events(BY_ANNA, choosing(story, "l")))).containsExactly("MessagePosted");
        assertThat(names(asked(card).events(BY_ANNA, choosing(asked(card), "l"))))
                .containsExactly("MessagePosted");
    }

    @Test
    void answers_come_from_the_contact() {
        Story story = asked(FORM);

        assertThat(story.refusal(BY_MAX, filling(story, Map.of("name", "Max")))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(names(story.events(Actor.SYSTEM, filling(story, Map.of("name", "Anna")))))
                .as("the host brings what came through another channel")
                .containsExactly("MessagePosted");
    }

    @Test
    void a_question_among_the_staff_is_none_to_the_contact() {
        Story story =
                standing(SessionState.ACTIVE).then(BY_IDA, new PostMessage(FORM, Visibility.STAFF, null, false, 0));

        assertThat(story.refusal(BY_ANNA, filling(story, Map.of("name", "Anna"))))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void a_corrected_question_offers_what_it_offers_now_and_one_taken_back_offers_nothing() {
        Story story = asked(new Content.QuickReplies("Which size?", SIZES));
        PostMessage small = choosing(story, "s");
        PostMessage medium = choosing(story, "m");

        story.then(
                BY_MAX,
                new EditMessage(
                        story.lastMessage(),
                        new Content.QuickReplies("Which size?", List.of(new Option("m", "medium")))));
        assertThat(story.refusal(BY_ANNA, small)).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(names(story.events(BY_ANNA, medium))).containsExactly("MessagePosted");
        story.then(BY_MAX, new DeleteMessage(story.lastMessage()));
        assertThat(story.refusal(BY_ANNA, medium)).isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void a_correction_does_not_open_an_answered_form_again() {
        Story story = asked(FORM);
        PostMessage response = filling(story, Map.of("name", "Anna"));
        EditMessage again = new EditMessage(story.lastMessage(), FORM);

        story.then(BY_ANNA, response).then(BY_MAX, again);

        assertThat(story.refusal(BY_ANNA, response)).isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void an_answer_is_posted_and_not_smuggled_in_by_a_correction() {
        Story story = asked(FORM);
        Content response = new Content.FormResponse(story.lastMessage(), Map.of("name", "Anna"));
        story.says("wait");

        assertThat(story.refusal(BY_ANNA, new EditMessage(story.lastMessage(), response)))
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void the_oldest_question_is_forgotten_when_there_are_too_many() {
        Story story = asked(FORM);
        PostMessage response = filling(story, Map.of("name", "Anna"));
        for (int i = 0; i < OpenQuestion.MAX; i++) {
            assertThat(names(story.events(BY_ANNA, response))).as("%d more", i).containsExactly("MessagePosted");
            story.then(BY_MAX, posting(new Content.QuickReplies("Which size?", SIZES)));
        }

        assertThat(story.state().questions()).hasSize(OpenQuestion.MAX);
        assertThat(story.refusal(BY_ANNA, response)).isEqualTo(Code.UNKNOWN_REFERENCE);
    }
}
