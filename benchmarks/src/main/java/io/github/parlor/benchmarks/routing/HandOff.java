package io.github.parlor.benchmarks.routing;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MpmcArrayQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the machine allows: threads that share one word, one lock or one queue and decide nothing. These are limits, not
 * routers: nothing here knows skills, capacity or order of work. A router with one shared pool of agents cannot be expected
 * to pass them with two threads.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class HandOff {
    private static final int LENGTH = 1 << 12;

    /** One word. */
    @State(Scope.Benchmark)
    public static class Word {
        private final AtomicLong word = new AtomicLong();
        private long guarded;
    }

    /** One queue of JCTools, half full. */
    @State(Scope.Benchmark)
    public static class Queue {
        private static final Object ELEMENT = new Object();

        private final MpmcArrayQueue<Object> queue = new MpmcArrayQueue<>(LENGTH);

        /** Leaves room on both sides, so that neither waits for the other. */
        @Setup
        public void fill() {
            for (int i = 0; i < LENGTH / 2; i++) {
                queue.offer(ELEMENT);
            }
        }
    }

    /** The Disruptor, with a consumer that spins. */
    @State(Scope.Benchmark)
    public static class Ring {
        private final Disruptor<long[]> disruptor =
                new Disruptor<>(() -> new long[1], LENGTH, DAEMONS, ProducerType.MULTI, new BusySpinWaitStrategy());
        private @Nullable RingBuffer<long[]> buffer;
        private volatile long seen;

        private static final ThreadFactory DAEMONS = work -> {
            Thread thread = new Thread(work, "consumer");
            thread.setDaemon(true);
            return thread;
        };

        /** Starts the consumer. */
        @Setup
        public void start() {
            disruptor.handleEventsWith((event, sequence, last) -> {
                if (last) {
                    seen = event[0];
                }
            });
            buffer = disruptor.start();
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            disruptor.halt();
        }

        long publish(long value) {
            RingBuffer<long[]> to = java.util.Objects.requireNonNull(buffer);
            long sequence = to.next();
            to.get(sequence)[0] = value;
            to.publish(sequence);
            return sequence;
        }
    }

    /** One atomic addition. */
    @Benchmark
    public long addToWord(Word shared) {
        return shared.word.getAndIncrement();
    }

    /** One addition in a monitor. */
    @Benchmark
    public long addInMonitor(Word shared) {
        synchronized (shared) {
            return shared.guarded++;
        }
    }

    /** In and out of a queue. */
    @Benchmark
    public @Nullable Object throughQueue(Queue shared) {
        shared.queue.offer(Queue.ELEMENT);
        return shared.queue.poll();
    }

    /** To the one thread that decides for all, which is how much of a core more. */
    @Benchmark
    public long toOneConsumer(Ring shared) {
        return shared.publish(shared.seen);
    }
}
