package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.Requirement.AllOf;
import io.github.parlor.routing.plan.Requirement.AnyOf;
import io.github.parlor.routing.plan.Requirement.HasSkill;
import io.github.parlor.routing.plan.Requirement.InTeam;
import io.github.parlor.routing.plan.Requirement.Named;
import io.github.parlor.routing.plan.Requirement.Not;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that an agent is not who never serves a session, however long it waits. Immutable.
 *
 * @param requirement what the agent does not meet; of several that are asked for at once the first
 * @param askedBy who asks for it
 * @param step the step of the session's ladder that asks for it, from 0: the last one, where the session stays, as the agent
 *     is let in by none before it either; null if it is asked for on every step
 */
public record Unmet(
        Requirement requirement, AskedBy askedBy, @Nullable Integer step) {
    /** Most parts of a requirement, and agents, that a text names. */
    private static final int SHOWN = 4;

    /** Who asks for something. */
    public enum AskedBy {
        /** The demand of the session: what it requires, or whom it excludes. */
        SESSION,
        /** The ladder of the queue. */
        QUEUE
    }

    public Unmet {
        Bounds.present("requirement", requirement);
        Bounds.present("askedBy", askedBy);
    }

    /** Returns what an agent lacks, null if the session's ladder lets the agent in at some time. */
    static @Nullable Unmet of(Judge.Way way, Agent agent) {
        if (way.ladder().tier(agent).isPresent()) {
            return null;
        }
        Demand demand = way.demand();
        if (demand.excluded().contains(agent.id())) {
            return new Unmet(Requirement.except(Set.of(agent.id())), AskedBy.SESSION, null);
        }
        if (!demand.required().meets(agent)) {
            return new Unmet(first(demand.required(), agent), AskedBy.SESSION, null);
        }
        Requirement always = way.queue().ladder().always();
        if (!always.meets(agent)) {
            return new Unmet(first(always, agent), AskedBy.QUEUE, null);
        }
        List<Ladder.Step> steps = way.ladder().steps();
        int last = steps.size() - 1;
        return new Unmet(first(steps.get(last).requirement(), agent), AskedBy.QUEUE, last == 0 ? null : last);
    }

    private static Requirement first(Requirement requirement, Agent agent) {
        Requirement unmet = requirement;
        while (unmet instanceof AllOf all) {
            unmet = all.parts().stream()
                    .filter(part -> !part.meets(agent))
                    .findFirst()
                    .orElseThrow();
        }
        return unmet;
    }

    /** Returns a text for people, without the agent's name: {@code lacks french 3 (asked by the queue)}. */
    public String text() {
        String by = askedBy == AskedBy.SESSION
                ? "the session"
                : step == null ? "the queue" : "the queue's step " + (step + 1) + ", the last";
        return lacking(requirement) + " (asked by " + by + ")";
    }

    private static String lacking(Requirement requirement) {
        if (requirement instanceof HasSkill need) {
            return "lacks " + skill(need);
        } else if (requirement instanceof InTeam member) {
            return "is not in team " + member.team().value();
        } else if (requirement instanceof Named named) {
            return "is not " + oneOf(named);
        } else if (requirement instanceof Not not && not.part() instanceof Named) {
            return "is excluded";
        }
        return "must " + words(requirement);
    }

    /** What somebody is who meets a requirement, after "must". */
    private static String words(Requirement requirement) {
        if (requirement instanceof HasSkill need) {
            return "have " + skill(need);
        } else if (requirement instanceof InTeam member) {
            return "be in team " + member.team().value();
        } else if (requirement instanceof Named named) {
            return "be " + oneOf(named);
        } else if (requirement instanceof Not not) {
            return "not " + part(not.part());
        } else if (requirement instanceof AllOf || requirement instanceof AnyOf) {
            String word = requirement instanceof AllOf ? " and " : " or ";
            List<Requirement> parts = requirement.parts();
            String shown = parts.stream().limit(SHOWN).map(Unmet::part).collect(Collectors.joining(word));
            return parts.size() <= SHOWN ? shown : shown + word + (parts.size() - SHOWN) + " more";
        }
        return "be anyone";
    }

    private static String part(Requirement requirement) {
        return requirement.parts().size() > 1 ? "(" + words(requirement) + ")" : words(requirement);
    }

    private static String skill(HasSkill need) {
        return need.skill().value() + (need.level() == 1 ? "" : " " + need.level());
    }

    private static String oneOf(Named named) {
        List<String> names = named.agents().stream()
                .map(AgentId::value)
                .sorted()
                .limit(SHOWN)
                .toList();
        int more = named.agents().size() - names.size();
        String shown = String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
        return names.size() == 1 ? shown : "one of " + shown;
    }
}
