package io.github.parlor.benchmarks;

import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.event.EndReason;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Actor;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long do opening and closing a conversation take? Both happen once to a conversation, so a shot opens or closes ten
 * thousand of them. Opening goes through three commands (start with a message, queue, offer) and four events, closing is
 * one command with two events.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(LifecycleBenchmark.COUNT)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
public class LifecycleBenchmark {
    static final int COUNT = 10_000;

    /** A shop without conversations. */
    @State(Scope.Benchmark)
    public static class Empty {
        private ServedShop shop = shop();
        private final StartSession[] requests = new StartSession[COUNT];

        private static ServedShop shop() {
            return ServedShop.open(
                    InMemoryJournal.create(), IdSource.secure(), ConversationPolicy.builder(), 100_000, COUNT);
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            shop = shop();
            java.util.Arrays.setAll(requests, ServedShop::request);
        }
    }

    /** A shop whose conversations are all open. */
    @State(Scope.Benchmark)
    public static class Full {
        private ServedShop shop = shop();
        private Chat[] chats = {};

        private static ServedShop shop() {
            ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(true);
            return ServedShop.open(InMemoryJournal.create(), IdSource.secure(), policy, 100_000, COUNT);
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            shop = shop();
            chats = shop.serve(COUNT);
        }
    }

    /** The map. */
    @State(Scope.Benchmark)
    public static class Map {
        private SynchronizedChats chats = chats();
        private final String[] contacts = new String[COUNT];
        private final String[] ids = new String[COUNT];

        private static SynchronizedChats chats() {
            return new SynchronizedChats(IdSource.secure(), new ArrayList<>(), 1);
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            chats = chats();
            java.util.Arrays.setAll(contacts, i -> "contact-" + i);
        }

        void fill() {
            for (int i = 0; i < COUNT; i++) {
                ids[i] = chats.open(contacts[i], "Does it come in blue?");
            }
        }
    }

    /** The map with its conversations open. */
    @State(Scope.Benchmark)
    public static class FullMap extends Map {
        @Override
        @Setup(Level.Iteration)
        public void open() {
            super.open();
            fill();
        }
    }

    /** Opening. */
    @Benchmark
    public void open(Empty engine, Blackhole hole) {
        for (StartSession request : engine.requests) {
            hole.consume(engine.shop.shop.start(Actor.contact(request.contact()), request));
        }
    }

    /** Opening in the peer. */
    @Benchmark
    public void openInMap(Map map) {
        map.fill();
    }

    /** Closing. */
    @Benchmark
    public void close(Full engine, Blackhole hole) {
        for (Chat chat : engine.chats) {
            hole.consume(
                    engine.shop.shop.execute(chat.owner(), chat.id(), new EndSession(EndReason.AGENT_ENDED, null)));
        }
    }

    /** Closing in the peer. */
    @Benchmark
    public void closeInMap(FullMap map) {
        Map full = map;
        for (String id : full.ids) {
            full.chats.close("agent-0", id);
        }
    }
}
