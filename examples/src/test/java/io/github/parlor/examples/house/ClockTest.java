package io.github.parlor.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Time, chance and threads are handed in, so that a run can be repeated; only one package may ask the machine. */
class ClockTest {
    private static final String TIME = House.ROOT + ".time";
    private static final Set<String> CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.concurrent.ThreadLocalRandom.current");
    private static final Set<String> SELF_SEEDED =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date");

    @Test
    void only_the_time_package_reads_a_clock_or_rolls_an_unseeded_die() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : House.classes()) {
            if (!House.isBelow(type, TIME)) {
                wrong.addAll(forbidden(type));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_library_starts_no_thread() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : House.classes()) {
            if (!House.isProgram(type) && !House.isBelow(type, House.ROOT + ".testing")) {
                wrong.addAll(threads(type));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_way_to_the_clock_is_seen() {
        JavaClass offender = new ClassFileImporter().importClass(Offender.class);
        assertThat(forbidden(offender)).hasSize(11);
        assertThat(threads(offender)).hasSize(2);
    }

    private static Collection<String> forbidden(JavaClass type) {
        var found = new TreeSet<String>();
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (readsMachine(access.getTarget())) {
                found.add(access.getDescription());
            }
        }
        return found;
    }

    private static Collection<String> threads(JavaClass type) {
        var found = new TreeSet<String>();
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            String owner = access.getTarget().getOwner().getName();
            if (owner.equals("java.util.concurrent.Executors")
                    || (owner.equals("java.lang.Thread") && isConstructor(access.getTarget()))) {
                found.add(access.getDescription());
            }
        }
        return found;
    }

    private static boolean readsMachine(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return CALLS.contains(owner + "." + name)
                || (owner.startsWith("java.time.") && name.equals("now") && !takesClock(target))
                || (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || (SELF_SEEDED.contains(owner) && isConstructor(target) && parameters(target) == 0);
    }

    /** {@code now(Clock)} asks a clock that was handed in. */
    private static boolean takesClock(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.getName().equals("java.time.Clock"));
    }

    private static boolean isConstructor(AccessTarget target) {
        return target.getName().equals("<init>");
    }

    private static int parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
    }

    /** Breaks each rule once; {@code allowed} breaks none. */
    @SuppressWarnings("unused")
    private static final class Offender {
        Object clocks() {
            return Set.of(
                    Instant.now(),
                    LocalDate.now(java.time.ZoneOffset.UTC),
                    Clock.systemUTC(),
                    Clock.tickMillis(java.time.ZoneOffset.UTC));
        }

        Object numbers() {
            return Set.of(System.currentTimeMillis(), System.nanoTime(), Math.random());
        }

        Object chance() {
            return Set.of(new Random(), new SplittableRandom(), ThreadLocalRandom.current());
        }

        Supplier<Instant> reference() {
            return Instant::now;
        }

        Object threads() {
            return Set.of(new Thread(() -> {}), Executors.newCachedThreadPool());
        }

        Object allowed(Clock clock) {
            return Set.of(clock.instant(), Instant.now(clock), new Random(1), new SplittableRandom(1));
        }
    }
}
