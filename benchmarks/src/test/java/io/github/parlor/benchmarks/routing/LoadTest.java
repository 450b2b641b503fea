package io.github.parlor.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The load stays where its setting says, whoever routes, and no thread of it starves. */
class LoadTest {
    private static final int STEPS = 20_000;

    static Stream<Arguments> settings() {
        return Stream.of(Contender.values())
                .flatMap(contender -> Stream.of(
                                new Setting(64, 0, 1, true, 1),
                                new Setting(64, 0, 2, true, 2),
                                new Setting(64, 0, 2, false, 3),
                                new Setting(64, 1_000, 1, true, 4),
                                new Setting(64, 1_000, 2, true, 5),
                                new Setting(64, 1_000, 2, false, 6))
                        .filter(contender::isFor)
                        .map(setting -> Arguments.of(contender, setting)));
    }

    /** Without a router there is always another offer. */
    static Stream<Arguments> settingsOfRouters() {
        return settings().filter(arguments -> arguments.get()[0] != Contender.NONE);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_thread_holds_its_share_before_and_after(Contender contender, Setting setting) throws Exception {
        Load<?> load = contender.open(setting, Watcher.NOBODY);
        load.fill();
        check(contender, load, setting);

        inThreads(load, clerk -> {
            long before = clerk.offered();
            for (int step = 0; step < (contender == Contender.PLAIN ? STEPS / 20 : STEPS); step++) {
                clerk.step();
            }
            assertThat(clerk.offered()).isGreaterThan(before + 100);
        });

        check(contender, load, setting);
    }

    @ParameterizedTest
    @MethodSource("settingsOfRouters")
    void nobody_is_left_waiting_once_all_slots_were_given_back(Contender contender, Setting setting) throws Exception {
        Load<?> load = contender.open(setting, Watcher.NOBODY);
        load.fill();
        inThreads(load, clerk -> {
            for (int step = 0; step < (contender == Contender.PLAIN ? STEPS / 20 : STEPS); step++) {
                clerk.step();
            }
        });

        for (int number = 0; number < setting.threads(); number++) {
            load.seat(number).leave();
        }

        assertThat(load.clerks().stream().mapToInt(Clerk::waiting).sum()).isZero();
    }

    private static void check(Contender contender, Load<?> load, Setting setting) {
        int active = load.clerks().stream().mapToInt(Clerk::active).sum();
        int waiting = load.clerks().stream().mapToInt(Clerk::waiting).sum();
        if (setting.backlog()) {
            assertThat(active).isBetween(setting.slots() * 8 / 10, setting.slots());
            assertThat(waiting).isBetween(setting.waiting() - 10, setting.waiting() + 10);
        } else {
            assertThat(active).isBetween(setting.slots() * 7 / 10, setting.slots());
            assertThat(waiting).isBetween(-5, setting.slots() / 8);
        }
        // Its listener is told outside the lock, so a slot may be given away to the other thread meanwhile.
        if (contender == Contender.ORDERED) {
            return;
        }
        assertThat(load.clerks())
                .allSatisfy(clerk -> assertThat(clerk.active()).isGreaterThan(setting.slots() / setting.threads() / 3));
    }

    private interface Work {
        void with(Clerk<?> clerk);
    }

    private static void inThreads(Load<?> load, Work work) throws Exception {
        int threads = load.clerks().size();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Collection<Callable<Integer>> calls = new ArrayList<>();
            for (int number = 0; number < threads; number++) {
                int seat = number;
                calls.add(() -> {
                    work.with(load.seat(seat));
                    return seat;
                });
            }
            List<Future<Integer>> done = pool.invokeAll(calls);
            for (Future<Integer> each : done) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
