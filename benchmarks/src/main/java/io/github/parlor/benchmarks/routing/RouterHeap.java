package io.github.parlor.benchmarks.routing;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How much heap does a waiting session take, its handle included, and how much an agent? Differences between two sizes, so
 * that what is there anyway falls out, after full collections.
 *
 * <p>Arguments: how many sessions, by default a million.
 */
public final class RouterHeap {
    private static final int AGENTS = 100_000;

    private RouterHeap() {}

    /** Prints a table in Markdown. */
    public static void main(String[] args) {
        int waiting = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        System.out.printf(
                Locale.ROOT,
                "Heap, of %,d sessions (10,000 where that takes too long) and %,d agents:%n%n",
                waiting,
                AGENTS);
        System.out.println("| router | waiting session | agent |");
        System.out.println("| --- | ---: | ---: |");
        for (Contender contender : Contender.values()) {
            if (contender != Contender.NONE) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,.0f B |%n",
                        contender.title(),
                        session(contender, waiting),
                        agent(contender));
            }
        }
    }

    private static String session(Contender contender, int waiting) {
        Setting wanted = new Setting(64, waiting, 1, true, 1);
        Setting many = contender.isFor(wanted) ? wanted : new Setting(64, 10_000, 1, true, 1);
        Setting few = new Setting(64, many.waiting() / 10, 1, true, 1);
        return String.format(
                Locale.ROOT,
                "%,.0f B",
                (double) (filled(contender, many) - filled(contender, few)) / (many.waiting() - few.waiting()));
    }

    /** Agents who serve nobody; what the load needs for each slot is taken off, as it is there without a router too. */
    private static double agent(Contender contender) {
        Setting setting = new Setting(AGENTS, 0, 1, true, 1);
        return (heap(() -> contender.open(setting, Watcher.NOBODY))
                        - heap(() -> Contender.NONE.open(setting, Watcher.NOBODY)))
                / (double) AGENTS;
    }

    private static long filled(Contender contender, Setting setting) {
        return heap(() -> {
            Load<?> load = contender.open(setting, Watcher.NOBODY);
            load.fill();
            return load;
        });
    }

    private static long heap(Supplier<Load<?>> made) {
        long before = used();
        Load<?> load = made.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(load);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
