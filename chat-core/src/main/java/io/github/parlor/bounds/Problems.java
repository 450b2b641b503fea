package io.github.parlor.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gathers every wrong field of something being built, so that one attempt names them all. Single-owner.
 *
 * <pre>{@code
 * Problems problems = new Problems();
 * problems.check(() -> Bounds.range("liveUnits", liveUnits, 1, 1_000));
 * problems.check(() -> Bounds.duration("wrapUp", wrapUp, MAX_DURATION));
 * problems.throwIfAny("policy");
 * }</pre>
 */
public final class Problems {
    /** Most problems that are kept; of more, only the number is told. */
    public static final int MAX_KEPT = 32;

    private final List<InvalidValueException> kept = new ArrayList<>();
    private int size;

    /** Creates an empty collection. */
    public Problems() {}

    /** Runs a check and keeps its refusal. Other exceptions pass through. */
    public void check(Runnable check) {
        try {
            check.run();
        } catch (InvalidValueException e) {
            add(e);
        }
    }

    /** Runs a check and keeps its refusal, named below {@code path}. Other exceptions pass through. */
    public void check(String path, Runnable check) {
        try {
            check.run();
        } catch (InvalidValueException e) {
            e.problems().forEach(problem -> add(problem.below(path)));
        }
    }

    /** Returns what a check returns, or {@code otherwise} after keeping its refusal. Other exceptions pass through. */
    public <T> T value(T otherwise, Supplier<? extends T> check) {
        try {
            return check.get();
        } catch (InvalidValueException e) {
            add(e);
            return otherwise;
        }
    }

    /** Keeps a refusal; one that stands for several counts as these. */
    public void add(InvalidValueException problem) {
        for (InvalidValueException each : problem.problems()) {
            if (size++ < MAX_KEPT) {
                kept.add(each);
            }
        }
    }

    /** Keeps all that {@code others} have found. */
    public void addAll(Problems others) {
        others.kept.forEach(this::add);
        size += others.size - others.kept.size();
    }

    /** Returns how many problems were found. */
    public int size() {
        return size;
    }

    /**
     * Throws what was found, if anything: a single problem as it is, several as one that names them all.
     *
     * @param what the thing being built, the field of the exception if there are several problems
     * @throws InvalidValueException if anything was found
     */
    public void throwIfAny(String what) {
        if (size == 1) {
            throw kept.get(0);
        }
        if (size > 1) {
            throw InvalidValueException.ofSeveral(what, kept, size);
        }
    }
}
