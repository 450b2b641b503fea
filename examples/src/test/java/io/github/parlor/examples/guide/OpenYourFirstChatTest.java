package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Result;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import io.github.parlor.triggers.Condition;
import io.github.parlor.triggers.Trigger;
import io.github.parlor.triggers.TriggerEngine;
import io.github.parlor.triggers.TriggerRules;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class OpenYourFirstChatTest {
    @Test
    void a_chat_goes_from_the_first_message_to_the_rating() throws IOException {
        // snippet open-a-shop
        Parlor parlor = Parlor.builder().router(SkillRouter.factory()).build();
        Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
        // end

        // snippet tell-who-works
        AgentId ida = new AgentId("ida");
        shop.configure(Agent.of("ida").withSessions(3));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        // end

        // snippet availability
        Availability now = shop.availability(Target.ANYONE);
        boolean showButton = now instanceof Availability.Open || now instanceof Availability.Busy;
        // end
        assertThat(showButton).isTrue();

        // snippet contact-writes
        ContactId anna = new ContactId("anna");
        StartSession request = StartSession.of(anna)
                .withDevice(new DeviceId("laptop"))
                .withFirst(PostMessage.text("Is it also in blue?"));
        Result started = shop.start(Actor.contact(anna), request);
        ConversationId chat = started.conversationId();
        // end

        // snippet agent-accepts
        Conversation state = shop.conversation(Actor.agent(ida), chat).orElseThrow();
        OpenOffer offer = state.session().waiting().offers().get(0);
        Result accepted = shop.execute(Actor.agent(ida), chat, new AcceptOffer(offer.id()));
        // end
        assertThat(accepted.isDone()).isTrue();

        // snippet refusal
        Result again = shop.execute(Actor.agent(ida), chat, new AcceptOffer(offer.id()));
        String why = again.refusal().map(rejection -> rejection.code().name()).orElse("done");
        // end
        assertThat(why).isEqualTo("OFFER_GONE");

        // snippet talk
        shop.post(Actor.agent(ida), chat, PostMessage.text("Yes, and it is in stock."));
        shop.post(Actor.agent(ida), chat, PostMessage.note("Regular customer, size 42."));
        shop.post(Actor.contact(anna), chat, PostMessage.text("Then I take it."));
        // end

        // snippet end-and-rate
        shop.execute(Actor.agent(ida), chat, new EndSession(EndReason.AGENT_ENDED, "advice"));
        shop.execute(Actor.contact(anna), chat, new Rate(Scale.STARS, 5, "Quick and kind"));
        // end

        // snippet facts
        List<String> recorded = parlor.journal().read(shop.tenant(), StreamId.of(chat), 0, 100).stream()
                .map(record ->
                        record.sequence() + " " + record.event().getClass().getSimpleName())
                .toList();
        // end
        assertThat(String.join("\n", recorded))
                .isEqualTo(io.github.parlor.examples.guide.Page.of("docs/guide/open-your-first-chat.md")
                        .block("text", "facts")
                        .strip());
        assertThat(parlor.failures()).isZero();
    }

    // snippet desk
    static final class Desk implements ChatListener {
        final Queue<OfferMade> offers = new ConcurrentLinkedQueue<>();

        @Override
        public void recorded(EventRecord record) {
            if (record.event() instanceof OfferMade made) {
                offers.add(made);
            }
        }
    }
    // end

    @Test
    void a_desk_hears_of_offers() {
        // snippet hand-over-the-desk
        Desk desk = new Desk();
        Parlor parlor =
                Parlor.builder().router(SkillRouter.factory()).listener(desk).build();
        // end
        Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida"));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");
        ContactId anna = new ContactId("anna");
        shop.start(Actor.contact(anna), StartSession.of(anna));

        assertThat(desk.offers).extracting(OfferMade::agent).containsExactly(new AgentId("ida"));
    }

    @Test
    void an_invitation_leads_to_a_session() {
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");
        List<Invitation> shown = new ArrayList<>();
        ChatListener page = new ChatListener() {
            @Override
            public void invited(TenantId tenant, Invitation invitation) {
                shown.add(invitation);
            }
        };
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .time(new ManualTime(nine))
                .listener(page)
                .build();
        // snippet rules
        Trigger checkout = Trigger.builder("checkout-help")
                .when(Condition.page(PageKind.CHECKOUT), Condition.dwell(Duration.ofSeconds(100)))
                .text("Questions about payment or delivery?")
                .build();
        TriggerRules rules = TriggerRules.builder().add(checkout).build();
        Shop shop = parlor.open(
                new TenantId("acme"),
                ShopSettings.DEFAULT,
                TriggerEngine.builder(rules).build());
        // end
        shop.configure(Agent.of("ida"));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");

        // snippet visit
        VisitorId visitor = new VisitorId("browser-81");
        shop.visit(visitor, new VisitEvent.VisitStarted(1, "FR", "fr", null));
        shop.visit(visitor, new VisitEvent.PageViewed(new Page("/pay", "Payment", PageKind.CHECKOUT)));
        // end
        parlor.advanceTo(nine.plusSeconds(99));
        assertThat(shown).isEmpty();
        parlor.advanceTo(nine.plusSeconds(100));
        Invitation invitation = shown.get(0);

        // snippet accept-invitation
        Result opened = shop.acceptInvitation(visitor, invitation.id(), new ContactId("anna"));
        // end
        assertThat(opened.isDone()).isTrue();
        assertThat(shop.acceptInvitation(visitor, invitation.id(), new ContactId("anna"))
                        .conversationId())
                .isEqualTo(opened.conversationId());
    }
}
