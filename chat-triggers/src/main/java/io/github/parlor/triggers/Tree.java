package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Walks over trees of conditions. Each combination checks its own size when it is made, so no tree is ever deep or
 * large enough to exhaust the stack of a walk. Stateless.
 */
final class Tree {
    private Tree() {}

    static List<Condition> checked(String field, Collection<Condition> conditions, int maxDepth, int maxCount) {
        List<Condition> copy = Bounds.list(field, conditions, maxCount);
        Bounds.check(field, !copy.isEmpty(), "at least one condition", "none");
        int depth = copy.stream().mapToInt(Tree::depth).max().orElse(0);
        Bounds.check(field, depth <= maxDepth, "a depth of at most " + maxDepth, depth);
        int count = copy.stream().mapToInt(Tree::count).sum();
        Bounds.check(field, count <= maxCount, "at most " + maxCount + " conditions in all", count);
        return copy;
    }

    static int depth(Condition condition) {
        return 1 + condition.parts().stream().mapToInt(Tree::depth).max().orElse(0);
    }

    static int count(Condition condition) {
        return 1 + condition.parts().stream().mapToInt(Tree::count).sum();
    }

    /** Returns the single facts below the condition, or the condition itself if it is one, from left to right. */
    static Stream<Condition> leaves(Condition condition) {
        return condition.parts().isEmpty()
                ? Stream.of(condition)
                : condition.parts().stream().flatMap(Tree::leaves);
    }
}
