package io.github.parlor.metrics;

import io.github.parlor.event.AgentEvent.AgentConfigured;
import io.github.parlor.event.AgentEvent.AgentStatusChanged;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent.OfferAccepted;
import io.github.parlor.event.OfferEvent.OfferDeclined;
import io.github.parlor.event.OfferEvent.OfferExpired;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.ControlGranted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.OwnerEvent.TransferCompleted;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.ParticipantEvent.PresenceChanged;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.event.QueueEvent.HandoffRequested;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records by hand: who does what in which second. Single-owner. */
public final class EventLog {
    public static final TenantId SHOP = new TenantId("shop");
    public static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final IdSource ids = IdSource.seeded(1);
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<StreamId, Long> sequences = new HashMap<>();

    public EventLog() {}

    /** The instant so many seconds after the beginning of the log. */
    public static Instant second(double seconds) {
        return ZERO.plusMillis(Math.round(seconds * 1_000));
    }

    /** All records in the order of their times, those of one second in the order in which they were written. */
    public List<EventRecord> records() {
        List<EventRecord> sorted = new ArrayList<>(records);
        sorted.sort(Comparator.comparing(record -> record.at().wall()));
        List<EventRecord> placed = new ArrayList<>();
        for (EventRecord r : sorted) {
            placed.add(new EventRecord(
                    r.id(),
                    r.tenant(),
                    r.stream(),
                    r.sequence(),
                    placed.size() + 1,
                    r.at(),
                    r.recorded(),
                    r.actor(),
                    r.cause(),
                    r.schemaVersion(),
                    r.event()));
        }
        return placed;
    }

    /** What the records come to. */
    public Facts facts() {
        return MetricsReplay.of(records()).snapshot(SHOP);
    }

    public Talk talk(String conversation) {
        return new Talk(new ConversationId(conversation));
    }

    public EventLog status(double at, String agent, AgentStatus status) {
        AgentId id = new AgentId(agent);
        record(StreamId.of(id), at, Actor.agent(id), new AgentStatusChanged(id, status, ""));
        return this;
    }

    public EventLog capacity(double at, String agent, int sessions) {
        AgentId id = new AgentId(agent);
        record(
                StreamId.of(id),
                at,
                Actor.SYSTEM,
                new AgentConfigured(Agent.of(agent).withSessions(sessions)));
        return this;
    }

    public void record(StreamId stream, double at, Actor actor, ChatEvent event) {
        Instant wall = second(at);
        records.add(new EventRecord(
                new EventId(ids.next(wall)),
                SHOP,
                stream,
                sequences.merge(stream, 1L, Long::sum),
                records.size() + 1,
                new Moment(wall, Duration.between(ZERO, wall).toNanos(), 1),
                wall,
                actor,
                null,
                EventRecord.SCHEMA_VERSION,
                event));
    }

    /** One conversation; each call writes one record of its latest session. */
    public final class Talk {
        private ChannelId channel = new ChannelId("web");
        private final ConversationId conversation;
        private final ContactId contact;
        private int number;

        Talk(ConversationId conversation) {
            this.conversation = conversation;
            this.contact = new ContactId("contact-" + conversation);
        }

        public SessionId session() {
            return new SessionId(conversation, Math.max(1, number));
        }

        private Talk add(double at, Actor actor, ChatEvent event) {
            record(StreamId.of(conversation), at, actor, event);
            return this;
        }

        /** Says over which channel the sessions begin that follow. */
        public Talk over(String other) {
            channel = new ChannelId(other);
            return this;
        }

        public Talk begins(double at) {
            return begins(at, Origin.CONTACT, "SERVICE", Map.of());
        }

        public Talk begins(double at, Origin origin, String purpose, Map<String, String> attributes) {
            number++;
            return add(
                    at,
                    Actor.contact(contact),
                    new SessionStarted(
                            session(),
                            contact,
                            null,
                            null,
                            channel,
                            Mode.LIVE,
                            origin,
                            Target.ANYONE,
                            purpose,
                            false,
                            Duration.ZERO,
                            null,
                            attributes));
        }

        public Talk bot(double at) {
            return add(at, Actor.SYSTEM, new ControlGranted(session(), new BotId("bot"), "", 1));
        }

        public Talk handsOff(double at) {
            return add(
                    at,
                    Actor.bot(new BotId("bot")),
                    new HandoffRequested(session(), HandoffReason.USER_ASKED, Target.ANYONE, Map.of(), ""));
        }

        public Talk queued(double at) {
            return queued(at, QueueCause.STARTED);
        }

        public Talk queued(double at, QueueCause cause) {
            return add(
                    at,
                    Actor.SYSTEM,
                    new SessionQueued(session(), cause, Target.ANYONE, Duration.ZERO, second(at), null));
        }

        public Talk offered(double at, String agent) {
            return add(at, Actor.ROUTER, new OfferMade(session(), offer(), new AgentId(agent), second(at + 20), 1));
        }

        public Talk expired(double at, String agent) {
            return add(at, Actor.TIMER, new OfferExpired(session(), offer(), new AgentId(agent)));
        }

        public Talk declined(double at, String agent) {
            return add(at, agent(agent), new OfferDeclined(session(), offer(), new AgentId(agent), ""));
        }

        public Talk accepted(double at, String agent) {
            return add(at, agent(agent), new OfferAccepted(session(), offer(), new AgentId(agent)))
                    .assigned(at, agent);
        }

        public Talk assigned(double at, String agent) {
            return assigned(at, agent, AssignCause.OFFER, Agent.UNITS_PER_SESSION, null);
        }

        public Talk assigned(double at, String agent, AssignCause cause, int units, @Nullable Duration measuredWait) {
            return add(
                    at, Actor.SYSTEM, new OwnerAssigned(session(), new AgentId(agent), cause, 1, units, measuredWait));
        }

        public Talk released(double at, String agent) {
            return released(at, agent, ReleaseCause.ENDED, null);
        }

        public Talk released(double at, String agent, ReleaseCause cause, @Nullable Duration measured) {
            return add(at, Actor.SYSTEM, new OwnerReleased(session(), new AgentId(agent), cause, measured));
        }

        public Talk transferredToQueue(double at, String from) {
            return transferAsked(at, from)
                    .released(at, from, ReleaseCause.TRANSFER, null)
                    .transferReached(at, null)
                    .queued(at, QueueCause.TRANSFER);
        }

        public Talk transferAsked(double at, String from) {
            return add(
                    at, agent(from), new TransferStarted(session(), new AgentId(from), Target.ANYONE, false, "", null));
        }

        public Talk transferReached(double at, @Nullable String to) {
            return add(at, Actor.SYSTEM, new TransferCompleted(session(), to == null ? null : new AgentId(to)));
        }

        public Talk left(double at, EndReason reason, @Nullable Duration measured) {
            return add(at, Actor.contact(contact), new LeftQueue(session(), reason, measured));
        }

        public Talk abandoned(double at) {
            return left(at, EndReason.ABANDONED, null).ended(at, EndReason.ABANDONED);
        }

        public Talk ended(double at, EndReason reason) {
            return add(at, Actor.SYSTEM, new SessionEnded(session(), reason, null, null));
        }

        public Talk endedBy(double at, String agent) {
            return ended(at, EndReason.AGENT_ENDED).released(at, agent);
        }

        public Talk held(double at) {
            return add(at, Actor.SYSTEM, new SessionHeld(session(), HoldKind.INACTIVE, null, true));
        }

        public Talk resumed(double at) {
            return add(at, Actor.SYSTEM, new SessionResumed(session(), WakeCause.CONTACT));
        }

        public Talk rated(double at, Scale scale, int score) {
            return add(at, Actor.contact(contact), new SessionRated(session(), scale, score, ""));
        }

        public Talk disconnected(double at) {
            return add(at, Actor.contact(contact), new PresenceChanged(session(), new DeviceId("phone"), false));
        }

        public Talk contactSays(double at) {
            return says(at, Actor.contact(contact), Visibility.PUBLIC, false);
        }

        public Talk agentSays(double at, String agent) {
            return says(at, agent(agent), Visibility.PUBLIC, false);
        }

        public Talk botSays(double at) {
            return says(at, Actor.bot(new BotId("bot")), Visibility.PUBLIC, true);
        }

        public Talk says(double at, Actor author, Visibility visibility, boolean automatic) {
            Message message = new Message(
                    new MessageId(ids.next(second(at))),
                    author,
                    new Content.Text("text"),
                    "text",
                    visibility,
                    null,
                    automatic);
            return add(at, author, new MessagePosted(session(), message));
        }

        private OfferId offer() {
            return new OfferId(ids.next(ZERO));
        }

        private Actor agent(String agent) {
            return Actor.agent(new AgentId(agent));
        }
    }
}
