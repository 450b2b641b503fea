package io.github.parlor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final SkillId FRENCH = new SkillId("fr");

    @Test
    void an_agent_serves_three_sessions_unless_told_otherwise() {
        assertThat(Agent.of("a").capacityUnits()).isEqualTo(3 * Agent.UNITS_PER_SESSION);
        assertThat(Agent.of("a").withSessions(1_000).capacityUnits()).isEqualTo(Agent.MAX_CAPACITY_UNITS);
        refused(
                () -> Agent.of("a").withSessions(Integer.MAX_VALUE),
                "agent.sessions: expected a number from 0 to 1000, got 2147483647");
    }

    @Test
    void levels_lie_between_one_and_ten() {
        refused(
                () -> Agent.of("a").withSkills(Map.of(FRENCH, 0)),
                "agent.skills.fr: expected a number from 1 to 10, got 0");
        refused(
                () -> new Target(null, Map.of(FRENCH, 11), null),
                "target.skills.fr: expected a number from 1 to 10, got 11");
    }

    @Test
    void a_display_name_hides_nothing_and_stays_out_of_logs() {
        Agent ada = new Agent(new AgentId("a1"), "A\u202Eda\u200B ", Set.of(), Map.of(FRENCH, 3), 300);

        assertThat(ada.displayName()).isEqualTo("Ada");
        assertThat(ada).hasToString("Agent[a1, teams [], skills {fr=3}, units 300]");
        refused(
                () -> new Agent(new AgentId("a1"), "\u200B\u200B", Set.of(), Map.of(), 0),
                "agent.displayName: expected 1 to 128 visible characters, got '\u200B\u200B'");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks hands in
    void a_target_or_actor_of_nobody_is_refused() {
        refused(() -> Target.team(null), "target.team: expected a value, got null");
        refused(() -> Target.skill(null), "target.skill: expected a value, got null");
        refused(() -> Target.agent(null), "target.agent: expected a value, got null");
        refused(() -> Actor.contact(null), "contact: expected a value, got null");
        refused(() -> Actor.agent(null), "agent: expected a value, got null");
        refused(() -> Actor.supervisor(null), "agent: expected a value, got null");
        refused(() -> Actor.bot(null), "bot: expected a value, got null");
    }

    @Test
    void staff_are_the_humans_of_the_shop() {
        assertThat(Actor.agent(new AgentId("a")).isStaff()).isTrue();
        assertThat(Actor.supervisor(new AgentId("a")).isStaff()).isTrue();
        assertThat(new Actor(Actor.Kind.PRIVACY_OFFICER, "p").isStaff()).isTrue();
        assertThat(Actor.contact(new ContactId("c")).isStaff()).isFalse();
        assertThat(Actor.bot(new BotId("b")).isStaff()).isFalse();
        assertThat(Actor.SYSTEM.isStaff() || Actor.ROUTER.isStaff() || Actor.TIMER.isStaff())
                .isFalse();
    }

    @Test
    void a_target_matches_exactly_those_who_meet_every_wish() {
        int met = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new SplittableRandom(seed);
            Agent agent = new Agent(id(random), "A", teams(random), skills(random, 4), 0);
            Target target = new Target(
                    random.nextBoolean() ? new TeamId("t" + random.nextInt(3)) : null,
                    skills(random, 2),
                    random.nextInt(4) == 0 ? id(random) : null);
            assertThat(target.matches(agent)).as("seed %d", seed).isEqualTo(naive(target, agent));
            met += target.matches(agent) ? 1 : 0;
        }
        assertThat(met).as("both answers occur").isBetween(1_000, 19_000);
    }

    private static boolean naive(Target target, Agent agent) {
        if (target.agent() != null && !target.agent().value().equals(agent.id().value())) {
            return false;
        }
        if (target.team() != null && agent.teams().stream().noneMatch(team -> team.equals(target.team()))) {
            return false;
        }
        return target.skills().entrySet().stream()
                .allMatch(need -> agent.skills().entrySet().stream()
                        .anyMatch(has -> has.getKey().equals(need.getKey()) && has.getValue() >= need.getValue()));
    }

    private static AgentId id(SplittableRandom random) {
        return new AgentId("a" + random.nextInt(3));
    }

    private static Set<TeamId> teams(SplittableRandom random) {
        Set<TeamId> teams = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            teams.add(new TeamId("t" + random.nextInt(3)));
        }
        return teams;
    }

    private static Map<SkillId, Integer> skills(SplittableRandom random, int most) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            skills.put(new SkillId("s" + random.nextInt(4)), 1 + random.nextInt(Agent.MAX_LEVEL));
        }
        return skills;
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call).withMessage(message);
    }
}
