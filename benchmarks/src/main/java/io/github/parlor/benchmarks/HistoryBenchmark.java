package io.github.parlor.benchmarks;

import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Does a message cost more the longer its conversation is? A shot posts a few messages to each of some conversations that
 * have a history already, so that the history is nearly the same at its end.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(HistoryBenchmark.POSTS)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class HistoryBenchmark {
    static final int CONVERSATIONS = 128;
    static final int EACH = 80;
    static final int POSTS = CONVERSATIONS * EACH;

    /** As many shots as it takes until the compiler has nothing left to do, at the price of their messages alone. */
    private static final int WARM_UP = 60 * POSTS;

    /** Conversations with a past. */
    @State(Scope.Benchmark)
    public static class Told {
        /** Messages in each conversation before the shot. */
        @Param({"0", "100", "10000"})
        public int history;

        private ServedShop shop = shop();
        private Chat[] chats = {};
        private final Pen pen = new Pen();
        private long number;

        private static ServedShop shop() {
            ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(true);
            return ServedShop.open(InMemoryJournal.create(), IdSource.secure(), policy, 100_000, CONVERSATIONS);
        }

        /** Warms up: iterations would not do, since each makes its history anew, and one without a history is short. */
        @Setup(Level.Trial)
        public void warmUp() {
            begin();
            for (int i = 0; i < WARM_UP; i++) {
                post(chats[i % CONVERSATIONS]);
            }
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            begin();
            for (int i = 0; i < history; i++) {
                for (Chat chat : chats) {
                    post(chat);
                }
            }
        }

        private void begin() {
            shop = shop();
            chats = shop.serve(CONVERSATIONS);
        }

        Object post(Chat chat) {
            return shop.shop.post(chat.speaker(number), chat.id(), pen.message(number++));
        }
    }

    /** Posting. */
    @Benchmark
    public void post(Told told, Blackhole hole) {
        for (int i = 0; i < EACH; i++) {
            for (Chat chat : told.chats) {
                hole.consume(told.post(chat));
            }
        }
    }
}
