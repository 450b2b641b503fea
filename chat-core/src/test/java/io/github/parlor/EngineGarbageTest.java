package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.GovernanceCommand;
import io.github.parlor.conversation.LifecycleCommand;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand;
import io.github.parlor.conversation.OwnerCommand;
import io.github.parlor.conversation.QueueCommand;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.message.Content;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anybody commands anything, in any state, with any value, also none at all: out come results, rejections and exceptions
 * that name the field, and nothing that was recorded is lost or changed.
 */
@SuppressWarnings("NullAway") // null is part of the garbage
class EngineGarbageTest {
    private static final int STEPS = 8_000;

    private final List<ConversationId> known = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_garbage_gives_typed_answers_and_loses_nothing(long seed) {
        random = new SplittableRandom(seed);
        TestShop shop = new TestShop(ShopSettings.builder()
                .policy(ConversationPolicy.builder()
                        .wrapUp(Duration.ofSeconds(30))
                        .build())
                .bots(Set.of(new BotId("bot")))
                .firstBot(seed % 2 == 0 ? new BotId("bot") : null)
                .build());
        known.add(new ConversationId("never-there"));
        List<EventRecord> before = List.of();
        Set<Class<?>> recorded = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            try {
                act(shop);
            } catch (InvalidValueException e) {
                assertThat(e.field()).as("seed %d step %d", seed, step).isNotEmpty();
            }
            if (step % 500 == 0) {
                List<EventRecord> now = all(shop);
                assertThat(now.subList(0, before.size()))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(before);
                before = now;
            }
        }
        all(shop).forEach(record -> recorded.add(record.event().getClass()));
        assertThat(recorded).as("seed %d: the garbage reaches far enough", seed).hasSizeGreaterThan(15);
        replays(shop, seed);
        assertThat(shop.parlor.failures()).as("seed %d", seed).isZero();
    }

    private static List<EventRecord> all(TestShop shop) {
        return shop.journal.readAll(TestShop.ACME, 0, Integer.MAX_VALUE);
    }

    private static void replays(TestShop shop, long seed) {
        Map<StreamId, Conversation> states = new HashMap<>();
        for (EventRecord record : all(shop)) {
            if (record.stream().kind() == StreamId.Kind.CONVERSATION) {
                states.put(record.stream(), Conversation.evolve(states.get(record.stream()), record));
            }
        }
        states.forEach((stream, state) -> assertThat(shop.state(new ConversationId(stream.id())))
                .as("seed %d %s", seed, stream)
                .isEqualTo(state));
    }

    private void act(TestShop shop) {
        switch (random.nextInt(16)) {
            case 0, 1 -> start(shop);
            case 2 -> shop.shop.configure(agent());
            case 3, 4 -> shop.shop.status(agentId(), any(AgentStatus.values()), any("", "lunch", null));
            case 5 -> shop.pass(any(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(11)));
            case 6 -> shop.time.setWall(shop.time.now().wall().minusSeconds(random.nextInt(5)));
            case 7 -> shop.shop.takeNext(agentId());
            case 8 -> shop.shop.pick(agentId(), conversation());
            case 9 -> shop.shop.resume(actor(), conversation(), random.nextInt(-1, 30), random.nextInt(0, 20));
            case 10 -> shop.shop.unread(actor(), conversation());
            case 11 -> shop.shop.typing(actor(), conversation(), random.nextBoolean());
            case 12 -> shop.shop.acceptInvitation(visitor(), new InvitationId(new UUID(1, 1)), contact());
            case 13 -> shop.shop.purchased(visitor(), purchase());
            default -> shop.shop.execute(actor(), conversation(), command(shop));
        }
    }

    private void start(TestShop shop) {
        ContactId contact = contact();
        StartSession request = any(
                null,
                StartSession.of(contact),
                StartSession.of(contact).withMode(Mode.MESSAGING),
                StartSession.of(contact).withFirst(message()).withDevice(new DeviceId("d")));
        Result result = shop.shop.start(any(Actor.contact(contact), actor()), request);
        if (result.isDone()) {
            known.add(result.conversationId());
        }
    }

    private Command command(TestShop shop) {
        long n = random.nextInt(4);
        return switch (random.nextInt(34)) {
            case 0 -> null;
            case 1 -> new LifecycleCommand.Hold(any(HoldKind.values()), null, random.nextBoolean());
            case 2 ->
                new LifecycleCommand.Hold(
                        HoldKind.SNOOZED, shop.time.now().wall().plusSeconds(n * 10 - 5), random.nextBoolean());
            case 3 -> new LifecycleCommand.Wake(any(WakeCause.values()));
            case 4 -> new LifecycleCommand.EndSession(any(EndReason.values()), any(null, "done"));
            case 5 -> new LifecycleCommand.CompleteWrapUp();
            case 6 -> new LifecycleCommand.SwitchMode(any(Mode.values()));
            case 7 -> new LifecycleCommand.Rate(any(Scale.values()), random.nextInt(-1, 12), any("", "good"));
            case 8 -> QueueCommand.RequestHuman.because(any(HandoffReason.values()));
            case 9 -> new QueueCommand.Enqueue();
            case 10 ->
                new QueueCommand.Defer(
                        any(DeferReason.values()), any(null, shop.time.now().wall()));
            case 11 -> new QueueCommand.EnqueueDeferred();
            case 12 -> new QueueCommand.LeaveQueue(any(EndReason.values()));
            case 13 -> any(new QueueCommand.TakeNext(), new QueueCommand.Pick());
            case 14 -> new OfferCommand.MakeOffer(agentId(), Duration.ofSeconds(n * 10), n);
            case 15, 16, 17, 18 -> new OfferCommand.AcceptOffer(offer(shop));
            case 19 -> new OfferCommand.DeclineOffer(offer(shop), "no");
            case 20 -> new OfferCommand.ExpireOffer(offer(shop));
            case 21 -> new OfferCommand.RevokeOffer(offer(shop), any(RevokeReason.values()));
            case 22 -> new OwnerCommand.AssignToBot(new BotId(any("bot", "other")), "flow");
            case 23 -> new OwnerCommand.HandBackToBot(new BotId("bot"), "", n);
            case 24 -> any(OwnerCommand.Transfer.cold(target()), OwnerCommand.Transfer.warm(target()));
            case 25 -> any(new OwnerCommand.AcceptTransfer(), new OwnerCommand.DeclineTransfer());
            case 26 -> any(new OwnerCommand.Consult(agentId()), new OwnerCommand.LeaveConsult(agentId()));
            case 27 -> any(new OwnerCommand.AgentLost(agentId()), new OwnerCommand.ExpireTransfer());
            case 28 -> new MessageCommand.EditMessage(new MessageId(new UUID(1, n)), new Content.Text("x"));
            case 29 -> new MessageCommand.MoveReceipt(any(ReceiptKind.values()), random.nextInt(0, 40));
            case 30 -> new MessageCommand.ChangePresence(new DeviceId("d" + n), random.nextBoolean());
            case 31 ->
                random.nextInt(10) == 0
                        ? any(new GovernanceCommand.Lock(any(LockReason.values())), new GovernanceCommand.Erase())
                        : new GovernanceCommand.Unlock();
            default -> message();
        };
    }

    private PostMessage message() {
        ClientKey key = random.nextBoolean() ? null : new ClientKey(new DeviceId("d"), "k" + random.nextInt(5));
        Content content = any(
                new Content.Text("hello"),
                new Content.Choice(new MessageId(new UUID(1, 1)), List.of("a"), "A"),
                new Content.QuickReplies("which?", List.of(new Content.Option("a", "A"))));
        return new PostMessage(content, any(Visibility.values()), key, random.nextBoolean(), random.nextInt(4));
    }

    private OfferId offer(TestShop shop) {
        return shop.shop.conversation(Actor.SYSTEM, conversation()).stream()
                .flatMap(state -> state.session().waiting().offers().stream())
                .findFirst()
                .map(offer -> offer.id())
                .orElse(new OfferId(new UUID(1, 1)));
    }

    private ConversationId conversation() {
        return random.nextInt(50) == 0 ? null : known.get(random.nextInt(Math.max(0, known.size() - 6), known.size()));
    }

    private Actor actor() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Actor.contact(contact());
            case 2, 3 -> Actor.agent(agentId());
            case 4 -> Actor.supervisor(agentId());
            case 5 -> any(Actor.SYSTEM, Actor.ROUTER, Actor.TIMER, null);
            case 6 -> Actor.bot(new BotId("bot"));
            default -> new Actor(any(Actor.Kind.values()), any("max", "c1", "eve"));
        };
    }

    private ContactId contact() {
        return new ContactId("c" + random.nextInt(12));
    }

    private VisitorId visitor() {
        return any(null, new VisitorId("v1"), new VisitorId("v2"));
    }

    private AgentId agentId() {
        return new AgentId(any("max", "ida", "nobody"));
    }

    private Agent agent() {
        return any(null, Agent.of("max").withSessions(random.nextInt(0, 4)), Agent.of("ida"));
    }

    private Target target() {
        return any(Target.ANYONE, Target.agent(new AgentId("ida")), Target.agent(new AgentId("nobody")));
    }

    private Purchase purchase() {
        return new Purchase(new OrderId("o" + random.nextInt(3)), Money.of(random.nextInt(0, 100), "EUR"), 1);
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
