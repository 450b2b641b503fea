package io.github.parlor.benchmarks;

import io.github.parlor.Result;
import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.message.Content;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many messages per second can be posted to open conversations, and what does one allocate? The journal is in memory
 * and begins anew with each iteration.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class EngineBenchmark {
    /** The engine with its defaults. */
    @State(Scope.Benchmark)
    public static class Engine {
        /** Where identifiers come from. */
        @Param({"secure", "seeded"})
        public String ids = "secure";

        private ServedShop shop = shop();
        private Chat[] chats = {};

        private ServedShop shop() {
            ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(true);
            return ServedShop.open(InMemoryJournal.create(), source(ids), policy, 100_000, Pen.CONVERSATIONS);
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            shop = shop();
            chats = shop.serve(Pen.CONVERSATIONS);
        }

        Result post(Pen.Letter letter) {
            Chat chat = chats[letter.conversation()];
            return shop.shop.post(chat.speaker(letter.turn()), chat.id(), letter.message());
        }
    }

    /** The map. */
    @State(Scope.Benchmark)
    public static class Map {
        private SynchronizedChats chats = chats();
        private String[] ids = {};
        private String[] owners = {};
        private String[] contacts = {};

        private static SynchronizedChats chats() {
            return new SynchronizedChats(IdSource.secure(), new ArrayList<>(), 1);
        }

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            chats = chats();
            ids = new String[Pen.CONVERSATIONS];
            owners = new String[Pen.CONVERSATIONS];
            contacts = new String[Pen.CONVERSATIONS];
            for (int i = 0; i < ids.length; i++) {
                contacts[i] = "contact-" + i;
                ids[i] = chats.open(contacts[i], "Does it come in blue?");
                owners[i] = chats.owner(ids[i]);
            }
        }

        long post(Pen.Letter letter) {
            int place = letter.conversation();
            String author = (letter.turn() & 1) == 0 ? contacts[place] : owners[place];
            PostMessage message = letter.message();
            String key = message.clientKey() == null ? "" : message.clientKey().value();
            return chats.post(author, ids[place], ((Content.Text) message.content()).text(), key);
        }
    }

    static IdSource source(String ids) {
        return ids.equals("secure") ? IdSource.secure() : IdSource.seeded(1);
    }

    /** The figure that counts. */
    @Benchmark
    public Result post(Engine engine, Pen pen) {
        return engine.post(pen.next());
    }

    /** The peer. */
    @Benchmark
    public long postToMap(Map map, Pen pen) {
        return map.post(pen.next());
    }

    /** What the harness costs: making the message. */
    @Benchmark
    public Object postNowhere(Pen pen) {
        return pen.next();
    }
}
