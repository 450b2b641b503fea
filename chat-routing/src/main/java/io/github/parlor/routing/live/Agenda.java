package io.github.parlor.routing.live;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be looked at, each once, in its order. Mostly that is one thing, for which no structure is made. Single-owner. */
final class Agenda<E extends Comparable<E> & Agenda.Numbered> {
    private @Nullable E only;
    private @Nullable Several<E> several;

    /** Something to look at; of two with one number the later holds. */
    interface Numbered {
        long number();
    }

    private static final class Several<E extends Comparable<E> & Numbered> {
        private final TreeSet<E> inOrder = new TreeSet<>();
        private final Map<Long, E> byNumber = new HashMap<>();

        void put(E entry) {
            E before = byNumber.put(entry.number(), entry);
            if (before != null) {
                inOrder.remove(before);
            }
            inOrder.add(entry);
        }

        @Nullable
        E take() {
            E first = inOrder.pollFirst();
            if (first != null) {
                byNumber.remove(first.number());
            }
            return first;
        }
    }

    void put(E entry) {
        if (several == null && (only == null || only.number() == entry.number())) {
            only = entry;
            return;
        }
        if (several == null) {
            several = new Several<>();
        }
        if (only != null) {
            several.put(only);
            only = null;
        }
        several.put(entry);
    }

    /** Takes the first; null if none is left. */
    @Nullable
    E take() {
        E first = only;
        only = null;
        return first == null && several != null ? several.take() : first;
    }
}
