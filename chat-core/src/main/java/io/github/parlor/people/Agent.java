package io.github.parlor.people;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import java.util.Map;
import java.util.Set;

/**
 * A human who serves: what the shop tells about an agent. Immutable.
 *
 * @param id who
 * @param displayName what the contact sees, plain text, 1 to 128 characters; invisible ones are taken out
 * @param teams at most {@value #MAX_TEAMS} teams
 * @param skills skill to proficiency level 1 to {@value #MAX_LEVEL}, at most {@value #MAX_SKILLS}
 * @param capacityUnits how much the agent serves at once, 0 to {@value #MAX_CAPACITY_UNITS}; a live session takes {@value
 *     #UNITS_PER_SESSION} units by default
 */
public record Agent(
        AgentId id, String displayName, Set<TeamId> teams, Map<SkillId, Integer> skills, int capacityUnits) {
    /** Units that one live session takes by default; a messaging session takes a third of it. */
    public static final int UNITS_PER_SESSION = 300;

    /** Sessions at once by default: three, the figure that most sources name as usual. */
    public static final int DEFAULT_CAPACITY_UNITS = 3 * UNITS_PER_SESSION;

    /** Upper bound of {@link #capacityUnits()}. */
    public static final int MAX_CAPACITY_UNITS = 1_000 * UNITS_PER_SESSION;

    /** Upper bound of a proficiency level. */
    public static final int MAX_LEVEL = 10;

    /** Most skills of one agent. */
    public static final int MAX_SKILLS = 256;

    /** Most teams of one agent. */
    public static final int MAX_TEAMS = 64;

    public Agent {
        Bounds.present("agent.id", id);
        displayName = Bounds.name("agent.displayName", displayName, 1, 128);
        teams = Bounds.set("agent.teams", teams, MAX_TEAMS);
        skills = Levels.copy("agent.skills", skills, MAX_SKILLS);
        Bounds.range("agent.capacityUnits", capacityUnits, 0, MAX_CAPACITY_UNITS);
    }

    /** Returns an agent without teams and skills who serves three live sessions at once. */
    public static Agent of(String id) {
        return new Agent(new AgentId(id), id, Set.of(), Map.of(), DEFAULT_CAPACITY_UNITS);
    }

    /** Returns this agent with other skills. */
    public Agent withSkills(Map<SkillId, Integer> other) {
        return new Agent(id, displayName, teams, other, capacityUnits);
    }

    /** Returns this agent with a limit of {@code sessions} live sessions at once. */
    public Agent withSessions(int sessions) {
        Bounds.range("agent.sessions", sessions, 0, MAX_CAPACITY_UNITS / UNITS_PER_SESSION);
        return new Agent(id, displayName, teams, skills, sessions * UNITS_PER_SESSION);
    }

    /** Returns this agent in other teams. */
    public Agent withTeams(Set<TeamId> other) {
        return new Agent(id, displayName, other, skills, capacityUnits);
    }

    /** Names the agent without the display name, so that logs carry ids only. */
    @Override
    public String toString() {
        return "Agent[" + id + ", teams " + teams + ", skills " + skills + ", units " + capacityUnits + "]";
    }
}
