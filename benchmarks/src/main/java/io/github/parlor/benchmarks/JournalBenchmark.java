package io.github.parlor.benchmarks;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.SessionId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import io.github.parlor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many appends and reads per second does the journal in memory take? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class JournalBenchmark {
    private static final int STREAMS = 1_024;
    private static final int PAGE = 100;
    private static final int PAGES = 100;

    /** What is appended: a message; only its event id is new each time. */
    @State(Scope.Thread)
    public static class Events {
        private final IdSource ids = IdSource.seeded(1);
        private final Moment at = TimeSource.system().now();
        private final Actor actor = new Actor(Actor.Kind.CONTACT, "anna");
        private final MessagePosted event = event(ids, at, actor);

        private static MessagePosted event(IdSource ids, Moment at, Actor actor) {
            Content content = new Content.Text("Does it come in blue?");
            Message message = new Message(
                    new MessageId(ids.next(at.wall())),
                    actor,
                    content,
                    content.toPlainText(),
                    Visibility.PUBLIC,
                    null,
                    false);
            return new MessagePosted(new SessionId(new ConversationId("c"), 1), message);
        }

        List<PendingEvent> batch(int size) {
            List<PendingEvent> batch = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                batch.add(new PendingEvent(new EventId(ids.next(at.wall())), at, actor, null, event));
            }
            return batch;
        }
    }

    /** An empty journal for each iteration. */
    @State(Scope.Thread)
    public static class Empty {
        private final StreamId[] streams = new StreamId[STREAMS];
        private final long[] sequences = new long[STREAMS];
        private Journal journal = InMemoryJournal.create();
        private int turn;

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void open() {
            journal = InMemoryJournal.create();
            java.util.Arrays.fill(sequences, 0);
            java.util.Arrays.setAll(streams, i -> StreamId.of(new ConversationId("c-" + i)));
        }

        AppendResult append(List<PendingEvent> batch) {
            int stream = turn++ & (STREAMS - 1);
            long expected = sequences[stream];
            sequences[stream] = expected + batch.size();
            return journal.append(ServedShop.TENANT, streams[stream], expected, batch, List.of());
        }
    }

    /** A journal of one stream and ten thousand events. */
    @State(Scope.Thread)
    public static class Full {
        private final Journal journal = InMemoryJournal.create();
        private final StreamId stream = StreamId.of(new ConversationId("c"));
        private int turn;

        /** Called by the harness. */
        public Full() {
            Events events = new Events();
            for (int i = 0; i < PAGES; i++) {
                journal.append(ServedShop.TENANT, stream, (long) i * PAGE, events.batch(PAGE), List.of());
            }
        }

        long next() {
            return (long) (turn++ % PAGES) * PAGE;
        }
    }

    /** One event to the next of many streams. */
    @Benchmark
    public AppendResult appendOne(Empty log, Events events) {
        return log.append(events.batch(1));
    }

    /** Ten events in one append. */
    @Benchmark
    public AppendResult appendTen(Empty log, Events events) {
        return log.append(events.batch(10));
    }

    /** What the harness costs: making the event. */
    @Benchmark
    public List<PendingEvent> appendNowhere(Events events) {
        return events.batch(1);
    }

    /** A page of a hundred events of one stream. */
    @Benchmark
    public List<EventRecord> readHundred(Full log) {
        return log.journal.read(ServedShop.TENANT, log.stream, log.next(), PAGE);
    }

    /** A page of a hundred events of the tenant. */
    @Benchmark
    public List<EventRecord> readAllHundred(Full log) {
        return log.journal.readAll(ServedShop.TENANT, log.next(), PAGE);
    }
}
