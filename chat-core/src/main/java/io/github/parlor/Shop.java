package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.QueueCommand.Pick;
import io.github.parlor.conversation.QueueCommand.TakeNext;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Inviter;
import io.github.parlor.dispatch.Inviter.Invite;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.VisitorEvent.PurchaseRecorded;
import io.github.parlor.event.VisitorEvent.PurchaseReversed;
import io.github.parlor.host.Authorizer;
import io.github.parlor.host.Authorizer.Action;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.Journal.Subscription;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.visit.VisitEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One shop: everything a host does with chat, for one tenant. Got from {@link Parlor#shop}. Thread-safe.
 *
 * <p>The host says who acts; that it is really this contact or agent is for the host to know. Expected races come back as
 * {@link Result.Rejected}; exceptions mean broken use ({@link io.github.parlor.bounds.InvalidValueException}) or a broken
 * port.
 */
public final class Shop {
    /** Most events in one answer of {@link #resume}. */
    public static final int MAX_PAGE = 1_000;

    private final TenantId tenant;
    private final Engine engine;
    private final ShopSettings settings;
    private final StaffRoom staff = new StaffRoom();
    private final TypingBoard typing = new TypingBoard();
    private final Router router;
    private final @Nullable Inviter inviter;
    private final RouterDesk desk;
    private final Pipeline pipeline;
    private final Publisher publisher;
    private final AvailabilityDesk availability;
    private final FollowUps followUps;
    private final AgentDesk agents;
    private final VisitorDesk visitors;
    private final Reader reader;
    private final Reception reception;

    /** Guarded by the one who advances time. */
    private Instant invitedUntil = Instant.MIN;

    Shop(
            TenantId tenant,
            Engine engine,
            ShopSettings settings,
            RouterFactory routers,
            @Nullable Inviter inviter,
            Authorizer authorizer,
            long cacheSize) {
        this.tenant = tenant;
        this.engine = engine;
        this.settings = settings;
        this.inviter = inviter;
        this.router = routers.create(tenant, this::proposed);
        this.availability = new AvailabilityDesk(engine, settings, router);
        this.desk = new RouterDesk(router, staff, settings.policy());
        this.publisher = new Publisher(tenant, engine, typing);
        this.reader = new Reader(tenant, engine.journal);
        Conversations conversations = new Conversations(tenant, engine.journal, cacheSize);
        this.pipeline = new Pipeline(
                tenant,
                engine,
                settings,
                conversations,
                desk,
                staff,
                authorizer,
                reader::subject,
                publisher,
                this::recorded);
        this.followUps = new FollowUps(tenant, engine, settings, staff, availability, router, pipeline);
        this.agents = new AgentDesk(tenant, engine, staff, router, settings.agentGrace(), followUps::agentChanged);
        this.visitors = new VisitorDesk(tenant, engine);
        this.reception = new Reception(tenant, engine, pipeline, visitors);
    }

    /** Returns whose shop this is. */
    public TenantId tenant() {
        return tenant;
    }

    /** Returns what the shop has decided. */
    public ShopSettings settings() {
        return settings;
    }

    // ---- conversations -------------------------------------------------------------------------------------------

    /**
     * Opens a conversation with its first session. If the contact has an open conversation in the same group of channels
     * already, that one is the answer, and the first message, if there is one, is posted there: two requests at once
     * have one result.
     *
     * @param actor the contact, an agent who writes first, or the host itself
     */
    public Result start(Actor actor, StartSession request) {
        actor(actor);
        Bounds.present("request", request);
        return drained(() -> reception.start(actor, request));
    }

    /**
     * Gives a command to a conversation. A message of the contact after the end of a session that cannot be continued
     * opens a new conversation, which is then the one of the result.
     */
    public Result execute(Actor actor, ConversationId conversation, Command command) {
        actor(actor);
        conversationId(conversation);
        Bounds.present("command", command);
        return drained(() -> {
            Result result = pipeline.run(conversation, command, actor, null);
            return Reception.isRejected(result, Code.START_FRESH) && command instanceof PostMessage post
                    ? reception.startFresh(actor, conversation, post)
                    : result;
        });
    }

    /** Posts a message; short for {@link #execute} with a {@link PostMessage}. */
    public Result post(Actor actor, ConversationId conversation, PostMessage message) {
        return execute(actor, conversation, message);
    }

    /** Accepts the offer of a conversation that is open to an agent. Rejected if there is none, or not any more. */
    public Result accept(AgentId agent, ConversationId conversation) {
        Bounds.present("agent", agent);
        conversationId(conversation);
        return drained(() -> {
            Conversation state = pipeline.load(conversation);
            return Optional.ofNullable(state)
                    .flatMap(known -> StaffRoom.offerTo(known, agent))
                    .map(offer -> pipeline.run(conversation, new AcceptOffer(offer.id()), Actor.agent(agent), null))
                    .orElseGet(() -> Pipeline.refused(Code.OFFER_GONE, state, "no offer to this agent is open"));
        });
    }

    /**
     * Gives an agent the next session the agent may serve, without an offer. Rejected as {@link Code#NO_CAPACITY} if there
     * is none, or no room.
     */
    public Result takeNext(AgentId agent) {
        Bounds.present("agent", agent);
        return drained(() -> {
            Optional<Proposal> next = desk.findNext(agent, now());
            if (next.isPresent()) {
                return take(next.get());
            }
            return status(agent) == AgentStatus.AVAILABLE
                    ? Pipeline.refused(Code.NO_CAPACITY, null, "no session to take, or no room")
                    : Pipeline.refused(Code.NOT_AVAILABLE, null, "the agent takes no work: " + status(agent));
        });
    }

    private Result take(Proposal next) {
        try {
            ConversationId id = next.session().conversation();
            return pipeline.run(id, new TakeNext(), Actor.agent(next.agent()), null);
        } finally {
            desk.giveBack(next, now());
        }
    }

    /** Gives an agent this session from the queue, without an offer. Rejected if the agent has no room. */
    public Result pick(AgentId agent, ConversationId conversation) {
        Bounds.present("agent", agent);
        conversationId(conversation);
        return drained(() -> pipeline.run(conversation, new Pick(), Actor.agent(agent), null));
    }

    // ---- reading -------------------------------------------------------------------------------------------------

    /** Returns the state of a conversation, if there is one and the reader may see what the staff sees. */
    public Optional<Conversation> conversation(Actor reader, ConversationId conversation) {
        actor(reader);
        conversationId(conversation);
        return Optional.ofNullable(pipeline.load(conversation))
                .filter(state -> pipeline.permits(state, reader, Action.READ_STAFF));
    }

    /**
     * Returns what a device has missed.
     *
     * @param afterSequence the last sequence the device has, 0 for none
     * @param limit most events to look at, 1 to {@value #MAX_PAGE}
     */
    public Resumption resume(Actor reader, ConversationId conversation, long afterSequence, int limit) {
        actor(reader);
        conversationId(conversation);
        Bounds.range("afterSequence", afterSequence, 0, Long.MAX_VALUE);
        Bounds.range("limit", limit, 1, MAX_PAGE);
        return this.reader.resume(pipeline, reader, conversation, afterSequence, limit);
    }

    /**
     * Delivers what a reader may see of a conversation after a sequence, what is there and what is to come, without a gap
     * or a repetition between them; one call at a time, in order.
     *
     * @return the open subscription, or empty if there is no such conversation for this reader
     */
    public Optional<Subscription> follow(
            Actor reader, ConversationId conversation, long afterSequence, Consumer<EventRecord> listener) {
        actor(reader);
        conversationId(conversation);
        Bounds.present("listener", listener);
        Bounds.range("afterSequence", afterSequence, 0, Long.MAX_VALUE);
        Optional<Follower> follower =
                this.reader.follower(pipeline, reader, conversation, afterSequence, listener, publisher::guarded);
        return follower.map(f -> publisher.follow(conversation, f));
    }

    /** Returns how many messages the reader may see, has not written and has not read. */
    public int unread(Actor reader, ConversationId conversation) {
        actor(reader);
        conversationId(conversation);
        return this.reader.unread(pipeline, reader, conversation);
    }

    // ---- typing --------------------------------------------------------------------------------------------------

    /** Tells that somebody types, or no longer does. Forgotten after ten seconds; never recorded. */
    public void typing(Actor who, ConversationId conversation, boolean on) {
        actor(who);
        conversationId(conversation);
        Conversation state = pipeline.load(conversation);
        if (state != null && pipeline.permits(state, who, Action.READ)) {
            publisher.typing(conversation, who, on, now());
        }
    }

    /** Returns who types now; a reader who is not of the staff does not learn of those who are asked unseen. */
    public Set<Actor> typing(Actor reader, ConversationId conversation) {
        actor(reader);
        conversationId(conversation);
        Conversation state = pipeline.load(conversation);
        if (state == null || !pipeline.permits(state, reader, Action.READ)) {
            return Set.of();
        }
        boolean seesStaff = pipeline.permits(state, reader, Action.READ_STAFF);
        Set<Actor> all = typing.typing(conversation, now());
        return seesStaff ? all : visible(state, all);
    }

    private static Set<Actor> visible(Conversation state, Set<Actor> all) {
        return all.stream()
                .filter(who -> !who.isStaff() || state.session().control().isOwner(who.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    // ---- agents --------------------------------------------------------------------------------------------------

    /** Tells who an agent is, replacing what was known; a new agent takes no work until told {@link AgentStatus#AVAILABLE}. */
    public Result configure(Agent agent) {
        Bounds.present("agent", agent);
        return drained(() -> agents.configure(agent, Actor.SYSTEM));
    }

    /**
     * Tells whether an agent takes work. Who does not loses open offers at once; who is {@link AgentStatus#LOST} becomes
     * {@link AgentStatus#GONE} after the grace period, and then loses running sessions.
     *
     * @param reason the shop's reason code, may be empty
     * @return rejected as {@link Code#NOT_FOUND} if there is no such agent
     */
    public Result status(AgentId agent, AgentStatus status, String reason) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        Bounds.text("reason", reason, 0, LifecycleEvent.MAX_LABEL);
        return drained(() -> agents.change(agent, status, reason, Actor.agent(agent)));
    }

    /**
     * Returns the conversations with an offer that an agent can {@link #accept} now, in the order of ids: what a screen that
     * connects anew has to show. A listener hears of those that come later.
     */
    public List<Conversation> offersTo(AgentId agent) {
        Bounds.present("agent", agent);
        Instant now = now();
        return reader.conversations(pipeline, staff, agent, state -> StaffRoom.hasOffer(state, agent, now));
    }

    /**
     * Returns the conversations that an agent has to do with, in the order of ids: those whose session the agent owns,
     * active, parked or in wrap-up, is asked in, or is to take over by a warm transfer. Offers are in {@link #offersTo}.
     */
    public List<Conversation> conversationsOf(AgentId agent) {
        Bounds.present("agent", agent);
        return reader.conversations(
                pipeline, staff, agent, state -> StaffRoom.serving(state).contains(agent));
    }

    /** Returns what is known of an agent. */
    public Optional<Agent> agent(AgentId agent) {
        Bounds.present("agent", agent);
        return staff.agent(agent);
    }

    /** Returns the status of an agent; {@link AgentStatus#GONE} if nothing is known. */
    public AgentStatus status(AgentId agent) {
        Bounds.present("agent", agent);
        return staff.status(agent);
    }

    // ---- availability --------------------------------------------------------------------------------------------

    /**
     * Answers whether anybody of a target can be reached now: for the button, the triggers and the admission of sessions
     * alike. Reads no journal; cheap enough for every page view.
     */
    public Availability availability(Target target) {
        Bounds.present("target", target);
        return availability.of(target);
    }

    /** Returns how many sessions are ahead of a waiting one, 0 for the next; empty if it does not wait. */
    public OptionalInt position(Actor reader, ConversationId conversation) {
        actor(reader);
        conversationId(conversation);
        Conversation state = pipeline.load(conversation);
        return state != null && pipeline.permits(state, reader, Action.READ)
                ? router.position(state.session().id())
                : OptionalInt.empty();
    }

    // ---- visitors ------------------------------------------------------------------------------------------------

    /**
     * Tells what a visitor did in the shop.
     *
     * @return the invitations to show now, usually none; what time decides later comes to the listeners
     */
    public List<Invitation> visit(VisitorId visitor, VisitEvent event) {
        Bounds.present("visitor", visitor);
        Bounds.present("event", event);
        if (inviter == null) {
            return List.of();
        }
        Inviter rules = inviter;
        return drained(() -> show(rules.accept(visitor, event, now(), availability::of)));
    }

    private List<Invitation> show(List<Invite> invites) {
        List<Invitation> shown = new ArrayList<>(invites.size());
        for (Invite invite : invites) {
            visitors.show(invite).ifPresent(shown::add);
        }
        shown.forEach(invitation -> publisher.tell(listener -> listener.invited(tenant, invitation)));
        return shown;
    }

    /**
     * Accepts an invitation and opens the session it leads to. A second acceptance has the result of the first.
     *
     * @param contact who the visitor is
     */
    public Result acceptInvitation(VisitorId visitor, InvitationId invitation, ContactId contact) {
        return acceptInvitation(visitor, invitation, StartSession.of(contact));
    }

    /** As {@link #acceptInvitation(VisitorId, InvitationId, ContactId)}, with further wishes for the session. */
    public Result acceptInvitation(VisitorId visitor, InvitationId invitation, StartSession request) {
        Bounds.present("visitor", visitor);
        Bounds.present("invitation", invitation);
        Bounds.present("request", request);
        StartSession wanted = request.withVisitor(visitor).withInvitation(invitation);
        return drained(() -> reception.accept(visitor, invitation, wanted));
    }

    /** Closes an invitation. Rejected as {@link Code#OFFER_GONE} if it is not open. */
    public Result dismissInvitation(VisitorId visitor, InvitationId invitation) {
        Bounds.present("visitor", visitor);
        Bounds.present("invitation", invitation);
        return drained(() -> visitors.dismiss(visitor, invitation));
    }

    /** Records that a visitor bought; the same order again changes nothing. */
    public Result purchased(VisitorId visitor, Purchase purchase) {
        return drained(() -> visitors.purchase(new PurchaseRecorded(visitor, purchase)));
    }

    /**
     * Records that a purchase was taken back, wholly or in part. Rejected as {@link Code#UNKNOWN_REFERENCE} if the visitor
     * did not buy it.
     */
    public Result reversed(VisitorId visitor, OrderId order, Money amount) {
        return drained(() -> visitors.reverse(new PurchaseReversed(visitor, order, amount)));
    }

    // ---- for the engine ------------------------------------------------------------------------------------------

    /** Called by the router, whenever it is called itself. */
    private void proposed(Proposal proposal) {
        engine.later(() -> followUps.propose(proposal));
    }

    private void recorded(InOrder.Batch batch) {
        followUps.after(batch);
    }

    private static void actor(Actor actor) {
        Bounds.present("actor", actor);
    }

    private static void conversationId(ConversationId conversation) {
        Bounds.present("conversation", conversation);
    }

    private Instant now() {
        return engine.time.now().wall();
    }

    private <T> T drained(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } finally {
            engine.drain();
        }
    }

    Optional<Instant> nextInvitation() {
        return inviter == null ? Optional.empty() : inviter.nextDeadline();
    }

    /** Called by one thread at a time; an instant that lies before an earlier one has nothing left to do. */
    void inviteUntil(Instant instant) {
        if (inviter != null && !instant.isBefore(invitedUntil)) {
            invitedUntil = instant;
            show(inviter.advanceTo(instant, availability::of));
        }
    }

    void onDeadline(Timetable.Entry entry) {
        String id = entry.stream().id();
        switch (entry.stream().kind()) {
            case CONVERSATION -> followUps.onDeadline(new ConversationId(id));
            case AGENT -> agents.onDeadline(new AgentId(id));
            case VISITOR -> visitors.onDeadline(new VisitorId(id));
            case IMPORT -> {}
        }
    }

    void sweep(Instant now) {
        typing.sweep(now);
    }

    /** Takes up what the journal holds: agents, open sessions and invitations. */
    void recover() {
        Recovery recovery = Recovery.of(engine.journal, tenant);
        recovery.agents().forEach(agents::recover);
        recovery.conversations().forEach(this::recover);
        recovery.visitors().forEach(visitors::onDeadline);
    }

    private void recover(ConversationId id) {
        Conversation state = pipeline.load(id);
        if (state != null) {
            desk.restore(state, now());
            followUps.recover(state);
        }
    }
}
