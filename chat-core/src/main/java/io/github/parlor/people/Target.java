package io.github.parlor.people;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a session is meant for. Everything that is given must hold at once. Immutable.
 *
 * @param team a member of this team, or null for anyone
 * @param skills required skills with the least level, 1 to {@value Agent#MAX_LEVEL}; at most {@value #MAX_SKILLS}
 * @param agent this agent and nobody else, or null
 */
public record Target(
        @Nullable TeamId team,
        Map<SkillId, Integer> skills,
        @Nullable AgentId agent) {
    /** Most skills that one target can require. */
    public static final int MAX_SKILLS = 16;

    /** Any agent at all. */
    public static final Target ANYONE = new Target(null, Map.of(), null);

    public Target {
        skills = Levels.copy("target.skills", skills, MAX_SKILLS);
    }

    /** Returns a target that any member of the team meets. */
    public static Target team(TeamId team) {
        return new Target(Bounds.present("target.team", team), Map.of(), null);
    }

    /** Returns a target that any agent with the skill meets, at whatever level. */
    public static Target skill(SkillId skill) {
        return new Target(null, Map.of(Bounds.present("target.skill", skill), 1), null);
    }

    /** Returns a target that only this agent meets. */
    public static Target agent(AgentId agent) {
        return new Target(null, Map.of(), Bounds.present("target.agent", agent));
    }

    /** Returns whether the agent meets everything that is asked. */
    public boolean matches(Agent candidate) {
        return (agent == null || agent.equals(candidate.id()))
                && (team == null || candidate.teams().contains(team))
                && Levels.meet(candidate.skills(), skills);
    }
}
