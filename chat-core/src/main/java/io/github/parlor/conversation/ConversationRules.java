package io.github.parlor.conversation;

import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ConversationId;
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
            return TransitionTable.INSTANCE.find(null, command.getClass()).isEmpty()
                    ? refuse(Code.NOT_FOUND, null, null, "no such conversation")
                    : LifecycleRules.start(new Deliberation(id, null, null, context), command);
        }
        Decision repeated = command instanceof PostMessage post ? MessageRules.repeated(state, post, context) : null;
        if (repeated != null) {
            return repeated;
        }
        return state.erased()
                ? refuse(Code.ERASED, state, state.session(), "the conversation was erased")
                : decideInTable(new Deliberation(id, state, subject(state, command), context), command);
    }

    /**
     * Returns the state after one more event.
     *
     * @param before the state before, or null for the first event
     */
    public static Conversation evolve(@Nullable Conversation before, EventRecord record) {
        return Conversation.evolve(before, record);
    }

    private static Decision decideInTable(Deliberation deliberation, Command command) {
        Session session = deliberation.session();
        Optional<Transition> line = TransitionTable.INSTANCE.find(session.state(), command.getClass());
        if (line.isEmpty()) {
            return deliberation.refuse(
                    Code.WRONG_STATE, command.getClass().getSimpleName() + " is not possible in " + session.state());
        }
        if (!line.get().actors().contains(deliberation.actor().kind())) {
            return deliberation.refuse(
                    Code.NOT_ALLOWED, "expected one of " + line.get().actors());
        }
        return switchOn(deliberation, command);
    }

    private static Decision switchOn(Deliberation deliberation, Command command) {
        if (command instanceof LifecycleCommand c) {
            return LifecycleRules.decide(deliberation, c);
        } else if (command instanceof QueueCommand c) {
            return QueueRules.decide(deliberation, c);
        } else if (command instanceof OfferCommand c) {
            return OfferRules.decide(deliberation, c);
        } else if (command instanceof OwnerCommand c) {
            return OwnerRules.decide(deliberation, c);
        } else if (command instanceof MessageCommand c) {
            return MessageRules.decide(deliberation, c);
        }
        return GovernanceRules.decide(deliberation, (GovernanceCommand) command);
    }

    /** Wrap-up, the loss of the agent in wrap-up and a late rating are about the session before, if the last is not over. */
    private static Session subject(Conversation state, Command command) {
        Session last = state.session();
        Session previous = state.previous();
        if (previous == null || last.state().isOver()) {
            return last;
        }
        boolean wrappingUp = previous.state() == SessionState.WRAP_UP;
        boolean late = command instanceof LifecycleCommand.Rate
                || (wrappingUp && command instanceof LifecycleCommand.CompleteWrapUp)
                || (wrappingUp && command instanceof OwnerCommand.AgentLost lost && lostOnly(lost, last, previous));
        return late ? previous : last;
    }

    private static boolean lostOnly(OwnerCommand.AgentLost lost, Session last, Session previous) {
        return lost.agent().equals(previous.control().owner())
                && !lost.agent().equals(last.control().owner());
    }

    static Decision refuse(Code code, @Nullable Conversation state, @Nullable Session session, String detail) {
        long sequence = state == null ? 0 : state.sequence();
        return new Decision.Refused(new Rejection(code, session == null ? null : session.state(), sequence, detail));
    }
}
