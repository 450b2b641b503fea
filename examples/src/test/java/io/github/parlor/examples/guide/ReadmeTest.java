package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Result;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.PlainRouter;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void a_few_lines_are_a_chat_from_the_question_to_the_end() {
        // snippet
        Parlor parlor = Parlor.builder().router(PlainRouter.factory()).build();
        Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
        Actor ida = Actor.agent(new AgentId("ida"));
        Actor anna = Actor.contact(new ContactId("anna"));
        shop.configure(Agent.of("ida").withSessions(3));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");

        Result started = shop.start(anna, StartSession.of(new ContactId("anna")));
        ConversationId chat = started.conversationId();
        shop.post(anna, chat, PostMessage.text("Is it also in blue?"));
        Conversation state = shop.conversation(ida, chat).orElseThrow();
        OpenOffer offer = state.session().waiting().offers().get(0);
        shop.execute(ida, chat, new AcceptOffer(offer.id()));
        shop.post(ida, chat, PostMessage.text("Yes, and it is in stock."));
        shop.execute(ida, chat, new EndSession(EndReason.AGENT_ENDED, null));
        // end

        assertThat(shop.conversation(Actor.SYSTEM, chat).orElseThrow().session().state())
                .isEqualTo(SessionState.ENDED);
        assertThat(parlor.failures()).isZero();
    }
}
