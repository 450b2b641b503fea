package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Availability.Alternative;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.json.ConfigurationJson;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import io.github.parlor.time.Schedule;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static Schedule hours() {
        // snippet hours
        Schedule hours = Schedule.builder(ZoneId.of("Europe/Paris"))
                .open(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "09:00-12:00", "13:30-18:00")
                .open(DayOfWeek.SATURDAY, "22:00-06:00")
                .closedEveryYear(LocalDate.of(2026, 7, 14), "Bastille Day")
                .replace(LocalDate.of(2026, 12, 24), "Christmas Eve", "09:00-12:00")
                .add(LocalDate.of(2026, 11, 27), "Black Friday", "18:00-24:00")
                .build();
        // end
        return hours;
    }

    @Test
    void hours_answer_questions_about_instants() {
        Schedule hours = hours();
        // snippet ask
        Instant friday = Instant.parse("2026-03-06T16:30:00Z");
        boolean open = hours.isOpen(friday);
        Optional<Instant> closes = hours.nextClose(friday);
        Optional<Instant> opens = hours.nextOpen(Instant.parse("2026-03-06T17:00:00Z"));
        // end
        assertThat(open).isTrue();
        assertThat(closes).contains(Instant.parse("2026-03-06T17:00:00Z"));
        assertThat(opens).contains(Instant.parse("2026-03-07T21:00:00Z"));

        // snippet open-time
        Instant monday = Instant.parse("2026-03-02T16:00:00Z");
        Duration worked = hours.openTimeBetween(monday, monday.plus(Duration.ofDays(1)));
        Optional<Instant> due = hours.plusOpenTime(monday, Duration.ofHours(2));
        // end
        assertThat(worked).isEqualTo(Duration.ofMinutes(450));
        assertThat(due).contains(Instant.parse("2026-03-03T09:00:00Z"));
    }

    @Test
    void a_closed_shop_says_when_it_opens_and_keeps_the_session() {
        ManualTime time = new ManualTime(Instant.parse("2026-03-02T18:00:00Z"));
        Parlor parlor =
                Parlor.builder().router(SkillRouter.factory()).time(time).build();
        Schedule hours = hours();
        // snippet settings
        ShopSettings settings = ShopSettings.builder()
                .schedule(hours)
                .alternatives(List.of(new Alternative("PHONE", "+33 1 23 45 67 89")))
                .maxWaiting(50)
                .maxWait(Duration.ofMinutes(10))
                .build();
        Shop shop = parlor.open(new TenantId("acme"), settings);
        // end
        shop.configure(Agent.of("ida"));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");

        // snippet availability
        Availability answer = shop.availability(Target.ANYONE);
        String text = "";
        if (answer instanceof Availability.Open) {
            text = "Chat with us";
        } else if (answer instanceof Availability.Busy busy) {
            text = busy.waiting() + " before you";
        } else if (answer instanceof Availability.Closed closed) {
            text = closed.reason() + ", open again " + closed.nextOpen() + ", or "
                    + closed.alternatives().get(0).value();
        }
        // end
        assertThat(text).isEqualTo("OUT_OF_HOURS, open again 2026-03-03T08:00:00Z, or +33 1 23 45 67 89");

        ContactId anna = new ContactId("anna");
        // snippet too-late
        ConversationId chat =
                shop.start(Actor.contact(anna), StartSession.of(anna)).conversationId();
        Instant routable = shop.conversation(Actor.SYSTEM, chat)
                .orElseThrow()
                .session()
                .waiting()
                .routableAt();
        // end
        assertThat(routable).isEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
        parlor.advanceTo(Instant.parse("2026-03-03T08:00:00Z"));
        assertThat(shop.conversation(Actor.SYSTEM, chat).orElseThrow().session().state())
                .isEqualTo(SessionState.OFFERED);
    }

    @Test
    void a_session_that_starts_while_the_shop_is_full_is_kept_for_later() {
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");
        Shop shop = Parlor.builder()
                .router(SkillRouter.factory())
                .time(new ManualTime(nine))
                .build()
                .open(
                        new TenantId("acme"),
                        ShopSettings.builder()
                                .policy(ConversationPolicy.builder()
                                        .autoAccept(true)
                                        .build())
                                .maxWaiting(1)
                                .build());
        shop.configure(Agent.of("ida").withSessions(1));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");
        assertThat(started(shop, "one").state()).isEqualTo(SessionState.ACTIVE);
        assertThat(started(shop, "two").state()).isEqualTo(SessionState.QUEUED);

        assertThat(shop.availability(Target.ANYONE))
                .isInstanceOfSatisfying(
                        Availability.Closed.class,
                        closed -> assertThat(closed.reason()).isEqualTo(Availability.Reason.FULL));
        Session third = started(shop, "three");
        assertThat(third.state()).isEqualTo(SessionState.DEFERRED);
        assertThat(third.waiting().routableAt()).isEqualTo(nine.plus(Duration.ofMinutes(5)));
    }

    private static Session started(Shop shop, String name) {
        ContactId contact = new ContactId(name);
        ConversationId chat =
                shop.start(Actor.contact(contact), StartSession.of(contact)).conversationId();
        return shop.conversation(Actor.SYSTEM, chat).orElseThrow().session();
    }

    @Test
    void availability_asks_the_journal_nothing() {
        AtomicInteger calls = new AtomicInteger();
        Journal store = InMemoryJournal.create();
        Journal counted = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    return method.invoke(store, arguments);
                });
        Shop shop = Parlor.builder()
                .router(SkillRouter.factory())
                .journal(counted)
                .build()
                .open(new TenantId("acme"), ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida"));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");
        int before = calls.get();

        assertThat(shop.availability(Target.ANYONE)).isInstanceOf(Availability.Open.class);
        assertThat(before).isPositive();
        assertThat(calls).hasValue(before);
    }

    @Test
    void hours_are_combined() {
        Schedule hours = hours();
        // snippet combined
        Schedule repairs = Schedule.builder(ZoneId.of("Europe/Paris"))
                .open(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, "10:00-16:00")
                .build();
        Schedule whereBothAreThere = Schedule.intersection(hours, repairs);
        Schedule whereAnybodyIsThere = Schedule.union(hours, repairs);
        Schedule summer = Schedule.builder(ZoneId.of("Europe/Paris"))
                .daily("08:00-14:00")
                .validFrom(Instant.parse("2026-07-31T22:00:00Z"))
                .validUntil(Instant.parse("2026-08-31T22:00:00Z"))
                .build();
        Schedule allYear = summer.over(hours);
        // end
        Instant noon = Instant.parse("2026-08-03T11:15:00Z");
        assertThat(hours.isOpen(noon)).isFalse();
        assertThat(allYear.isOpen(noon)).isTrue();
        assertThat(whereBothAreThere.isOpen(noon)).isFalse();
        assertThat(whereAnybodyIsThere.isOpen(noon)).isTrue();
    }

    @Test
    void hours_are_configuration() throws IOException {
        // snippet document
        Schedule hours = Schedule.builder(ZoneId.of("Europe/Paris"))
                .open(DayOfWeek.MONDAY, "09:00-12:00")
                .closed(LocalDate.of(2026, 5, 1), "Labour Day")
                .build();
        String json = ConfigurationJson.SCHEDULE.write(hours);
        Schedule same = ConfigurationJson.SCHEDULE.read(json);
        // end
        assertThat(same).isEqualTo(hours);
        assertThat(json + "\n").isEqualTo(Page.of("docs/guide/opening-hours.md").block("json", "document"));
    }
}
