package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Result;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.SkillRouter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void a_few_lines_are_a_chat_from_the_question_to_the_end() {
        // snippet a-chat
        Parlor parlor = Parlor.builder().router(SkillRouter.factory()).build();
        Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida").withSessions(3));
        AgentId ida = new AgentId("ida");
        shop.status(ida, AgentStatus.AVAILABLE, "");

        ContactId anna = new ContactId("anna");
        Result started = shop.start(Actor.contact(anna), StartSession.of(anna));
        ConversationId chat = started.conversationId();
        shop.post(Actor.contact(anna), chat, PostMessage.text("Is it also in blue?"));
        shop.accept(ida, chat);
        shop.post(Actor.agent(ida), chat, PostMessage.text("Yes, and it is in stock."));
        shop.execute(Actor.agent(ida), chat, new EndSession(EndReason.AGENT_ENDED, null));
        // end

        assertThat(shop.conversation(Actor.SYSTEM, chat).orElseThrow().session().state())
                .isEqualTo(SessionState.ENDED);
        assertThat(parlor.failures()).isZero();
    }

    @Test
    void each_of_the_six_steps_of_a_roll_out_leads_to_a_page() throws IOException {
        String readme = Page.of("README.md").text();
        for (String step : List.of("1 goals", "2 experience", "3 staffing", "4 training", "5 workflow", "6 metrics")) {
            assertThat(readme).containsPattern("(?m)^\\| " + step + ".*\\]\\(docs/.*\\|$");
        }
    }
}
