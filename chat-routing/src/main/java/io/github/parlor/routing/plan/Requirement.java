package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an agent must be to serve: a statement about one agent's id, teams and skills that either holds or not. It knows
 * nothing of load, status or time, so agents with the same teams and skills need one answer together. All members are
 * immutable; equal trees are equal requirements.
 */
public sealed interface Requirement {
    /** Most requirements in one configured tree, combinations included. */
    int MAX_SIZE = 64;

    /** Deepest nesting of a configured tree; a requirement without parts has depth 1. */
    int MAX_DEPTH = 16;

    /** Most agents that one requirement names. */
    int MAX_NAMED = 1_000;

    /** Returns whether the agent is what is required. */
    boolean meets(Agent agent);

    /** Returns the requirements that this one combines; empty for a single statement. */
    default List<Requirement> parts() {
        return List.of();
    }

    /** Any agent at all. */
    record Anyone() implements Requirement {
        @Override
        public boolean meets(Agent agent) {
            return true;
        }
    }

    /**
     * An agent with this skill.
     *
     * @param skill which
     * @param level the least level, 1 to {@value Agent#MAX_LEVEL}
     */
    record HasSkill(SkillId skill, int level) implements Requirement {
        public HasSkill {
            Problems problems = new Problems();
            problems.check(() -> Bounds.present("skill", skill));
            problems.check(() -> Bounds.range("level", level, 1, Agent.MAX_LEVEL));
            problems.throwIfAny("hasSkill");
        }

        @Override
        public boolean meets(Agent agent) {
            return agent.skills().getOrDefault(skill, 0) >= level;
        }
    }

    /**
     * A member of this team.
     *
     * @param team which
     */
    record InTeam(TeamId team) implements Requirement {
        public InTeam {
            Bounds.present("team", team);
        }

        @Override
        public boolean meets(Agent agent) {
            return agent.teams().contains(team);
        }
    }

    /**
     * One of these agents.
     *
     * @param agents at least one, at most {@value Requirement#MAX_NAMED}
     */
    record Named(Set<AgentId> agents) implements Requirement {
        public Named {
            agents = Bounds.set("agents", agents, MAX_NAMED);
            Bounds.check("agents", !agents.isEmpty(), "at least one agent", "none");
        }

        @Override
        public boolean meets(Agent agent) {
            return agents.contains(agent.id());
        }
    }

    /**
     * All of these at once.
     *
     * @param parts at least one
     */
    record AllOf(List<Requirement> parts) implements Requirement {
        public AllOf {
            parts = combined(parts);
        }

        @Override
        public boolean meets(Agent agent) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).meets(agent)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * At least one of these.
     *
     * @param parts at least one
     */
    record AnyOf(List<Requirement> parts) implements Requirement {
        public AnyOf {
            parts = combined(parts);
        }

        @Override
        public boolean meets(Agent agent) {
            for (Requirement part : parts) {
                if (part.meets(agent)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * An agent who is not this.
     *
     * @param part what the agent must not be
     */
    record Not(Requirement part) implements Requirement {
        public Not {
            combined(List.of(Bounds.present("part", part)));
        }

        @Override
        public boolean meets(Agent agent) {
            return !part.meets(agent);
        }

        @Override
        public List<Requirement> parts() {
            return List.of(part);
        }
    }

    /** Returns that any agent at all will do. */
    static Requirement anyone() {
        return new Anyone();
    }

    /** Returns that an agent must have the skill, at whatever level. */
    static Requirement skill(String skill) {
        return skill(skill, 1);
    }

    /**
     * Returns that an agent must have the skill at this level or a higher one, 1 to {@value Agent#MAX_LEVEL}.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if a value is out of its bounds; it names skill and field
     */
    static Requirement skill(String skill, int level) {
        return PlanChecks.of("skill", skill, () -> new HasSkill(new SkillId(skill), level));
    }

    /** Returns that an agent must be a member of the team. */
    static Requirement team(String team) {
        return new InTeam(new TeamId(team));
    }

    /** Returns that it must be this agent. */
    static Requirement agent(AgentId agent) {
        return new Named(Set.of(Bounds.present("agent", agent)));
    }

    /** Returns that none of these agents may serve; {@link #anyone} for none. */
    static Requirement except(Collection<AgentId> agents) {
        return agents.isEmpty() ? anyone() : new Not(new Named(new LinkedHashSet<>(agents)));
    }

    /** Returns that all must hold. What always holds is left out and nested conjunctions become one. */
    static Requirement all(Requirement... parts) {
        List<Requirement> flat = new ArrayList<>();
        for (Requirement part : parts) {
            for (Requirement each : part instanceof AllOf all ? all.parts() : List.of(part)) {
                if (!(each instanceof Anyone) && !flat.contains(each)) {
                    flat.add(each);
                }
            }
        }
        return flat.isEmpty() ? anyone() : flat.size() == 1 ? flat.get(0) : new AllOf(flat);
    }

    /** Returns that at least one must hold. */
    static Requirement any(Requirement... parts) {
        return new AnyOf(Arrays.asList(parts));
    }

    /** Returns that it must not hold. */
    static Requirement not(Requirement part) {
        return new Not(part);
    }

    /** Returns what the target asks for: the agents that {@link Target#matches} accepts meet it, and nobody else. */
    static Requirement of(Target target) {
        List<Requirement> parts = new ArrayList<>();
        if (target.agent() != null) {
            parts.add(agent(target.agent()));
        }
        if (target.team() != null) {
            parts.add(new InTeam(target.team()));
        }
        // In one order, so that equal targets become equal requirements.
        target.skills().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(need -> parts.add(new HasSkill(need.getKey(), need.getValue())));
        return all(parts.toArray(Requirement[]::new));
    }

    /**
     * Returns a requirement as it may be configured.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is null, has more than {@value #MAX_SIZE} parts or is
     *     nested deeper than {@value #MAX_DEPTH}
     */
    static Requirement checked(String field, Requirement requirement) {
        Bounds.present(field, requirement);
        int size = size(requirement);
        Bounds.check(field, size <= MAX_SIZE, "at most " + MAX_SIZE + " requirements", size);
        int depth = depth(requirement);
        Bounds.check(field, depth <= MAX_DEPTH, "requirements nested at most " + MAX_DEPTH + " deep", depth);
        return requirement;
    }

    /** Returns the requirement and all below it, each before its parts. */
    static Stream<Requirement> tree(Requirement requirement) {
        return Stream.concat(
                Stream.of(requirement), requirement.parts().stream().flatMap(Requirement::tree));
    }

    /** Returns the skills that are asked for anywhere in it, not those that are ruled out. */
    static Stream<HasSkill> skills(Requirement requirement) {
        if (requirement instanceof HasSkill need) {
            return Stream.of(need);
        }
        return requirement instanceof Not
                ? Stream.empty()
                : requirement.parts().stream().flatMap(Requirement::skills);
    }

    /** Four times what can be configured: a session's own needs stand beside those of its queue and of the step. */
    private static List<Requirement> combined(List<Requirement> parts) {
        List<Requirement> copy = Bounds.list("parts", parts, MAX_SIZE);
        Bounds.check("parts", !copy.isEmpty(), "at least one requirement", "none");
        int size = 0;
        int deepest = 0;
        for (Requirement part : copy) {
            size += size(part);
            deepest = Math.max(deepest, depth(part));
        }
        Bounds.check("parts", size < 4 * MAX_SIZE, "less than " + 4 * MAX_SIZE + " requirements", size);
        int depth = 1 + deepest;
        Bounds.check("parts", depth <= MAX_DEPTH + 4, "at most " + (MAX_DEPTH + 4) + " levels", depth);
        return copy;
    }

    private static int size(Requirement requirement) {
        int size = 1;
        for (Requirement part : requirement.parts()) {
            size += size(part);
        }
        return size;
    }

    private static int depth(Requirement requirement) {
        int deepest = 0;
        for (Requirement part : requirement.parts()) {
            deepest = Math.max(deepest, depth(part));
        }
        return 1 + deepest;
    }
}
