package io.github.parlor.people;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.SkillId;
import java.util.Map;

/** Skills with their proficiency levels, as agents have and targets need them. */
final class Levels {
    private Levels() {}

    static Map<SkillId, Integer> copy(String field, Map<SkillId, Integer> levels, int max) {
        Map<SkillId, Integer> copy = Bounds.map(field, levels, max);
        copy.forEach((skill, level) -> {
            if (level < 1 || level > Agent.MAX_LEVEL) {
                throw new InvalidValueException(
                        field + "." + skill, "a number from 1 to " + Agent.MAX_LEVEL, level.toString());
            }
        });
        return copy;
    }

    static boolean meet(Map<SkillId, Integer> has, Map<SkillId, Integer> needs) {
        for (Map.Entry<SkillId, Integer> need : needs.entrySet()) {
            if (has.getOrDefault(need.getKey(), 0) < need.getValue()) {
                return false;
            }
        }
        return true;
    }
}
