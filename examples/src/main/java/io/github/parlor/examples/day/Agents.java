package io.github.parlor.examples.day;

import io.github.parlor.Shop;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents do: come in two shifts, pause, answer offers, talk, end. Three chats at once each. Single-owner. */
final class Agents {
    private static final int CHATS_AT_ONCE = 3;
    private static final double ACCEPTS = 0.95;
    private static final double DECLINES = 0.02;
    private static final double RATES = 0.35;

    private final Shop shop;
    private final Agenda agenda;
    private final Chance chance;
    private final Visitors visitors;

    Agents(Shop shop, Agenda agenda, Chance chance, Visitors visitors) {
        this.shop = shop;
        this.agenda = agenda;
        this.chance = chance;
        this.visitors = visitors;
    }

    /** Plans the day of {@code count} agents: the first half comes early, the second late, one alone all day. */
    void come(int count, Instant midnight) {
        for (int i = 0; i < count; i++) {
            boolean early = i < (count + 1) / 2;
            int from = early || count == 1 ? 7 * 60 : 15 * 60;
            int to = early && count > 1 ? 15 * 60 + 30 : 24 * 60;
            works(agent(i, count), midnight, from, to, i);
        }
    }

    /** Every agent knows the usual subjects; the rare ones are known to every second agent of a shift. */
    private static Agent agent(int i, int count) {
        Map<SkillId, Integer> skills = new LinkedHashMap<>();
        for (Subject subject : List.of(Subject.ORDERS, Subject.ADVICE, Subject.RETURNS)) {
            skills.put(subject.skill(), 5);
        }
        boolean few = count < 4;
        if (few || i % 2 == 0) {
            skills.put(Subject.ENGLISH.skill(), 5);
        }
        if (few || i % 2 == 1) {
            skills.put(Subject.TECHNICAL.skill(), 5);
        }
        return Agent.of("agent-" + (i + 1)).withSessions(CHATS_AT_ONCE).withSkills(skills);
    }

    private void works(Agent agent, Instant midnight, int fromMinute, int toMinute, int index) {
        shop.configure(agent);
        int pause = (fromMinute + toMinute) / 2 - 45 + 30 * (index % 4);
        at(midnight, fromMinute, agent, AgentStatus.AVAILABLE, "");
        at(midnight, pause, agent, AgentStatus.AWAY, "pause");
        at(midnight, pause + 30, agent, AgentStatus.AVAILABLE, "");
        at(midnight, toMinute, agent, AgentStatus.DRAINING, "end of shift");
    }

    private void at(Instant midnight, int minute, Agent agent, AgentStatus status, String reason) {
        agenda.at(midnight.plus(Duration.ofMinutes(minute)), () -> shop.status(agent.id(), status, reason));
    }

    /** Reacts to what is recorded. */
    void recorded(EventRecord record) {
        if (record.event() instanceof OfferMade made) {
            answer(made);
        } else if (record.event() instanceof OwnerAssigned assigned) {
            talk(assigned.session().conversation(), assigned.agent());
        }
    }

    private void answer(OfferMade made) {
        ConversationId id = made.session().conversation();
        Actor agent = Actor.agent(made.agent());
        int reaction = chance.weighted(ACCEPTS, DECLINES, 1 - ACCEPTS - DECLINES);
        Duration after = chance.seconds(1, 8);
        if (reaction == 0) {
            agenda.in(after, () -> shop.execute(agent, id, new AcceptOffer(made.offer())));
        } else if (reaction == 1) {
            agenda.in(after, () -> shop.execute(agent, id, new DeclineOffer(made.offer(), "busy")));
        }
    }

    private void talk(ConversationId id, AgentId agent) {
        Conversation state = shop.conversation(Actor.SYSTEM, id).orElseThrow();
        Subject subject = Subject.valueOf(state.session().opening().purpose());
        Duration service = chance.logNormal(subject.meanSeconds(), subject.deviationSeconds());
        Actor owner = Actor.agent(agent);
        Actor contact = Actor.contact(state.contact());
        int turns = (int) Math.max(2, Math.min(40, service.toSeconds() / 30));
        for (int i = 0; i < turns; i++) {
            Actor who = i % 2 == 0 ? owner : contact;
            Duration when = service.multipliedBy(2L * i + 1).dividedBy(2L * turns);
            agenda.in(when, () -> say(id, who));
        }
        agenda.in(service, () -> end(id, owner, contact));
    }

    private void say(ConversationId id, Actor who) {
        shop.post(
                who,
                id,
                PostMessage.text(who.isStaff() ? "Let me look that up for you." : "Thank you, and what about …?"));
    }

    private void end(ConversationId id, Actor owner, Actor contact) {
        Conversation state = shop.conversation(Actor.SYSTEM, id).orElseThrow();
        if (state.session().state() != SessionState.ACTIVE
                || !state.session().control().isOwner(owner.name())) {
            return;
        }
        shop.execute(owner, id, new EndSession(EndReason.AGENT_ENDED, null));
        VisitorId visitor = state.session().opening().visitor();
        if (visitor != null) {
            visitors.talked(visitor);
        }
        if (chance.of(RATES)) {
            int stars = 1 + chance.weighted(4, 4, 10, 32, 50);
            agenda.in(chance.seconds(10, 120), () -> shop.execute(contact, id, new Rate(Scale.STARS, stars, "")));
        }
    }
}
