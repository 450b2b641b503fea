package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.message.Message;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.ManualTime;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One conversation told step by step: commands are decided and carried out on manual time, with seeded ids and without any
 * port. {@link #then} is for what must succeed; {@link #tries} decides and changes nothing. Single-owner.
 */
public final class Story {
    /** The conversation that every story is about, unless it names another. */
    public static final ConversationId ID = new ConversationId("c1");

    /** When every story begins; the shop is open. */
    public static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");

    public static final ContactId ANNA = new ContactId("anna");
    public static final DeviceId LAPTOP = new DeviceId("laptop");
    public static final DeviceId PHONE = new DeviceId("phone");
    public static final BotId ROBO = new BotId("robo");
    public static final TeamId SALES = new TeamId("sales");
    public static final TeamId REPAIRS = new TeamId("repairs");

    /** In {@link #SALES} and there. */
    public static final AgentId MAX = new AgentId("max");

    /** In {@link #SALES} and there. */
    public static final AgentId IDA = new AgentId("ida");

    /** In {@link #REPAIRS} and there. */
    public static final AgentId EVA = new AgentId("eva");

    public static final Actor BY_ANNA = Actor.contact(ANNA);
    public static final Actor BY_MAX = Actor.agent(MAX);
    public static final Actor BY_IDA = Actor.agent(IDA);
    public static final Actor BY_EVA = Actor.agent(EVA);
    public static final Actor BY_BOSS = Actor.supervisor(new AgentId("boss"));
    public static final Actor BY_ROBO = Actor.bot(ROBO);
    public static final Actor BY_OFFICER = new Actor(Actor.Kind.PRIVACY_OFFICER, "officer");

    /** Monday to Friday, nine to five, in UTC. */
    public static final Schedule OFFICE_HOURS = Schedule.builder(ZoneOffset.UTC)
            .open(java.time.DayOfWeek.MONDAY, java.time.DayOfWeek.FRIDAY, "09:00-17:00")
            .build();

    private static final TenantId ACME = new TenantId("acme");

    private final ConversationId id;
    private final IdSource ids;
    private final FakeStaff staff;
    private final List<EventRecord> records = new ArrayList<>();
    private ManualTime time = new ManualTime(MONDAY_NOON);
    private ConversationPolicy policy = ConversationPolicy.DEFAULT;
    private Schedule schedule = OFFICE_HOURS;
    private Set<BotId> bots = Set.of(ROBO);
    private @Nullable AgentId reserved;
    private @Nullable Conversation state;

    private Story(ConversationId id, long seed, FakeStaff staff) {
        this.id = id;
        this.ids = IdSource.seeded(seed);
        this.staff = staff;
    }

    private static FakeStaff everybody() {
        return new FakeStaff()
                .tell(Agent.of("max").withTeams(Set.of(SALES)), AgentStatus.AVAILABLE)
                .tell(Agent.of("ida").withTeams(Set.of(SALES)), AgentStatus.AVAILABLE)
                .tell(Agent.of("eva").withTeams(Set.of(REPAIRS)), AgentStatus.AVAILABLE);
    }

    // ---- beginnings ----------------------------------------------------------------------------------------------

    /** Nothing has happened yet. */
    public static Story begin() {
        return begin(ID, 1);
    }

    /** Nothing has happened yet in another conversation, whose ids come from a seed. */
    public static Story begin(ConversationId id, long seed) {
        return new Story(id, seed, everybody());
    }

    /** Anna's request for a live session, from her laptop. */
    public static StartSession live() {
        return StartSession.of(ANNA).withDevice(LAPTOP);
    }

    /** Anna's request for a messaging session, from her laptop. */
    public static StartSession messaging() {
        return live().withMode(Mode.MESSAGING);
    }

    /** A live session in the state, by the shortest way; Max is the agent, wrap-up takes ten minutes. */
    public static Story standing(SessionState in) {
        return begin().policy(p -> p.wrapUp(Duration.ofMinutes(10)))
                .then(BY_ANNA, live())
                .to(in);
    }

    /** A messaging session in the state, as {@link #standing}. */
    public static Story standingMessaging(SessionState in) {
        return begin().policy(p -> p.wrapUp(Duration.ofMinutes(10)))
                .then(BY_ANNA, messaging())
                .to(in);
    }

    /** Goes on from a new session to the state by the shortest way. */
    public Story to(SessionState in) {
        return switch (in) {
            case NEW -> this;
            case BOT -> then(Actor.SYSTEM, new AssignToBot(ROBO, ""));
            case DEFERRED -> then(Actor.SYSTEM, new Defer(DeferReason.WAIT_TOO_LONG, now().plusSeconds(300)));
            case QUEUED -> then(Actor.SYSTEM, new Enqueue());
            case OFFERED -> to(SessionState.QUEUED).offered(MAX);
            case ACTIVE -> to(SessionState.OFFERED).accepted(MAX);
            case ON_HOLD -> to(SessionState.ACTIVE).then(BY_MAX, new Hold(HoldKind.AWAITING_CONTACT, null, true));
            case WRAP_UP -> to(SessionState.ACTIVE).then(BY_MAX, new EndSession(EndReason.AGENT_ENDED, "solved"));
            case ENDED -> then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));
        };
    }

    /** Goes on to an offer to the agent. */
    public Story to(SessionState in, AgentId agent) {
        assertThat(in).isEqualTo(SessionState.OFFERED);
        return stands() == SessionState.QUEUED
                ? offered(agent)
                : to(SessionState.QUEUED).offered(agent);
    }

    /** The router offers the session to an agent. */
    public Story offered(AgentId agent) {
        return then(Actor.ROUTER, new MakeOffer(agent, policy.offerTtl(), 7));
    }

    /** The agent accepts the open offer. */
    public Story accepted(AgentId agent) {
        return then(Actor.agent(agent), new AcceptOffer(offerTo(agent)));
    }

    // ---- circumstances -------------------------------------------------------------------------------------------

    /** Changes what the shop has decided. */
    public Story policy(UnaryOperator<ConversationPolicy.Builder> change) {
        policy = change.apply(ConversationPolicy.builder()).build();
        return this;
    }

    /** Sets what the shop has decided. */
    public Story policy(ConversationPolicy other) {
        policy = other;
        return this;
    }

    /** Sets when the shop is open. */
    public Story hours(Schedule other) {
        schedule = other;
        return this;
    }

    /** Sets the bots that are available. */
    public Story bots(BotId... available) {
        bots = Set.of(available);
        return this;
    }

    /** Sets at whom the router holds a slot for what is wanted, null for nobody. */
    public Story room(@Nullable AgentId agent) {
        reserved = agent;
        return this;
    }

    /** Tells anew who an agent is, who is there. */
    public Story staff(Agent agent) {
        staff.tell(agent, AgentStatus.AVAILABLE);
        return this;
    }

    /** Changes the status of an agent. */
    public Story staff(AgentId agent, AgentStatus status) {
        staff.tell(agent, status);
        return this;
    }

    /** Lets time pass; nothing else happens. */
    public Story pass(Duration step) {
        time.advance(step);
        return this;
    }

    /** Corrects the wall clock, back or forth. */
    public Story wall(Instant instant) {
        time.setWall(instant);
        return this;
    }

    // ---- what happens --------------------------------------------------------------------------------------------

    /** Decides a command and changes nothing. */
    public Decision tries(Actor actor, Command command) {
        return ConversationRules.decide(id, state, command, context(actor, command));
    }

    /** Returns what a command would record; fails if it would be refused. */
    public List<ChatEvent> events(Actor actor, Command command) {
        Decision decision = tries(actor, command);
        assertThat(decision).as("%s by %s", command, actor).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).events();
    }

    /** Returns why a command would be refused; fails if it would not. */
    public Rejection.Code refusal(Actor actor, Command command) {
        Decision decision = tries(actor, command);
        assertThat(decision).as("%s by %s", command, actor).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).rejection().code();
    }

    /** Carries a command out; fails if it is refused. */
    public Story then(Actor actor, Command command) {
        return happened(actor, events(actor, command));
    }

    /** Carries a command out if it is accepted. */
    public Decision attempt(Actor actor, Command command) {
        Decision decision = tries(actor, command);
        if (decision instanceof Decision.Accepted accepted) {
            happened(actor, accepted.events());
        }
        return decision;
    }

    /** These facts happen, whether or not the rules would have them. */
    public Story happened(Actor actor, List<? extends ChatEvent> events) {
        for (ChatEvent event : events) {
            EventRecord record = record(actor, event);
            state = ConversationRules.evolve(state, record);
            records.add(record);
        }
        return this;
    }

    private EventRecord record(Actor actor, ChatEvent event) {
        long sequence = records.size() + 1L;
        return new EventRecord(
                new EventId(ids.next(now())),
                ACME,
                StreamId.of(id),
                sequence,
                sequence,
                time.now(),
                now(),
                actor,
                null,
                EventRecord.SCHEMA_VERSION,
                event);
    }

    /** Does what time does to the conversation now, as often as there is something to do. */
    public Story timersRun() {
        boolean done;
        do {
            done = true;
            for (Deadlines.Deadline deadline : Deadlines.of(state(), policy)) {
                if (!now().isBefore(deadline.at())
                        && attempt(Actor.TIMER, deadline.command()) instanceof Decision.Accepted) {
                    done = false;
                    break;
                }
            }
        } while (!done);
        return this;
    }

    private Context context(Actor actor, Command command) {
        return new Context(
                actor,
                time.now(),
                ids.next(now()),
                policy,
                schedule,
                staff,
                bots,
                subject(command).orElse(null),
                reserved);
    }

    private java.util.Optional<Message> subject(Command command) {
        MessageId wanted = command instanceof EditMessage edit
                ? edit.message()
                : command instanceof DeleteMessage delete ? delete.message() : null;
        return messages().stream()
                .filter(message -> message.id().equals(wanted))
                .findFirst();
    }

    // ---- how it stands -------------------------------------------------------------------------------------------

    /** Returns the same story, to be continued in another way. */
    public Story copy() {
        Story copy = new Story(id, records.size(), staff.copy());
        copy.time = new ManualTime(now(), time.now().run());
        copy.policy = policy;
        copy.schedule = schedule;
        copy.bots = bots;
        copy.reserved = reserved;
        copy.records.addAll(records);
        copy.state = state;
        return copy;
    }

    public Instant now() {
        return time.now().wall();
    }

    public Conversation state() {
        return Objects.requireNonNull(state, "nothing has happened yet");
    }

    public @Nullable Conversation stateOrNull() {
        return state;
    }

    public Session session() {
        return state().session();
    }

    public Session previous() {
        return Objects.requireNonNull(state().previous(), "no session before");
    }

    public Presence presence() {
        return state().presence();
    }

    public SessionState stands() {
        return session().state();
    }

    public ConversationPolicy policy() {
        return policy;
    }

    public List<EventRecord> records() {
        return List.copyOf(records);
    }

    /** Returns the simple names of all events so far. */
    public List<String> told() {
        return records.stream()
                .map(record -> record.event().getClass().getSimpleName())
                .toList();
    }

    /** Returns the simple names of events. */
    public static List<String> names(List<? extends ChatEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** Returns the messages as they were posted, oldest first. */
    public List<Message> messages() {
        return records.stream()
                .filter(record -> record.event() instanceof MessagePosted)
                .map(record -> ((MessagePosted) record.event()).message())
                .toList();
    }

    public MessageId lastMessage() {
        List<Message> messages = messages();
        return messages.get(messages.size() - 1).id();
    }

    /** Returns the open offer to an agent. */
    public OfferId offerTo(AgentId agent) {
        return session().waiting().offers().stream()
                .filter(offer -> offer.agent().equals(agent))
                .map(OpenOffer::id)
                .findFirst()
                .orElseThrow();
    }

    /** Anna says something. */
    public Story says(String text) {
        return then(BY_ANNA, PostMessage.text(text));
    }
}
