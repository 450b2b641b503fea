package io.github.parlor;

import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.Ending;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A shop on manual time with short words for what the tests do all the time. */
final class TestShop {
    static final TenantId ACME = new TenantId("acme");
    static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final ContactId ANNA = new ContactId("anna");
    static final DeviceId LAPTOP = new DeviceId("laptop");
    static final DeviceId PHONE = new DeviceId("phone");
    static final Actor BY_ANNA = Actor.contact(ANNA);
    static final AgentId MAX = new AgentId("max");
    static final AgentId IDA = new AgentId("ida");
    static final Actor BY_MAX = Actor.agent(MAX);
    static final Actor BY_IDA = Actor.agent(IDA);

    final ManualTime time;
    final Journal journal;
    final Parlor parlor;
    final Shop shop;

    TestShop(ShopSettings settings) {
        this(settings, new ManualTime(MONDAY_NOON));
    }

    TestShop(ShopSettings settings, ManualTime time) {
        this(settings, time, InMemoryJournal.create(time), Parlor.builder());
    }

    TestShop(ShopSettings settings, ManualTime time, Journal journal, ParlorBuilder builder) {
        this.time = time;
        this.journal = journal;
        this.parlor = builder.router(ListRouter.factory())
                .time(time)
                .journal(journal)
                .ids(IdSource.seeded(time.now().run()))
                .build();
        this.shop = parlor.open(ACME, settings);
    }

    static TestShop open() {
        return new TestShop(ShopSettings.DEFAULT);
    }

    static TestShop with(ConversationPolicy policy) {
        return new TestShop(ShopSettings.builder().policy(policy).build());
    }

    /** The same shop in a process that was started again. */
    TestShop restarted() {
        ManualTime later = new ManualTime(time.now().wall(), time.now().run() + 1);
        return new TestShop(shop.settings(), later, journal, Parlor.builder());
    }

    TestShop staffed(AgentId... agents) {
        for (AgentId agent : agents) {
            staffed(agent, 3);
        }
        return this;
    }

    TestShop staffed(AgentId agent, int sessions) {
        shop.configure(Agent.of(agent.value()).withSessions(sessions));
        shop.status(agent, AgentStatus.AVAILABLE, "");
        return this;
    }

    ConversationId start() {
        return start(StartSession.of(ANNA).withDevice(LAPTOP));
    }

    ConversationId start(StartSession request) {
        return shop.start(Actor.contact(request.contact()), request).conversationId();
    }

    /** Starts a session and has the agent accept it. */
    ConversationId serve(AgentId agent, StartSession request) {
        ConversationId id = start(request);
        accept(agent, id);
        return id;
    }

    Result accept(AgentId agent, ConversationId id) {
        return shop.accept(agent, id);
    }

    Result say(Actor actor, ConversationId id, String text) {
        return shop.post(actor, id, PostMessage.text(text));
    }

    Result execute(Actor actor, ConversationId id, Command command) {
        return shop.execute(actor, id, command);
    }

    void pass(Duration step) {
        parlor.advanceTo(time.now().wall().plus(step));
    }

    Conversation state(ConversationId id) {
        return shop.conversation(Actor.SYSTEM, id).orElseThrow();
    }

    Session session(ConversationId id) {
        return state(id).session();
    }

    Ending ending(ConversationId id) {
        return Objects.requireNonNull(session(id).ending(), "not over");
    }

    SessionHeld hold(ConversationId id) {
        return Objects.requireNonNull(session(id).hold(), "not parked");
    }

    SessionState stands(ConversationId id) {
        return session(id).state();
    }

    List<OpenOffer> offers(ConversationId id) {
        return session(id).waiting().offers();
    }

    List<EventRecord> history(ConversationId id) {
        return journal.read(ACME, StreamId.of(id), 0, 10_000);
    }

    List<String> events(ConversationId id) {
        return history(id).stream()
                .map(record -> record.event().getClass().getSimpleName())
                .toList();
    }
}
