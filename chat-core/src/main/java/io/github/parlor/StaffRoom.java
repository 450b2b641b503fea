package io.github.parlor;

import io.github.parlor.conversation.Control;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.conversation.Staff;
import io.github.parlor.event.AgentEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who works for one shop, in which status, and in which conversations. Thread-safe. */
final class StaffRoom implements Staff {
    /**
     * One agent as the sum of the events of the agent's stream.
     *
     * @param sequence the last event it is made of
     * @param agent what the shop told, or null if it has told nothing yet
     * @param since when the status began
     */
    record Member(long sequence, @Nullable Agent agent, AgentStatus status, Instant since) {
        static final Member UNKNOWN = new Member(0, null, AgentStatus.GONE, Instant.EPOCH);

        Member after(EventRecord record) {
            if (record.event() instanceof AgentEvent.AgentConfigured e) {
                return new Member(record.sequence(), e.agent(), status, since);
            } else if (record.event() instanceof AgentEvent.AgentStatusChanged e) {
                return new Member(
                        record.sequence(), agent, e.status(), record.at().wall());
            }
            return new Member(record.sequence(), agent, status, since);
        }
    }

    private final Map<AgentId, Member> members = new ConcurrentHashMap<>();
    private final Map<AgentId, Set<ConversationId>> involved = new ConcurrentHashMap<>();

    Member member(AgentId id) {
        return members.getOrDefault(id, Member.UNKNOWN);
    }

    /** Takes a newer state of an agent in. */
    void advance(AgentId id, Member newer) {
        members.merge(id, newer, (known, other) -> other.sequence() > known.sequence() ? other : known);
    }

    /** Returns every agent that is known, in the order of ids. */
    List<AgentId> ids() {
        return members.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(member(id).agent());
    }

    @Override
    public AgentStatus status(AgentId id) {
        return member(id).status();
    }

    @Override
    public boolean anyone(Target target) {
        return members.values().stream().anyMatch(member -> meets(member, target));
    }

    @Override
    public boolean anyoneAvailable(Target target) {
        return members.values().stream()
                .anyMatch(member -> member.status() == AgentStatus.AVAILABLE && meets(member, target));
    }

    /** Returns the available agents who meet the target, in the order of ids. */
    List<AgentId> available(Target target) {
        return ids().stream()
                .filter(id -> status(id) == AgentStatus.AVAILABLE && meets(member(id), target))
                .toList();
    }

    private static boolean meets(Member member, Target target) {
        return member.agent() != null && target.matches(member.agent());
    }

    /** Returns the conversations the agent has to do with, in the order of ids. */
    Set<ConversationId> conversations(AgentId id) {
        return new TreeSet<>(involved.getOrDefault(id, Set.of()));
    }

    /** Notes who has to do with a conversation, before and after. */
    void note(@Nullable Conversation before, Conversation after) {
        if (before != null && sameAgents(before, after)) {
            return;
        }
        Set<AgentId> now = involvedIn(after);
        if (before != null) {
            for (AgentId agent : involvedIn(before)) {
                if (!now.contains(agent)) {
                    involved.getOrDefault(agent, Set.of()).remove(after.id());
                }
            }
        }
        for (AgentId agent : now) {
            involved.computeIfAbsent(agent, id -> ConcurrentHashMap.newKeySet()).add(after.id());
        }
    }

    /** Almost every command leaves these parts of the state what they are. */
    private static boolean sameAgents(Conversation before, Conversation after) {
        return before.session().state() == after.session().state()
                && before.session().control().equals(after.session().control())
                && before.session().waiting().equals(after.session().waiting())
                && Objects.equals(before.previous(), after.previous());
    }

    /** Returns whether an agent owns, is asked, has an offer or is to take over. */
    static boolean isInvolved(Conversation state, String agent) {
        return state.session().control().isOwner(agent)
                || involvedIn(state).stream().anyMatch(other -> other.value().equals(agent));
    }

    /** Returns the offer of a conversation that is open to an agent. */
    static Optional<OpenOffer> offerTo(Conversation state, AgentId agent) {
        return state.session().waiting().offers().stream()
                .filter(offer -> offer.agent().equals(agent))
                .findFirst();
    }

    /** Returns whether an agent can accept an offer of a conversation, at an instant before it expires. */
    static boolean hasOffer(Conversation state, AgentId agent, Instant now) {
        return offerTo(state, agent)
                .filter(offer -> now.isBefore(offer.expiresAt()))
                .isPresent();
    }

    /** Returns everybody who owns, is asked, has an offer or is to take over. */
    static Set<AgentId> involvedIn(Conversation state) {
        Set<AgentId> agents = serving(state);
        for (OpenOffer offer : state.session().waiting().offers()) {
            agents.add(offer.agent());
        }
        return agents;
    }

    /** Returns everybody who owns, is asked or is to take over, also in the wrap-up of the session before. */
    static Set<AgentId> serving(Conversation state) {
        Session session = state.session();
        Set<AgentId> agents = new TreeSet<>(session.control().consultants());
        Control control = session.control();
        if (control.owner() != null) {
            agents.add(control.owner());
        }
        if (control.transfer() != null) {
            agents.add(control.transfer().to());
        }
        Session previous = state.previous();
        if (previous != null
                && previous.state() == SessionState.WRAP_UP
                && previous.control().owner() != null) {
            agents.add(previous.control().owner());
        }
        return agents;
    }
}
