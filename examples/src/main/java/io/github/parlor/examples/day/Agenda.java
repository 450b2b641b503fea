package io.github.parlor.examples.day;

import io.github.parlor.Parlor;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What is still to happen in the day, in the order of time and then of planning. Single-owner. */
final class Agenda {
    private record Item(Instant at, long number, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private final Parlor parlor;
    private long planned;

    Agenda(Parlor parlor) {
        this.parlor = parlor;
    }

    void at(Instant instant, Runnable what) {
        items.add(new Item(instant, planned++, what));
    }

    void in(Duration time, Runnable what) {
        at(now().plus(time), what);
    }

    Instant now() {
        return parlor.time().now().wall();
    }

    /** Lets everything happen, with the engine's own deadlines in between. Returns how many things happened. */
    long run(Consumer<Instant> progress) {
        long happened = 0;
        for (Item next = items.poll(); next != null; next = items.poll()) {
            if (next.at().isAfter(now())) {
                parlor.advanceTo(next.at());
            }
            next.what().run();
            happened++;
            if (happened % 1_000 == 0) {
                progress.accept(now());
            }
        }
        return happened;
    }
}
