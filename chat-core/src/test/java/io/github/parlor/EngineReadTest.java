package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static io.github.parlor.TestShop.ANNA;
import static io.github.parlor.TestShop.BY_ANNA;
import static io.github.parlor.TestShop.BY_IDA;
import static io.github.parlor.TestShop.BY_MAX;
import static io.github.parlor.TestShop.IDA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Availability.Alternative;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.message.Content;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown to whom: typing, receipts, notes, availability, other tenants. */
class EngineReadTest {
    private static List<EventRecord> delta(TestShop shop, Actor reader, ConversationId id) {
        return ((Resumption.Delta) shop.shop.resume(reader, id, 0, Shop.MAX_PAGE)).events();
    }

    @Test
    void scenario_36_typing_ends_by_itself_by_a_message_or_without_one_and_is_never_recorded() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        long before = shop.state(id).sequence();

        shop.shop.typing(BY_ANNA, id, true);
        assertThat(shop.shop.typing(BY_MAX, id)).containsExactly(BY_ANNA);
        shop.time.advance(Duration.ofSeconds(10));
        assertThat(shop.shop.typing(BY_MAX, id)).as("after its time").isEmpty();

        shop.shop.typing(BY_MAX, id, true);
        shop.shop.typing(BY_MAX, id, false);
        assertThat(shop.shop.typing(BY_ANNA, id))
                .as("stopped without a message")
                .isEmpty();
        assertThat(shop.state(id).sequence()).isEqualTo(before);

        shop.shop.typing(BY_MAX, id, true);
        shop.say(BY_MAX, id, "Let me see.");
        assertThat(shop.shop.typing(BY_ANNA, id)).as("cleared by the message").isEmpty();
        assertThat(shop.events(id)).doesNotContain("Typing");
    }

    @Test
    void scenario_37_cursors_never_go_back_own_messages_are_never_unread_and_private_reads_stay_private() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        shop.say(BY_MAX, id, "one");
        long first = shop.state(id).sequence();
        shop.say(BY_MAX, id, "two");
        shop.execute(BY_MAX, id, PostMessage.note("a note"));
        shop.say(BY_ANNA, id, "three");

        assertThat(shop.shop.unread(BY_ANNA, id)).isEqualTo(2);
        shop.execute(BY_ANNA, id, new MoveReceipt(ReceiptKind.READ, first));
        assertThat(shop.shop.unread(BY_ANNA, id)).isEqualTo(1);
        shop.execute(
                BY_ANNA, id, new MoveReceipt(ReceiptKind.READ, shop.state(id).sequence()));
        Result back = shop.execute(BY_ANNA, id, new MoveReceipt(ReceiptKind.READ, first));
        assertThat(((Result.Done) back).records()).isEmpty();
        assertThat(shop.shop.unread(BY_ANNA, id)).isZero();

        shop.execute(
                BY_MAX,
                id,
                new MoveReceipt(ReceiptKind.READ_PRIVATELY, shop.state(id).sequence()));
        assertThat(delta(shop, BY_ANNA, id))
                .noneMatch(record -> record.actor().equals(BY_MAX)
                        && record.event() instanceof io.github.parlor.event.ParticipantEvent.ReceiptMoved);
        assertThat(shop.shop.unread(BY_MAX, id)).isZero();
    }

    @Test
    void a_contact_sees_no_note_no_consult_no_disposition_and_no_correction_of_a_note() {
        TestShop shop = TestShop.open().staffed(MAX, IDA);
        ConversationId id = shop.serve(IDA, StartSession.of(ANNA));
        Result note = shop.execute(BY_IDA, id, PostMessage.note("difficult"));
        var message = ((MessagePosted) ((Result.Done) note).records().get(0).event()).message();
        shop.execute(BY_IDA, id, new EditMessage(message.id(), new Content.Text("very difficult")));
        shop.execute(BY_IDA, id, new Consult(MAX));
        shop.execute(BY_MAX, id, PostMessage.note("offer a refund"));
        shop.say(BY_IDA, id, "We refund it.");
        shop.execute(BY_IDA, id, new DeleteMessage(message.id()));
        shop.execute(BY_IDA, id, new EndSession(EndReason.AGENT_ENDED, "refund"));

        List<EventRecord> seen = delta(shop, BY_ANNA, id);

        assertThat(seen)
                .extracting(record -> record.event().getClass().getSimpleName())
                .containsExactly("SessionStarted", "OwnerAssigned", "MessagePosted", "SessionEnded", "OwnerReleased");
        assertThat(seen)
                .filteredOn(record -> record.event() instanceof SessionEnded)
                .allSatisfy(record -> assertThat(((SessionEnded) record.event()).disposition())
                        .isNull());
        assertThat(delta(shop, BY_IDA, id)).hasSize((int) shop.state(id).sequence());
    }

    @Test
    void a_forged_id_and_the_conversation_of_somebody_else_have_the_same_answer() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.start();
        Actor eve = Actor.contact(new ContactId("eve"));

        Result foreign = shop.say(eve, id, "let me in");
        Result forged = shop.say(eve, new ConversationId("no-such"), "let me in");

        assertThat(foreign).isEqualTo(forged);
        assertThat(foreign.refusal().orElseThrow().code()).isEqualTo(Code.NOT_FOUND);
        assertThat(shop.shop.resume(eve, id, 0, 10))
                .isEqualTo(shop.shop.resume(eve, new ConversationId("no-such"), 0, 10));
        assertThat(shop.shop.unread(eve, id)).isZero();
        assertThat(shop.shop.follow(eve, id, 0, record -> {})).isEmpty();
        assertThat(shop.shop.conversation(eve, id)).isEmpty();
    }

    @Test
    void scenario_34_another_tenant_finds_nothing_under_the_same_ids() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.start();
        Shop other = shop.parlor.open(new TenantId("other"), ShopSettings.DEFAULT);

        assertThat(other.conversation(Actor.SYSTEM, id)).isEmpty();
        assertThat(other.post(BY_ANNA, id, PostMessage.text("hello"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(other.status(MAX, AgentStatus.AVAILABLE, "")
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        ConversationId theirs = other.start(BY_ANNA, StartSession.of(ANNA)).conversationId();
        assertThat(theirs).isNotEqualTo(id);
        assertThat(shop.journal.readAll(ACME, 0, 1_000))
                .allSatisfy(record -> assertThat(record.tenant()).isEqualTo(ACME));
    }

    @Test
    void a_shop_that_is_not_open_or_open_already_is_refused_by_name() {
        TestShop shop = TestShop.open();
        assertThatThrownBy(() -> shop.parlor.shop(new TenantId("nobody")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("tenant: expected the tenant of an open shop, got");
        assertThatThrownBy(() -> shop.parlor.open(ACME, ShopSettings.DEFAULT))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("tenant: expected a shop that is not open yet");
        assertThatThrownBy(() -> Parlor.builder().build()).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void scenario_46_availability_tells_open_busy_closed_and_full_from_one_source() {
        Schedule hours =
                Schedule.builder(ZoneId.of("Europe/Paris")).daily("09:00-18:00").build();
        TestShop shop = new TestShop(ShopSettings.builder()
                .schedule(hours)
                .alternatives(List.of(new Alternative("PHONE", "+33 1 23 45 67 89")))
                .maxWaiting(1)
                .build());

        assertThat(shop.shop.availability(Target.ANYONE))
                .isEqualTo(new Availability.Closed(
                        Availability.Reason.NOBODY_THERE,
                        null,
                        List.of(new Alternative("PHONE", "+33 1 23 45 67 89"))));
        shop.staffed(MAX, 1);
        assertThat(shop.shop.availability(Target.ANYONE)).isInstanceOf(Availability.Open.class);
        shop.start(StartSession.of(new ContactId("one")));
        // The list router of this test counts sessions with an offer as waiting.
        assertThat(shop.shop.availability(Target.ANYONE))
                .isInstanceOfSatisfying(
                        Availability.Closed.class,
                        closed -> assertThat(closed.reason()).isEqualTo(Availability.Reason.FULL));
        shop.pass(Duration.ofHours(6));
        assertThat(shop.shop.availability(Target.ANYONE)).isInstanceOfSatisfying(Availability.Closed.class, closed -> {
            assertThat(closed.reason()).isEqualTo(Availability.Reason.OUT_OF_HOURS);
            assertThat(closed.nextOpen()).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
        });
    }

    @Test
    void a_session_that_begins_out_of_hours_is_stored_and_queued_at_the_next_opening() {
        Schedule hours = Schedule.builder(ZoneId.of("UTC")).daily("13:00-18:00").build();
        TestShop shop = new TestShop(ShopSettings.builder().schedule(hours).build()).staffed(MAX);

        ConversationId id = shop.start();
        assertThat(shop.session(id).waiting().routableAt()).isEqualTo(Instant.parse("2026-03-02T13:00:00Z"));
        shop.pass(Duration.ofHours(1));

        assertThat(shop.events(id)).containsExactly("SessionStarted", "SessionDeferred", "SessionQueued", "OfferMade");
    }

    @Test
    void accepting_without_an_open_offer_is_refused_whoever_asks() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.start();

        assertThat(shop.accept(IDA, id).refusal().orElseThrow().code()).isEqualTo(Code.OFFER_GONE);
        assertThat(shop.accept(MAX, new ConversationId("no-such"))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Code.OFFER_GONE);
        assertThat(shop.accept(MAX, id).isDone()).isTrue();
        assertThat(shop.accept(MAX, id).refusal().orElseThrow().code()).isEqualTo(Code.OFFER_GONE);
    }

    @Test
    void a_message_that_was_taken_back_cannot_be_corrected() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        Result said = shop.say(BY_MAX, id, "Sorry");
        var message = ((MessagePosted) ((Result.Done) said).records().get(0).event()).message();
        shop.execute(BY_MAX, id, new DeleteMessage(message.id()));

        Result edited = shop.execute(BY_MAX, id, new EditMessage(message.id(), new Content.Text("Hello")));

        assertThat(edited.refusal().orElseThrow().code()).isEqualTo(Code.UNKNOWN_REFERENCE);
    }
}
