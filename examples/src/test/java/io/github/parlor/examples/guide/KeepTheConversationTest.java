package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Result;
import io.github.parlor.Resumption;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal.Subscription;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepTheConversationTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final Parlor parlor = Parlor.builder()
            .router(SkillRouter.factory())
            .time(new ManualTime(nine))
            .build();

    // snippet shop-and-people
    private final Shop shop = parlor.open(
            new TenantId("acme"),
            ShopSettings.builder()
                    .policy(ConversationPolicy.builder()
                            .autoAccept(true)
                            .continueWindow(Duration.ofDays(30))
                            .build())
                    .build());
    private final ContactId anna = new ContactId("anna");
    private final Actor byAnna = Actor.contact(anna);
    private final DeviceId laptop = new DeviceId("laptop");
    private final DeviceId phone = new DeviceId("phone");
    private final AgentId ida = new AgentId("ida");
    private final AgentId max = new AgentId("max");
    private final Actor byIda = Actor.agent(ida);
    private final Actor byMax = Actor.agent(max);
    // end

    private void staff(AgentId agent, String team) {
        shop.configure(Agent.of(agent.value()).withTeams(Set.of(new TeamId(team))));
        shop.status(agent, AgentStatus.AVAILABLE, "");
    }

    private ConversationId thread() {
        staff(ida, "service");
        // snippet start
        StartSession request = StartSession.of(anna)
                .withMode(Mode.MESSAGING)
                .withDevice(laptop)
                .withFirst(PostMessage.text("Where is my parcel?"));
        ConversationId chat = shop.start(byAnna, request).conversationId();
        // end
        return chat;
    }

    private static List<ChatEvent> missed(Resumption missed) {
        return ((Resumption.Delta) missed)
                .events().stream().map(EventRecord::event).toList();
    }

    private static List<String> said(Resumption missed) {
        return missed(missed).stream()
                .filter(MessagePosted.class::isInstance)
                .map(event -> ((MessagePosted) event).message().fallback())
                .toList();
    }

    private Session session(ConversationId chat) {
        return shop.conversation(Actor.SYSTEM, chat).orElseThrow().session();
    }

    @Test
    void a_second_device_gets_what_was_said_and_what_is_said_then() {
        ConversationId chat = thread();
        shop.post(byIda, chat, PostMessage.text("It left on Friday."));

        // snippet resume
        List<EventRecord> shown = new ArrayList<>();
        Resumption missed = shop.resume(byAnna, chat, 0, 100);
        long cursor = 0;
        if (missed instanceof Resumption.Delta delta) {
            shown.addAll(delta.events());
            cursor = delta.upTo();
        } else if (missed instanceof Resumption.Reset reset) {
            shown.clear();
            shown.addAll(reset.events());
            cursor = reset.upTo();
        }
        // end
        assertThat(shown)
                .filteredOn(record -> record.event() instanceof MessagePosted)
                .hasSize(2);

        // snippet follow
        Subscription feed = shop.follow(byAnna, chat, cursor, shown::add).orElseThrow();
        // end
        shop.post(byIda, chat, PostMessage.note("Angry."));
        shop.post(byIda, chat, PostMessage.text("It comes today."));
        feed.close();
        assertThat(shown)
                .filteredOn(record -> record.event() instanceof MessagePosted)
                .hasSize(3);

        // snippet send-once
        PostMessage message = PostMessage.text("Thank you!").withKey(new ClientKey(phone, "7"));
        Result first = shop.post(byAnna, chat, message);
        Result repeated = shop.post(byAnna, chat, message);
        // end
        assertThat(first).isInstanceOf(Result.Done.class);
        assertThat(repeated).isInstanceOf(Result.Repeated.class);

        // snippet read
        int unread = shop.unread(byAnna, chat);
        shop.execute(byAnna, chat, new MoveReceipt(ReceiptKind.READ, feed.position()));
        // end
        assertThat(unread).isEqualTo(2);
        assertThat(shop.unread(byAnna, chat)).isZero();
    }

    @Test
    void a_live_session_ends_when_the_contact_stays_away_and_a_thread_is_parked() {
        ConversationId chat = thread();

        // snippet parked
        shop.execute(byAnna, chat, new ChangePresence(laptop, false));
        parlor.advanceTo(nine.plus(Duration.ofMinutes(10)));
        SessionState parked = session(chat).state();
        shop.post(byAnna, chat, PostMessage.text("Still nothing here."));
        SessionState awake = session(chat).state();
        // end
        assertThat(parked).isEqualTo(SessionState.ON_HOLD);
        assertThat(awake).isEqualTo(SessionState.ACTIVE);

        // snippet snooze
        Instant tomorrow = nine.plus(Duration.ofDays(1));
        shop.execute(byIda, chat, new Hold(HoldKind.SNOOZED, tomorrow, true));
        // end
        assertThat(session(chat).state()).isEqualTo(SessionState.ON_HOLD);
        parlor.advanceTo(tomorrow);
        assertThat(parlor.journal().read(shop.tenant(), StreamId.of(chat), 0, 100))
                .extracting(EventRecord::event)
                .filteredOn(SessionResumed.class::isInstance)
                .extracting(event -> ((SessionResumed) event).cause())
                .containsExactly(WakeCause.CONTACT, WakeCause.TIME);
    }

    @Test
    void an_impatient_contact_goes_live() {
        ConversationId chat = thread();

        // snippet go-live
        Result switched = shop.execute(byAnna, chat, new SwitchMode(Mode.LIVE));
        // end
        assertThat(switched.isDone()).isTrue();
        assertThat(session(chat).mode()).isEqualTo(Mode.LIVE);
    }

    @Test
    void a_message_after_the_end_goes_on_with_the_conversation() {
        ConversationId chat = thread();

        // snippet after-the-end
        shop.execute(byIda, chat, new EndSession(EndReason.AGENT_ENDED, "delivery"));
        parlor.advanceTo(nine.plus(Duration.ofDays(3)));
        Result next = shop.post(byAnna, chat, PostMessage.text("It broke."));
        Conversation same = shop.conversation(byIda, next.conversationId()).orElseThrow();
        int number = same.session().id().number();
        // end
        assertThat(next.conversationId()).isEqualTo(chat);
        assertThat(number).isEqualTo(2);

        shop.execute(byIda, chat, new EndSession(EndReason.AGENT_ENDED, "delivery"));
        parlor.advanceTo(nine.plus(Duration.ofDays(60)));
        assertThat(shop.post(byAnna, chat, PostMessage.text("Again.")).conversationId())
                .isNotEqualTo(chat);
    }

    @Test
    void a_session_is_transferred_with_a_note_and_without_a_gap() {
        ConversationId chat = thread();
        staff(max, "repairs");

        // snippet consult
        shop.execute(byIda, chat, new Consult(max));
        shop.post(byMax, chat, PostMessage.note("Take it over to me, it is a known fault."));
        // end

        // snippet warm-transfer
        Target repairs = Target.team(new TeamId("repairs"));
        shop.execute(byIda, chat, Transfer.warm(repairs).withNote("Zip broken, wants a new one."));
        Result taken = shop.execute(byMax, chat, new AcceptTransfer());
        // end
        assertThat(taken.isDone()).isTrue();
        assertThat(session(chat).control().owner()).isEqualTo(max);
        assertThat(said(shop.resume(byMax, chat, 0, 100)))
                .containsExactly("Where is my parcel?", "Take it over to me, it is a known fault.");
        assertThat(missed(shop.resume(byMax, chat, 0, 100)))
                .filteredOn(TransferStarted.class::isInstance)
                .extracting(event -> ((TransferStarted) event).note())
                .containsExactly("Zip broken, wants a new one.");
        assertThat(said(shop.resume(byAnna, chat, 0, 100))).containsExactly("Where is my parcel?");

        // snippet cold-transfer
        Target service = Target.team(new TeamId("service"));
        shop.execute(byMax, chat, Transfer.cold(service));
        // end
        assertThat(session(chat).control().owner()).isEqualTo(ida);
    }
}
