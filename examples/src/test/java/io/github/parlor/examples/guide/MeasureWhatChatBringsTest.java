package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.Journal.Subscription;
import io.github.parlor.metrics.ChatMetrics;
import io.github.parlor.metrics.Dimension;
import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.LoadMetric;
import io.github.parlor.metrics.LoadPolicy;
import io.github.parlor.metrics.MetricResult;
import io.github.parlor.metrics.MetricsReplay;
import io.github.parlor.metrics.Slots;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Rates;
import io.github.parlor.metrics.catalog.ServiceLevel;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MeasureWhatChatBringsTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final TenantId acme = new TenantId("acme");
    private final AgentId ida = new AgentId("ida");
    private final Parlor parlor = Parlor.builder()
            .router(SkillRouter.factory())
            .time(new ManualTime(nine))
            .build();
    private final Shop shop = parlor.open(
            acme,
            ShopSettings.builder()
                    .policy(ConversationPolicy.builder().autoAccept(true).build())
                    .build());

    /** Three contacts come at 9:00 for one agent who serves one at a time, four minutes each. */
    private void morning() {
        shop.configure(Agent.of("ida").withSessions(1));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        List<ConversationId> chats = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ContactId contact = new ContactId("contact-" + i);
            StartSession request = StartSession.of(contact).withPurpose(i == 0 ? "SALES" : "SERVICE");
            chats.add(shop.start(Actor.contact(contact), request).conversationId());
        }
        for (int i = 0; i < 3; i++) {
            parlor.advanceTo(nine.plusSeconds(240L * i + 10));
            shop.post(Actor.agent(ida), chats.get(i), PostMessage.text("Good morning!"));
            parlor.advanceTo(nine.plusSeconds(240L * (i + 1)));
            shop.execute(Actor.agent(ida), chats.get(i), new EndSession(EndReason.AGENT_ENDED, null));
        }
        shop.execute(Actor.contact(new ContactId("contact-0")), chats.get(0), new Rate(Scale.STARS, 5, ""));
    }

    @Test
    void live_figures_are_replayed_figures() {
        // snippet live
        ChatMetrics live = new ChatMetrics();
        Subscription feed = parlor.journal().subscribe(acme, 0, live::accept);
        // end
        morning();
        feed.close();

        // snippet replay
        Facts replayed = MetricsReplay.of(parlor.journal(), acme).snapshot(acme);
        // end
        assertThat(live.snapshot(acme).result(Waits.FIRST_ANSWERED)).isEqualTo(replayed.result(Waits.FIRST_ANSWERED));

        ChatMetrics metrics = new ChatMetrics();
        // snippet catch-up
        MetricsReplay replay = new MetricsReplay(parlor.journal(), acme, metrics, 0);
        long read = replay.catchUp();
        long position = replay.position();
        // end
        assertThat(read).isEqualTo(position);
    }

    @Test
    void a_figure_comes_with_its_definition_and_sample() throws IOException {
        morning();
        // snippet figure
        Facts facts = MetricsReplay.of(parlor.journal(), acme).snapshot(acme);
        MetricResult wait = facts.result(Waits.FIRST_ANSWERED);
        String line = wait.definition().id() + " v" + wait.definition().version() + ": " + wait.value() + " "
                + wait.definition().unit() + ", n = " + wait.size() + ", open " + wait.censored();
        MetricResult late = facts.percentile(Waits.FIRST_ANSWERED, 90);
        // end
        assertThat(line + "\n")
                .isEqualTo(Page.of("docs/guide/measure-what-chat-brings.md").block("text", "figure"));
        assertThat(late.value()).isEqualTo(480.0);

        // snippet service-level
        MetricResult strict = facts.result(ServiceLevel.LIVE_80_20.metric());
        MetricResult usual = facts.result(ServiceLevel.LIVE_80_20
                .answered(ServiceLevel.AnsweredAt.ACCEPT)
                .of(ServiceLevel.Denominator.OFFERED)
                .metric());
        MetricResult messaging = facts.result(ServiceLevel.MESSAGING_90_300.metric());
        MetricResult own =
                facts.result(ServiceLevel.within(Duration.ofMinutes(5), 0.95).metric());
        boolean reached = strict.value() != null && strict.value() >= ServiceLevel.LIVE_80_20.goal();
        // end
        assertThat(List.of(strict, usual)).allMatch(result -> Math.abs(value(result) - 1.0 / 3) < 1e-9);
        assertThat(List.of(messaging, own)).allMatch(result -> Math.abs(value(result) - 2.0 / 3) < 1e-9);
        assertThat(reached).isFalse();

        // snippet satisfaction
        MetricResult satisfied = facts.result(Rates.SATISFACTION);
        // end
        assertThat(satisfied.value()).isEqualTo(1.0);
        assertThat(satisfied.size()).isEqualTo(1);
        assertThat(satisfied.interval()).isNotNull();
    }

    private static double value(MetricResult result) {
        return result.value() == null ? Double.NaN : result.value();
    }

    @Test
    void figures_are_told_apart_by_purpose_and_half_hour() {
        morning();
        Facts facts = MetricsReplay.of(parlor.journal(), acme).snapshot(acme);
        // snippet parts
        SortedMap<String, Facts> byPurpose = facts.by(Dimension.PURPOSE);
        Facts gold = facts.where(session -> "gold".equals(session.attribute("tier")));
        SortedMap<LocalDateTime, Count> byHalfHour =
                facts.series(Counts.OFFERED, Slots.local(Duration.ofMinutes(30), ZoneId.of("Europe/Paris")));
        Count morning = facts.cell(Counts.ANSWERED, nine, nine.plus(Duration.ofHours(3)));
        // end
        assertThat(byPurpose).containsOnlyKeys("SALES", "SERVICE");
        assertThat(gold.sessions()).isEmpty();
        assertThat(byHalfHour).containsOnlyKeys(LocalDateTime.parse("2026-03-02T10:00:00"));
        assertThat(morning.size()).isEqualTo(3);
    }

    @Test
    void the_time_of_agents_is_shared_out() {
        morning();
        Facts facts = MetricsReplay.of(parlor.journal(), acme).snapshot(acme);
        // snippet load
        SortedMap<AgentId, Load> loads = facts.loads(LoadPolicy.DEFAULT);
        MetricResult level = LoadMetric.CONCURRENCY_BUSY.of(loads.getOrDefault(ida, Load.EMPTY), LoadPolicy.DEFAULT);
        MetricResult adjusted = facts.adjustedDuration(LoadPolicy.DEFAULT);
        // end
        assertThat(level.value()).isEqualTo(1.0);
        assertThat(adjusted.value()).isEqualTo(240.0);
    }

    @Test
    void purchases_are_recorded_once() {
        // snippet purchase
        Purchase purchase = new Purchase(new OrderId("order-4711"), Money.of(12_990, "EUR"), 2);
        shop.purchased(new VisitorId("browser-81"), purchase);
        shop.purchased(new VisitorId("browser-81"), purchase);
        // end
        assertThat(parlor.journal().readAll(acme, 0, 10)).hasSize(1);
    }
}
