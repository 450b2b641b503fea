package io.github.parlor.examples.log;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one call says happened, in the order in which a session goes. Single-owner. */
final class CallEvents {
    private static final ChannelId PHONE = new ChannelId("phone");
    private static final int PRIORITY_CUSTOMER = 2;
    private static final Duration PRIORITY_CREDIT = Duration.ofSeconds(90);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /**
     * A fact, when it happened and where it belongs among others.
     *
     * @param order its instant, or that of the fact before it if a log has the two the wrong way round: a session's facts
     *     stay in their sequence
     * @param at when it happened by the log
     */
    record Fact(Instant order, Instant at, Actor actor, ChatEvent event) {}

    private final List<Fact> facts = new ArrayList<>(5);
    private final Call call;
    private final SessionId session;
    private final Actor contact;

    private CallEvents(Call call, ConversationId conversation) {
        this.call = call;
        this.session = new SessionId(conversation, 1);
        this.contact = Actor.contact(contact());
    }

    /**
     * Returns the facts of a call.
     *
     * @param source the label of its log
     * @param purpose the label of its type
     */
    static List<Fact> of(Call call, ConversationId conversation, String source, String purpose) {
        CallEvents events = new CallEvents(call, conversation);
        events.begin(source, purpose);
        if (call.service() != null) {
            events.serve(call.service());
        } else {
            events.hangUp();
        }
        return events.facts;
    }

    private void begin(String source, String purpose) {
        Target target = Target.skill(new SkillId(purpose));
        Duration credit = call.priority() == PRIORITY_CUSTOMER ? PRIORITY_CREDIT : Duration.ZERO;
        add(
                call.entered(),
                contact,
                new SessionStarted(
                        session,
                        contact(),
                        null,
                        null,
                        PHONE,
                        Mode.LIVE,
                        Origin.IMPORT,
                        target,
                        purpose,
                        false,
                        credit,
                        null,
                        attributes(source)));
        if (call.waiting() != null) {
            Instant from = call.waiting().from();
            add(from, Actor.SYSTEM, new SessionQueued(session, QueueCause.STARTED, target, credit, from, null));
        }
    }

    private void serve(Call.Service service) {
        AgentId agent = new AgentId(Label.encode(service.server()));
        Actor actor = Actor.agent(agent);
        Duration waited = call.waiting() == null ? null : call.waiting().measured();
        add(
                service.from(),
                Actor.SYSTEM,
                new OwnerAssigned(session, agent, AssignCause.IMPORT, 1, Agent.UNITS_PER_SESSION, waited));
        add(service.until(), actor, new OwnerReleased(session, agent, ReleaseCause.ENDED, service.measured()));
        add(service.until(), actor, new SessionEnded(session, EndReason.AGENT_ENDED, null, null));
    }

    private void hangUp() {
        Call.Wait wait = call.waiting();
        if (wait == null) {
            add(call.left(), contact, new SessionEnded(session, EndReason.CONTACT_ENDED, null, null));
        } else {
            add(wait.until(), contact, new LeftQueue(session, EndReason.ABANDONED, wait.measured()));
            add(wait.until(), contact, new SessionEnded(session, EndReason.ABANDONED, null, null));
        }
    }

    private void add(Instant at, Actor actor, ChatEvent event) {
        Instant before = facts.isEmpty() ? at : facts.get(facts.size() - 1).order();
        facts.add(new Fact(at.isBefore(before) ? before : at, at, actor, event));
    }

    /** A caller whom the log does not know is somebody else in each call. */
    private ContactId contact() {
        return new ContactId(
                call.customer() == null
                        ? "call/" + session.conversation()
                        : "customer/" + Label.encode(call.customer()));
    }

    private Map<String, String> attributes(String source) {
        return Map.of(
                Noted.SOURCE, source,
                Noted.LINE, Integer.toString(call.line()),
                Noted.PRIORITY, Integer.toString(call.priority()),
                Noted.DATE, call.date().toString(),
                Noted.OFFERED_AT, CLOCK.format(call.offeredClock()));
    }
}
