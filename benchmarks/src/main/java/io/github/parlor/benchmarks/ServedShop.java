package io.github.parlor.benchmarks;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.ordered.OrderedRouter;
import io.github.parlor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A shop on the system's time in which agents with plenty of room take what is offered to them. Hand-over. */
final class ServedShop {
    /** Few agents with many sessions each: the plain router looks at all of them, and it is not what is measured. */
    static final int SESSIONS_PER_AGENT = 10_000;

    static final TenantId TENANT = new TenantId("acme");
    static final DeviceId DEVICE = new DeviceId("phone");

    private static final int UNITS = Agent.MAX_CAPACITY_UNITS / SESSIONS_PER_AGENT;

    final Parlor parlor;
    final Shop shop;

    /**
     * One open conversation.
     *
     * @param contact its customer
     * @param owner the agent who serves it
     */
    record Chat(ConversationId id, Actor contact, Actor owner) {
        /** Returns one of the two, so that they speak in turns. */
        Actor speaker(long turn) {
            return (turn & 1) == 0 ? contact : owner;
        }
    }

    private ServedShop(Parlor parlor, Shop shop) {
        this.parlor = parlor;
        this.shop = shop;
    }

    /**
     * Opens a shop.
     *
     * @param policy what differs from the defaults; the units of a session are set here
     * @param sessions how many sessions the agents must have room for
     */
    static ServedShop open(
            Journal journal, IdSource ids, ConversationPolicy.Builder policy, long cacheSize, int sessions) {
        return open(journal, TimeSource.system(), ids, policy, cacheSize, sessions);
    }

    static ServedShop open(
            Journal journal,
            TimeSource time,
            IdSource ids,
            ConversationPolicy.Builder policy,
            long cacheSize,
            int sessions) {
        Parlor parlor = Parlor.builder()
                .router(OrderedRouter.factory())
                .journal(journal)
                .time(time)
                .ids(ids)
                .cacheSize(cacheSize)
                .build();
        ConversationPolicy units = policy.liveUnits(UNITS).build();
        Shop shop = parlor.open(TENANT, ShopSettings.builder().policy(units).build());
        for (int i = 0; i < sessions; i += SESSIONS_PER_AGENT) {
            Agent agent = new Agent(
                    new AgentId("agent-" + i),
                    "Agent",
                    java.util.Set.of(),
                    java.util.Map.of(),
                    Agent.MAX_CAPACITY_UNITS);
            shop.configure(agent);
            shop.status(agent.id(), AgentStatus.AVAILABLE, "");
        }
        return new ServedShop(parlor, shop);
    }

    static StartSession request(int number) {
        return StartSession.of(new io.github.parlor.id.ContactId("contact-" + number))
                .withDevice(DEVICE)
                .withFirst(PostMessage.text("Does it come in blue?"));
    }

    /** Opens conversations that an agent owns; the policy must accept offers by itself. */
    Chat[] serve(int count) {
        List<Chat> chats = new ArrayList<>(count);
        serve(count, chats::add);
        return chats.toArray(Chat[]::new);
    }

    void serve(int count, Consumer<Chat> then) {
        for (int i = 0; i < count; i++) {
            StartSession request = request(i);
            Actor contact = Actor.contact(request.contact());
            ConversationId id = shop.start(contact, request).conversationId();
            then.accept(new Chat(id, contact, Actor.agent(owner(id))));
        }
    }

    private AgentId owner(ConversationId id) {
        return shop.conversation(Actor.SYSTEM, id)
                .map(state -> state.session().control().owner())
                .orElseThrow(() -> new IllegalStateException("nobody took " + id));
    }
}
