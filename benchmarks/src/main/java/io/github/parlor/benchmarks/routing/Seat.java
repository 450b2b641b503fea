package io.github.parlor.benchmarks.routing;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one thread does, and how much of its time the machine gave it: each iteration is a window. */
@State(Scope.Thread)
public abstract class Seat {
    private Shift shift = new Shift(
            Contender.NONE.open(new Setting(1, 0, 1, true, 1), Watcher.NOBODY).seat(0));

    void take(Clerk<?> clerk) {
        shift = new Shift(clerk);
    }

    void call() {
        shift.clerk().step();
    }

    /** Begins a window. */
    @Setup(Level.Iteration)
    public void begin() {
        shift.begin();
    }

    /** Ends it. */
    @TearDown(Level.Iteration)
    public void end() {
        shift.end();
    }
}
