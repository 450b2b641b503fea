package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Immutable copies in the order of their keys, so that equal values have equal JSON in every process. */
final class Ordered {
    private Ordered() {}

    static <K extends Comparable<? super K>, V> Map<K, V> map(String field, Map<K, V> values) {
        return Bounds.present(field, values).size() < 2
                ? Map.copyOf(values)
                : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    static <E extends Comparable<? super E>> Set<E> set(String field, Set<E> values) {
        return Bounds.present(field, values).size() < 2
                ? Set.copyOf(values)
                : Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
