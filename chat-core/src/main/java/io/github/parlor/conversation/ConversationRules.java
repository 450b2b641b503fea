package io.github.parlor.conversation;

import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ConversationId;
import io.github.parlor.people.Actor;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of conversations as two pure functions: {@link #decide} turns a command into facts or a rejection, {@link
 * #evolve} turns facts into state. Stateless and thread-safe.
 */
public final class ConversationRules {
    private ConversationRules() {}

    /**
     * Decides a command.
     *
     * @param id the conversation it is about, also if it does not exist yet
     * @param state the state of the conversation, or null if it does not exist yet
     * @param command what is wanted
     * @param context everything else the decision depends on
     */
    public static Decision decide(ConversationId id, @Nullable Conversation state, Command command, Context context) {
        if (state == null) {
            return decideFirst(new Deliberation(id, null, null, context), command);
        }
        Decision repeated = MessageRules.repeated(state, command, context);
        if (repeated != null) {
            return repeated;
        }
        return state.erased()
                ? refuse(Code.ERASED, state, state.session(), "the conversation was erased")
                : decideInTable(new Deliberation(id, state, subject(state, command, context), context), command);
    }

    /**
     * Returns the state after one more event.
     *
     * @param before the state before, or null for the first event
     */
    public static Conversation evolve(@Nullable Conversation before, EventRecord record) {
        return Conversation.evolve(before, record);
    }

    private static Decision decideFirst(Deliberation deliberation, Command command) {
        Optional<Transition> line = TransitionTable.INSTANCE.find(null, command.getClass());
        if (line.isEmpty()) {
            return deliberation.refuse(Code.NOT_FOUND, "no such conversation");
        }
        return line.get().actors().contains(deliberation.kind())
                ? LifecycleRules.start(deliberation, command)
                : notAllowed(deliberation, line.get());
    }

    private static Decision decideInTable(Deliberation deliberation, Command command) {
        Session session = deliberation.session();
        Optional<Transition> line = TransitionTable.INSTANCE.find(session.state(), command.getClass());
        if (line.isEmpty()) {
            return deliberation.refuse(
                    isAboutAnOffer(command) ? Code.OFFER_GONE : Code.WRONG_STATE,
                    command.getClass().getSimpleName() + " is not possible in " + session.state());
        }
        return line.get().actors().contains(deliberation.kind())
                ? switchOn(deliberation, command)
                : notAllowed(deliberation, line.get());
    }

    private static Decision notAllowed(Deliberation deliberation, Transition line) {
        return deliberation.refuse(Code.NOT_ALLOWED, "expected one of " + line.actors());
    }

    /** Who lost the race for a session asks about an offer that is no more, in whatever state the session is by then. */
    private static boolean isAboutAnOffer(Command command) {
        return command instanceof OfferCommand && !(command instanceof OfferCommand.MakeOffer);
    }

    /** The most frequent first: to find that a command is not of a group costs more than to find that it is. */
    private static Decision switchOn(Deliberation deliberation, Command command) {
        if (command instanceof MessageCommand c) {
            return MessageRules.decide(deliberation, c);
        } else if (command instanceof LifecycleCommand c) {
            return LifecycleRules.decide(deliberation, c);
        } else if (command instanceof QueueCommand c) {
            return QueueRules.decide(deliberation, c);
        } else if (command instanceof OfferCommand c) {
            return OfferRules.decide(deliberation, c);
        } else if (command instanceof OwnerCommand c) {
            return OwnerRules.decide(deliberation, c);
        }
        return GovernanceRules.decide(deliberation, (GovernanceCommand) command);
    }

    /** Most commands are about the last session; a rating and the end of a wrap-up may be about the one before. */
    private static Session subject(Conversation state, Command command, Context context) {
        Session previous = state.previous();
        if (previous == null) {
            return state.session();
        }
        boolean before = command instanceof Rate
                ? !state.session().state().isOver()
                : previous.state() == SessionState.WRAP_UP
                        && endsWrapUpBefore(state.session(), previous, command, context);
        return before ? previous : state.session();
    }

    private static boolean endsWrapUpBefore(Session last, Session previous, Command command, Context context) {
        if (command instanceof AgentLost lost) {
            return lost.agent().equals(previous.control().owner());
        }
        return command instanceof CompleteWrapUp
                && (last.state() != SessionState.WRAP_UP || comesFirst(previous, last, context.actor()));
    }

    /** Of two wrap-ups a timer ends the one that is due first, an agent the own one, a supervisor the older one. */
    private static boolean comesFirst(Session previous, Session last, Actor actor) {
        if (actor.kind() == Actor.Kind.TIMER) {
            return !wrapUpUntil(previous).isAfter(wrapUpUntil(last));
        }
        return previous.control().isOwner(actor.name()) || !last.control().isOwner(actor.name());
    }

    private static Instant wrapUpUntil(Session session) {
        Ending ending = session.ending();
        return ending == null || ending.wrapUpUntil() == null ? Instant.MAX : ending.wrapUpUntil();
    }

    static Decision refuse(Code code, @Nullable Conversation state, @Nullable Session session, String detail) {
        long sequence = state == null ? 0 : state.sequence();
        return new Decision.Refused(new Rejection(code, session == null ? null : session.state(), sequence, detail));
    }
}
