package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * Something an agent can do and a session can need: a language, a product range, a task. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record SkillId(String value) implements Comparable<SkillId> {
    public SkillId {
        Bounds.id("skill", value);
    }

    @Override
    public int compareTo(SkillId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
