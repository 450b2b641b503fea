package io.github.parlor.routing.plan;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The people and the clock of these tests. */
final class Floor {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Floor() {}

    static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Makes an agent with skills such as {@code fr:3}. */
    static Agent agent(String id, String... skills) {
        Map<SkillId, Integer> levels = new LinkedHashMap<>();
        for (String skill : skills) {
            int colon = skill.indexOf(':');
            String name = colon < 0 ? skill : skill.substring(0, colon);
            levels.put(new SkillId(name), colon < 0 ? 1 : Integer.parseInt(skill.substring(colon + 1)));
        }
        return Agent.of(id).withSkills(levels);
    }

    static Agent member(String id, String... teams) {
        Set<TeamId> all = new LinkedHashSet<>();
        for (String team : teams) {
            all.add(new TeamId(team));
        }
        return Agent.of(id).withTeams(all);
    }

    static AgentId id(String agent) {
        return new AgentId(agent);
    }

    static Agent randomAgent(SplittableRandom random, String id) {
        Map<SkillId, Integer> skills = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            skills.put(new SkillId("s" + random.nextInt(4)), 1 + random.nextInt(Agent.MAX_LEVEL));
        }
        Set<TeamId> teams = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            teams.add(new TeamId("t" + random.nextInt(3)));
        }
        return Agent.of(id).withSkills(skills).withTeams(teams);
    }

    static List<Agent> randomAgents(SplittableRandom random, int most) {
        List<Agent> agents = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            agents.add(randomAgent(random, "a" + i));
        }
        return agents;
    }
}
