package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.PHONE;
import static io.github.parlor.conversation.Story.live;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ParticipantEvent.ReceiptMoved;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 26 and 27: receipts and presence, section 4.6. */
class PresenceTest {
    private static MoveReceipt read(long upTo) {
        return new MoveReceipt(ReceiptKind.READ, upTo);
    }

    @Test
    void scenario_37_a_read_cursor_moves_forward_only() {
        Story story = standing(SessionState.ACTIVE).says("a").says("b");
        long last = story.state().sequence();

        story.then(BY_MAX, read(last));
        assertThat(story.events(BY_MAX, read(last))).isEmpty();
        assertThat(story.events(BY_MAX, read(last - 1))).isEmpty();
        assertThat(story.then(BY_MAX, read(last + 1)).state().cursors())
                .containsExactly(new Cursor(BY_MAX, ReceiptKind.READ, last + 1));
    }

    @Test
    void scenario_37_an_older_cursor_that_was_recorded_all_the_same_is_ignored() {
        Story story = standing(SessionState.ACTIVE).then(BY_MAX, read(5));
        ReceiptMoved older = new ReceiptMoved(story.session().id(), BY_MAX, ReceiptKind.READ, 3);

        assertThat(story.happened(BY_MAX, List.of(older)).state().cursors())
                .containsExactly(new Cursor(BY_MAX, ReceiptKind.READ, 5));
    }

    @Test
    void scenario_37_cursors_are_kept_by_participant_and_kind_and_private_ones_are_the_staffs() {
        Story story = standing(SessionState.ACTIVE)
                .then(BY_ANNA, read(2))
                .then(BY_ANNA, new MoveReceipt(ReceiptKind.DELIVERED, 3))
                .then(BY_MAX, new MoveReceipt(ReceiptKind.READ_PRIVATELY, 4));

        assertThat(story.state().cursors())
                .containsExactly(
                        new Cursor(BY_ANNA, ReceiptKind.READ, 2),
                        new Cursor(BY_ANNA, ReceiptKind.DELIVERED, 3),
                        new Cursor(BY_MAX, ReceiptKind.READ_PRIVATELY, 4));
        assertThat(story.refusal(BY_ANNA, new MoveReceipt(ReceiptKind.READ_PRIVATELY, 4)))
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void a_cursor_does_not_run_ahead_of_the_conversation() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.refusal(BY_MAX, read(story.state().sequence() + 1))).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(names(story.events(BY_MAX, read(story.state().sequence())))).containsExactly("ReceiptMoved");
        assertThat(story.refusal(Actor.contact(new ContactId("bob")), read(1))).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void the_contact_is_gone_once_the_last_device_is_and_back_with_the_first() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, new ChangePresence(PHONE, true));

        story.pass(Duration.ofSeconds(1)).then(BY_ANNA, new ChangePresence(LAPTOP, false));
        assertThat(story.presence().goneSince()).isNull();
        story.pass(Duration.ofSeconds(1)).then(BY_ANNA, new ChangePresence(PHONE, false));
        assertThat(story.presence().goneSince()).isEqualTo(story.now());
        story.then(BY_ANNA, new ChangePresence(LAPTOP, true));
        assertThat(story.presence().goneSince()).isNull();
    }

    @Test
    void presence_that_is_known_already_is_not_recorded_again() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.events(BY_ANNA, new ChangePresence(LAPTOP, true))).isEmpty();
        assertThat(story.events(BY_ANNA, new ChangePresence(PHONE, false)))
                .as("a device that nobody heard of, while another is there")
                .isEmpty();
        story.then(BY_ANNA, new ChangePresence(LAPTOP, false));
        assertThat(story.events(BY_ANNA, new ChangePresence(LAPTOP, false))).isEmpty();
    }

    @Test
    void a_contact_whose_presence_was_never_told_can_be_told_to_be_gone() {
        Story story = Story.begin().then(BY_ANNA, StartSession.of(Story.ANNA));
        assertThat(story.presence().goneSince()).isNull();

        assertThat(names(story.events(BY_ANNA, new ChangePresence(LAPTOP, false))))
                .containsExactly("PresenceChanged");
    }

    @Test
    void the_number_of_devices_is_bounded() {
        Story story = standing(SessionState.ACTIVE);
        for (int i = 1; i < Presence.MAX_DEVICES; i++) {
            story.then(BY_ANNA, new ChangePresence(new DeviceId("tab-" + i), true));
        }

        assertThat(story.refusal(BY_ANNA, new ChangePresence(PHONE, true))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(story.events(BY_ANNA, new ChangePresence(LAPTOP, true))).isEmpty();
    }

    @Test
    void the_number_of_devices_is_bounded_over_many_sessions_too() {
        Story story = standing(SessionState.ENDED);
        for (int i = 0; i < 3 * Presence.MAX_DEVICES; i++) {
            DeviceId device = new DeviceId("visit-" + i);
            story.then(BY_ANNA, live().withDevice(device)).to(SessionState.ENDED);
            assertThat(story.presence().devices()).contains(device);
        }

        assertThat(story.presence().devices()).hasSize(Presence.MAX_DEVICES);
    }

    @Test
    void presence_is_the_contacts_and_leaves_an_ended_session_as_it_was() {
        Story story = standing(SessionState.ENDED);
        Session before = story.session();

        story.then(BY_ANNA, new ChangePresence(LAPTOP, false));

        assertThat(story.session()).isEqualTo(before);
        assertThat(story.presence().goneSince()).isEqualTo(story.now());
    }

    @Test
    void a_contact_who_is_not_there_has_the_whole_grace_from_the_start_of_the_next_session() {
        Story story = standing(SessionState.ENDED)
                .then(BY_ANNA, new ChangePresence(LAPTOP, false))
                .pass(Duration.ofHours(1))
                .then(Actor.SYSTEM, StartSession.of(Story.ANNA));

        assertThat(story.timersRun().stands()).isEqualTo(SessionState.NEW);
        assertThat(story.pass(Duration.ofSeconds(60)).timersRun().stands()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void many_who_read_along_push_out_who_has_not_moved_for_longest_and_never_the_contact() {
        Story story = Story.standing(SessionState.ACTIVE).then(BY_ANNA, read(1));
        for (int i = 0; i < Cursor.MAX; i++) {
            story.then(Actor.supervisor(new AgentId("s" + i)), new MoveReceipt(ReceiptKind.READ_PRIVATELY, 2));
            story.then(Actor.supervisor(new AgentId("s0")), read(story.state().sequence()));
        }

        assertThat(story.state().cursors())
                .hasSize(Cursor.MAX)
                .extracting(cursor -> cursor.participant().name() + " " + cursor.kind())
                .contains("anna READ", "s0 READ", "s" + (Cursor.MAX - 1) + " READ_PRIVATELY")
                .doesNotContain("s0 READ_PRIVATELY", "s1 READ_PRIVATELY")
                .contains("s2 READ_PRIVATELY");
        assertThat(Conversation.replay(story.records())).contains(story.state());
    }
}
