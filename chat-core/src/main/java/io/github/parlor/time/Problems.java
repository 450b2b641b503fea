package io.github.parlor.time;

import io.github.parlor.bounds.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers every wrong field of something being built, so that one attempt names them all. Single-owner. */
final class Problems {
    private final List<InvalidValueException> found = new ArrayList<>();

    /** Runs a check and keeps its refusal, named below {@code path}. */
    void check(String path, Runnable check) {
        try {
            check.run();
        } catch (InvalidValueException e) {
            found.add(e.below(path));
        }
    }

    void add(InvalidValueException problem) {
        found.add(problem);
    }

    void addAll(Problems others) {
        found.addAll(others.found);
    }

    int size() {
        return found.size();
    }

    /**
     * Throws what was found, if anything: a single problem as it is, several as one whose message names all fields and
     * whose suppressed exceptions are the problems.
     */
    void throwIfAny(String what) {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            String all = found.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
            var refused = new InvalidValueException(what, "valid fields", found.size() + " wrong: " + all);
            found.forEach(refused::addSuppressed);
            throw refused;
        }
    }
}
