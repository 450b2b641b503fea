package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.Credit;
import io.github.parlor.benchmarks.routing.peer.Matching;
import io.github.parlor.benchmarks.routing.peer.RouterUnderTest;
import io.github.parlor.benchmarks.routing.peer.RouterUnderTest.Offers;
import io.github.parlor.benchmarks.routing.peer.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiFunction;

/**
 * A router, virtual time and the clerks that call the router, one for each thread. Offers go to the clerk in whose call
 * they were made, so no thread waits for what another one does. Thread-safe once filled.
 *
 * @param <S> the router's handle of a session
 */
final class Load<S> {
    private static final int DRAWN = 1 << 16;

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Load, Tick> NOW =
            AtomicReferenceFieldUpdater.newUpdater(Load.class, Tick.class, "now");

    private final RouterUnderTest<S> router;
    private final List<Clerk<S>> clerks = new ArrayList<>();
    /** Not static: two loads in one thread, as in tests, have nothing to do with each other. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Clerk<S>> current = new ThreadLocal<>();

    private volatile Tick now;
    private final Pace pace;
    private final short[] kinds = new short[DRAWN];
    private final byte[] tenths = new byte[DRAWN];

    Load(Setting setting, Watcher watcher, BiFunction<Matching, Offers<S>, RouterUnderTest<S>> maker) {
        this(setting, Pace.of(setting), watcher, maker);
    }

    Load(Setting setting, Pace pace, Watcher watcher, BiFunction<Matching, Offers<S>, RouterUnderTest<S>> maker) {
        this.pace = pace;
        now = Tick.first(pace.tickMillis());
        draw(new SplittableRandom(setting.seed()));
        Offers<S> toClerk = (agent, session, epoch) -> current.get().offered(session, epoch);
        Offers<S> watched = (agent, session, epoch) -> {
            current.get().offered(session, epoch);
            watcher.offered(agent, session);
        };
        router = maker.apply(
                Matching.of(setting.agents(), setting.seed()), Watcher.NOBODY.equals(watcher) ? toClerk : watched);
        for (int number = 0; number < setting.threads(); number++) {
            clerks.add(new Clerk<>(this, router, setting, number));
        }
    }

    /** By Zipf's law with exponent 0.9. */
    private void draw(SplittableRandom random) {
        double[] upTo = new double[Matching.KINDS];
        double sum = 0;
        for (int kind = 0; kind < upTo.length; kind++) {
            sum += Math.pow(kind + 1, -0.9);
            upTo[kind] = sum;
        }
        for (int i = 0; i < DRAWN; i++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble(sum));
            kinds[i] = (short) Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
            tenths[i] = (byte) random.nextInt(10);
        }
    }

    /** Brings the clerks, in turns, to where they stay from then on. The current thread ends as nobody's. */
    void fill() {
        boolean filling = true;
        while (filling) {
            filling = false;
            for (Clerk<S> clerk : clerks) {
                filling |= seat(clerk).fill();
            }
        }
        current.remove();
    }

    /** Makes the current thread the one that calls for a clerk, and returns the clerk. */
    Clerk<S> seat(int number) {
        return seat(clerks.get(number));
    }

    private Clerk<S> seat(Clerk<S> clerk) {
        current.set(clerk);
        return clerk;
    }

    List<Clerk<S>> clerks() {
        return clerks;
    }

    /** Returns how many submissions share a tick. */
    int submissionsOfTick() {
        return pace.submissions();
    }

    Tick now() {
        return now;
    }

    /** Several threads may want the same: one of them has its way. */
    void nextTick() {
        Tick was = now;
        NOW.compareAndSet(this, was, was.next());
    }

    int kind(int draw) {
        return kinds[draw & (DRAWN - 1)];
    }

    Credit credit(int draw) {
        return Credit.ofTenth(tenths[draw & (DRAWN - 1)]);
    }
}
