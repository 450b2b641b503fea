package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * How well an agent fits the work of a queue, as a whole number, higher first. It depends on the agent's teams, skills and
 * id and on the plan, never on load or time, so it is computed once and replays exactly. All members are immutable.
 */
public sealed interface Scoring {
    /** Greatest number of points for one thing, and the least with the sign turned. */
    int MAX_POINTS = 1_000_000;

    /** Most entries of one scoring. */
    int MAX_ENTRIES = 64;

    /** A full match, in basis points. */
    int FULL_MATCH = 10_000;

    /** Returns that everybody fits as well as anybody. */
    static Scoring even() {
        return new Even();
    }

    /**
     * Returns the score.
     *
     * @param agent whose
     * @param breadth how many queues of the plan an agent can serve
     * @param scorers the shop's own functions by name; a function returns the same number for the same agent
     * @throws InvalidValueException if this names a scorer that is not there
     */
    int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers);

    /** Everybody fits as well as anybody: 0. */
    record Even() implements Scoring {
        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            return 0;
        }
    }

    /**
     * The sum of the points for all that the agent meets: preferred skills, teams and people.
     *
     * @param entries at most {@value Scoring#MAX_ENTRIES}
     */
    record Points(List<Entry> entries) implements Scoring {
        /**
         * Points for one thing.
         *
         * @param requirement what the agent has to meet
         * @param points -{@value Scoring#MAX_POINTS} to {@value Scoring#MAX_POINTS}
         */
        public record Entry(Requirement requirement, int points) {
            public Entry {
                Problems problems = new Problems();
                problems.check(() -> Requirement.checked("requirement", requirement));
                problems.check(() -> Bounds.range("points", points, -MAX_POINTS, MAX_POINTS));
                problems.throwIfAny("entry");
            }
        }

        public Points {
            entries = Bounds.list("entries", entries, MAX_ENTRIES);
        }

        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            int sum = 0;
            for (Entry entry : entries) {
                sum += entry.requirement().meets(agent) ? entry.points() : 0;
            }
            return sum;
        }
    }

    /**
     * The most skilled first: the sum of the agent's levels in these skills.
     *
     * @param skills at least one, at most {@value Scoring#MAX_ENTRIES}
     */
    record MostSkilled(Set<SkillId> skills) implements Scoring {
        public MostSkilled {
            skills = Bounds.set("skills", skills, MAX_ENTRIES);
            Bounds.check("skills", !skills.isEmpty(), "at least one skill", "none");
        }

        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            return skills.stream()
                    .mapToInt(skill -> agent.skills().getOrDefault(skill, 0))
                    .sum();
        }
    }

    /**
     * The closest match in basis points, 0 to {@value Scoring#FULL_MATCH}: the mean over the skills of 1/(1+e^-x) with x =
     * (level - wanted)/wanted, rounded down, and of 0 for a skill that the agent does not have (the default rule of Azure's
     * job router). Computed with {@link StrictMath}, so it is the same number on every machine.
     *
     * @param wanted skill to the level it is wanted at, 1 to {@value Agent#MAX_LEVEL}; at least one, at most
     *     {@value Scoring#MAX_ENTRIES}
     */
    record Match(Map<SkillId, Integer> wanted) implements Scoring {
        public Match {
            Map<SkillId, Integer> levels = Bounds.map("wanted", wanted, MAX_ENTRIES);
            Problems problems = new Problems();
            problems.check(() -> Bounds.check("wanted", !levels.isEmpty(), "at least one skill", "none"));
            levels.forEach(
                    (skill, level) -> problems.check(() -> Bounds.range("wanted." + skill, level, 1, Agent.MAX_LEVEL)));
            problems.throwIfAny("match");
            wanted = levels;
        }

        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            long sum = 0;
            for (Map.Entry<SkillId, Integer> each : wanted.entrySet()) {
                sum += basisPoints(agent.skills().getOrDefault(each.getKey(), 0), each.getValue());
            }
            return (int) (sum / wanted.size());
        }

        private static int basisPoints(int level, int wanted) {
            if (level == 0) {
                return 0;
            }
            double x = (double) (level - wanted) / wanted;
            return (int) (FULL_MATCH / (1 + StrictMath.exp(-x)));
        }
    }

    /**
     * Specialists before generalists: the number of queues of the plan that the agent can serve, with the sign turned, so
     * that those who can do much stay free.
     */
    record Specialists() implements Scoring {
        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            return -breadth.applyAsInt(agent);
        }
    }

    /**
     * The shop's own rule.
     *
     * @param scorer the name under which the function is given to the router
     */
    record Custom(String scorer) implements Scoring {
        public Custom {
            Bounds.id("scorer", scorer);
        }

        @Override
        public int score(Agent agent, ToIntFunction<Agent> breadth, Map<String, ToIntFunction<Agent>> scorers) {
            ToIntFunction<Agent> function = scorers.get(scorer);
            if (function == null) {
                throw new InvalidValueException("scorers." + scorer, "a function", "none");
            }
            return function.applyAsInt(agent);
        }
    }
}
