package io.github.parlor.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.json.EventJson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the JSON of a posted message cost, to write, to read and both? The peer is Jackson's tree of the same
 * document, which checks nothing and makes no values.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class JsonBenchmark {
    private final EventRecord posted = posted();
    private final String json = EventJson.write(posted);
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final JsonNode tree = tree();

    /** A message as the engine records it. */
    private static EventRecord posted() {
        Journal journal = InMemoryJournal.create();
        ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(true);
        ServedShop shop = ServedShop.open(journal, IdSource.seeded(1), policy, 100, 1);
        Chat chat = shop.serve(1)[0];
        shop.shop.post(chat.contact(), chat.id(), new Pen().message(1));
        return journal.read(ServedShop.TENANT, StreamId.of(chat.id()), 0, 100).stream()
                .filter(record -> record.event() instanceof MessagePosted)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private JsonNode tree() {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writing. */
    @Benchmark
    public String write() {
        return EventJson.write(posted);
    }

    /** Reading. */
    @Benchmark
    public EventRecord read() {
        return EventJson.read(json);
    }

    /** Writing and reading what was written. */
    @Benchmark
    public EventRecord roundTrip() {
        return EventJson.read(EventJson.write(posted));
    }

    /** Writing a tree that is there. */
    @Benchmark
    public String writeTree() throws JsonProcessingException {
        return mapper.writeValueAsString(tree);
    }

    /** Reading into a tree. */
    @Benchmark
    public JsonNode readTree() throws JsonProcessingException {
        return mapper.readTree(json);
    }

    /** Writing a tree that is there and reading what was written. */
    @Benchmark
    public JsonNode roundTripTree() throws JsonProcessingException {
        return mapper.readTree(mapper.writeValueAsString(tree));
    }
}
