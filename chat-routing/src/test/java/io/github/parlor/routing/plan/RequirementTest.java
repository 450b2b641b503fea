package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.agent;
import static io.github.parlor.routing.plan.Floor.id;
import static io.github.parlor.routing.plan.Requirement.all;
import static io.github.parlor.routing.plan.Requirement.any;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.not;
import static io.github.parlor.routing.plan.Requirement.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequirementTest {
    @Test
    void a_level_is_met_by_it_and_every_higher_one() {
        assertThat(skill("fr", 3).meets(agent("a", "fr:2"))).isFalse();
        assertThat(skill("fr", 3).meets(agent("a", "fr:3"))).isTrue();
        assertThat(skill("fr", 3).meets(agent("a", "fr:10"))).isTrue();
        assertThat(skill("fr").meets(agent("a", "de:10"))).isFalse();
    }

    @Test
    void combinations_mean_what_logic_means() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomPlans plans = new RandomPlans(seed);
            Requirement p = plans.requirement(2);
            Requirement q = plans.requirement(2);
            Agent agent = Floor.randomAgent(random, "a" + random.nextInt(3));
            boolean isP = p.meets(agent);
            boolean isQ = q.meets(agent);

            assertThat(all(p, q).meets(agent)).as("seed %d", seed).isEqualTo(isP && isQ);
            assertThat(any(p, q).meets(agent)).as("seed %d", seed).isEqualTo(isP || isQ);
            assertThat(not(p).meets(agent)).as("seed %d", seed).isEqualTo(!isP);
        }
    }

    @Test
    void a_conjunction_is_written_in_one_form() {
        Requirement fr = skill("fr");
        Requirement de = skill("de");

        assertThat(all()).isEqualTo(anyone());
        assertThat(all(anyone(), fr)).isEqualTo(fr);
        assertThat(all(all(fr, de), fr)).isEqualTo(new Requirement.AllOf(List.of(fr, de)));
        assertThat(Requirement.except(Set.of())).isEqualTo(anyone());
    }

    @Test
    void a_target_asks_for_the_same_agents_as_its_requirement() {
        for (long seed = 0; seed < 4_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<SkillId, Integer> needs = new HashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                needs.put(new SkillId("s" + random.nextInt(4)), 1 + random.nextInt(Agent.MAX_LEVEL));
            }
            Target target = new Target(
                    random.nextBoolean() ? null : new TeamId("t" + random.nextInt(3)),
                    needs,
                    random.nextBoolean() ? null : id("a" + random.nextInt(2)));
            Agent agent = Floor.randomAgent(random, "a" + random.nextInt(2));

            assertThat(Requirement.of(target).meets(agent)).as("seed %d", seed).isEqualTo(target.matches(agent));
        }
        assertThat(Requirement.of(Target.ANYONE)).isEqualTo(anyone());
    }

    @Test
    void what_is_ruled_out_is_not_asked_for() {
        Requirement requirement = all(skill("fr", 2), any(skill("de"), not(skill("en"))));

        assertThat(Requirement.skills(requirement).map(need -> need.skill().value()))
                .containsExactly("fr", "de");
    }

    @Test
    void a_tree_is_bounded_in_depth_and_size() {
        Requirement deep = skill("fr");
        for (int i = 1; i < Requirement.MAX_DEPTH; i++) {
            deep = not(deep);
        }
        Requirement deepest = deep;
        assertThat(Requirement.checked("r", deepest)).isEqualTo(deepest);
        assertThatThrownBy(() -> Requirement.checked("r", not(deepest))).hasMessageContaining("nested at most 16");

        Requirement[] many = new Requirement[Requirement.MAX_SIZE];
        for (int i = 0; i < many.length; i++) {
            many[i] = skill("s" + i);
        }
        assertThatThrownBy(() -> Requirement.checked("r", all(many))).hasMessageContaining("at most 64 requirements");
        Requirement wide = any(many);
        assertThatThrownBy(() -> any(wide, wide, wide, wide)).hasMessageContaining("less than 256");
    }

    @Test
    void a_requirement_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Requirement.HasSkill(new SkillId("fr"), 11))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("level");
        assertThatThrownBy(() -> skill("fr", 11))
                .hasMessage("skill 'fr'.level: expected a number from 1 to 10, got 11");
        assertThatThrownBy(() -> new Requirement.Named(Set.of())).hasMessageContaining("at least one agent");
        assertThatThrownBy(() -> new Requirement.AnyOf(List.of())).hasMessageContaining("at least one requirement");
    }
}
