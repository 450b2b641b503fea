package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.ParlorJson;
import io.github.parlor.Result;
import io.github.parlor.Resumption;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.message.Content;
import io.github.parlor.time.Schedule;
import io.github.parlor.visit.VisitEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again as the same value, and written again as the same text. */
class RoundTripTest {
    private static final int SEEDS = 60;

    static Stream<Class<?>> events() {
        return Samples.leaves(ChatEvent.class).stream();
    }

    static Stream<Class<?>> commands() {
        return Samples.leaves(Command.class).stream();
    }

    static Stream<Class<?>> contents() {
        return Samples.leaves(Content.class).stream();
    }

    static Stream<Class<?>> visits() {
        return Samples.leaves(VisitEvent.class).stream();
    }

    static Stream<Class<?>> availabilities() {
        return Samples.leaves(Availability.class).stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event(Class<? extends ChatEvent> type) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Samples samples = new Samples(seed);
            EventRecord e = samples.of(EventRecord.class);
            check(
                    seed,
                    Formats.RECORD,
                    new EventRecord(
                            e.id(),
                            e.tenant(),
                            e.stream(),
                            e.sequence(),
                            e.position(),
                            e.at(),
                            e.recorded(),
                            e.actor(),
                            e.cause(),
                            e.schemaVersion(),
                            samples.of(type)));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command(Class<? extends Command> type) {
        checkAll(Formats.COMMAND, type);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void every_content(Class<? extends Content> type) {
        checkAll(new JsonFormat<>(Formats.CONTENTS), type);
    }

    @ParameterizedTest
    @MethodSource("visits")
    void every_visitor_event(Class<? extends VisitEvent> type) {
        checkAll(Formats.VISIT, type);
    }

    @ParameterizedTest
    @MethodSource("availabilities")
    void every_availability(Class<? extends Availability> type) {
        checkAll(Formats.AVAILABILITY, type);
    }

    @Test
    void every_rejection() {
        checkAll(Formats.REJECTION, Rejection.class);
    }

    @Test
    void every_schedule() {
        checkAll(Formats.SCHEDULE, Schedule.class);
    }

    @Test
    void every_policy() {
        checkAll(Formats.POLICY, ConversationPolicy.class);
    }

    @Test
    void all_settings() {
        checkAll(ParlorJson.SETTINGS, ShopSettings.class);
    }

    @Test
    void every_result() {
        checkAll(ParlorJson.RESULT, Result.class);
    }

    @Test
    void every_resumption() {
        checkAll(ParlorJson.RESUMPTION, Resumption.class);
    }

    private static <T> void checkAll(JsonFormat<T> format, Class<? extends T> type) {
        for (long seed = 0; seed < SEEDS; seed++) {
            check(seed, format, new Samples(seed).of(type));
        }
    }

    private static <T> void check(long seed, JsonFormat<T> format, T value) {
        String json = format.write(value);
        JsonDocument<T> read = format.readDocument(json);
        assertThat(read.value()).as("seed %d: %s", seed, json).isEqualTo(value);
        assertThat(read.unknown()).as("seed %d: %s", seed, json).isEmpty();
        assertThat(format.write(read.value())).as("seed %d", seed).isEqualTo(json);
        assertThat(json).as("seed %d", seed).doesNotContain("\n", "\r");
    }
}
