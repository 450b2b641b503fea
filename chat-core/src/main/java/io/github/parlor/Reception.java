package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.util.Optional;

/**
 * Opens conversations, so that a contact has one at a time in a group of channels whatever comes at once: who comes
 * second is led to where the first one is. Thread-safe.
 */
final class Reception {
    /** How often it is tried when the open conversation ends while it is being looked for. */
    private static final int MAX_STARTS = 8;

    private final TenantId tenant;
    private final Engine engine;
    private final Pipeline pipeline;
    private final VisitorDesk visitors;

    Reception(TenantId tenant, Engine engine, Pipeline pipeline, VisitorDesk visitors) {
        this.tenant = tenant;
        this.engine = engine;
        this.pipeline = pipeline;
        this.visitors = visitors;
    }

    Result start(Actor actor, StartSession request) {
        for (int attempt = 0; attempt < MAX_STARTS; attempt++) {
            Result started = pipeline.run(fresh(), request, actor, null);
            if (!isRejected(started, Code.ALREADY_OPEN)) {
                return started;
            }
            Optional<Result> found = openConversation(request).map(id -> join(id, actor, request));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return Pipeline.refused(Code.CONTENDED, null, "the open conversation changes too quickly");
    }

    /** A message after the end of a session that cannot be continued begins a conversation like the old one. */
    Result startFresh(Actor actor, ConversationId old, PostMessage post) {
        Conversation state = pipeline.load(old);
        if (state == null) {
            return Pipeline.refused(Code.NOT_FOUND, null, "no such conversation");
        }
        var opening = state.session().opening();
        StartSession request = new StartSession(
                opening.contact(),
                opening.visitor(),
                opening.device(),
                opening.channel(),
                state.session().mode(),
                LifecycleEvent.Origin.CONTACT,
                opening.target(),
                opening.purpose(),
                opening.urgent(),
                opening.credit(),
                null,
                opening.attributes(),
                post);
        return start(actor, request);
    }

    /** The acceptance names the conversation it opens, so that a second one, or one after a crash, finds it. */
    Result accept(VisitorId visitor, InvitationId invitation, StartSession request) {
        ConversationId fresh = fresh();
        Result accepted = visitors.accept(visitor, invitation, fresh);
        Optional<ConversationId> earlier =
                accepted.isDone() ? Optional.empty() : visitors.acceptedInto(visitor, invitation);
        if (!accepted.isDone() && earlier.isEmpty()) {
            return accepted;
        }
        ConversationId id = earlier.orElse(fresh);
        Conversation state = pipeline.load(id);
        if (state != null) {
            return new Result.Repeated(StreamId.of(id), state.sequence());
        }
        Actor actor = Actor.contact(request.contact());
        Result started = pipeline.run(id, aimed(visitor, invitation, request), actor, null);
        return isRejected(started, Code.ALREADY_OPEN)
                ? openConversation(request)
                        .map(other -> join(other, actor, request))
                        .orElse(started)
                : started;
    }

    /** A request that names nobody goes to whom the rule that invited meant. */
    private StartSession aimed(VisitorId visitor, InvitationId invitation, StartSession request) {
        return request.target().equals(Target.ANYONE)
                ? visitors.target(visitor, invitation).map(request::withTarget).orElse(request)
                : request;
    }

    static boolean isRejected(Result result, Code code) {
        return result instanceof Result.Rejected rejected
                && rejected.rejection().code() == code;
    }

    private ConversationId fresh() {
        return new ConversationId(engine.ids.next(engine.time.now().wall()).toString());
    }

    private Optional<ConversationId> openConversation(StartSession request) {
        return engine.journal
                .holder(tenant, pipeline.openClaim(request.contact(), request.channel()))
                .map(ConversationId::new);
    }

    private Result join(ConversationId id, Actor actor, StartSession request) {
        if (request.first() != null) {
            return pipeline.run(id, request.first(), actor, null);
        }
        Conversation state = pipeline.load(id);
        return new Result.Repeated(StreamId.of(id), state == null ? 0 : state.sequence());
    }
}
