package io.github.parlor.examples.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogFormat.LineParser;
import io.github.parlor.examples.log.LogLine;
import io.github.parlor.examples.log.LogLine.Contact;
import io.github.parlor.examples.log.LogLine.Phantom;
import io.github.parlor.examples.log.LogLine.Unreadable;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.log.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
    private static final String HEADER = "id,type,priority,customer,entered,outcome,queued,wait_seconds,agent,"
            + "service_start,service_seconds,service_end";

    @Test
    void a_row_with_everything_becomes_a_call() throws Exception {
        Call expected = new Call(
                2,
                "7",
                "c9",
                2,
                "SALES",
                LocalDate.of(2026, 11, 30),
                Instant.parse("2026-11-30T09:15:00Z"),
                Instant.parse("2026-11-30T09:15:00Z"),
                LocalTime.of(9, 15),
                Call.Outcome.ANSWERED,
                new Call.Wait(Instant.parse("2026-11-30T09:15:10Z"), Duration.ofSeconds(25)),
                new Call.Service(
                        "Ann, B.",
                        Instant.parse("2026-11-30T09:15:35Z"),
                        Instant.parse("2026-11-30T09:16:35Z"),
                        Duration.ofSeconds(60)));
        assertThat(parse("7,SALES,2,c9,2026-11-30T09:15:00,answered,2026-11-30 09:15:10,25,\"Ann, B.\","
                        + "2026-11-30T09:15:35,60,"))
                .isEqualTo(new Contact(expected, "", List.of()));
    }

    @Test
    void required_columns_are_enough_for_a_caller_who_hung_up() throws Exception {
        LineParser parser = new CsvFormat().open("\uFEFFoutcome, id ,entered");
        Contact read = (Contact) parser.parse(2, "hung_up,1,2026-11-30T09:15");
        assertThat(read.call().waiting()).isNull();
        assertThat(read.call().type()).isEqualTo("CALL");
        assertThat(read.call().priority()).isZero();
        assertThat(read.call().customer()).isNull();
    }

    @Test
    void a_length_is_measured_by_the_times_if_it_is_not_given() throws Exception {
        Contact read =
                (Contact) parse("7,,,,2026-11-30T09:15:00,answered,,,Ann,2026-11-30T09:15:35,,2026-11-30T09:16:00");
        assertThat(Objects.requireNonNull(read.call().service()).measured()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void rows_to_ignore_are_told_apart() throws Exception {
        assertThat(parse("7,SALES,,,,ignored,,,,,,")).isEqualTo(new Phantom("SALES", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7,,,,2026-11-30T09:15:00,answered,,,Ann,,60,",
                "7,,,,2026-11-30T09:15:00,answered,,,Ann,2026-11-30T09:15:35,,",
                "7,,,,2026-11-30T09:15:00,answered,,,Ann,2026-11-30T09:15:35,-1,",
                "7,,,,2026-11-30T09:15:00,answered,,,Ann,2026-11-30T09:15:35,5,2026-11-30T09:15:34",
                "7,,,,2026-11-30T09:15:00,hung_up,,-1,,,,",
                "7,,x,,2026-11-30T09:15:00,hung_up,,,,,,",
                "7,,,,2026-11-31T09:15:00,hung_up,,,,,,",
                "7,,,,0001-01-01T09:15:00,hung_up,,,,,,",
                "7,,,,9:15,hung_up,,,,,,",
                ",,,,2026-11-30T09:15:00,hung_up,,,,,,",
                "7,,,,2026-11-30T09:15:00,lost,,,,,,",
                "\"7,,,,2026-11-30T09:15:00,hung_up,,,,,,"
            })
    void a_row_that_makes_no_sense_is_refused(String text) throws Exception {
        assertThat(parse(text)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id,entered", "id,entered,outcome,id", "id;entered;outcome", "\"id,entered,outcome"})
    void a_header_that_names_too_little_is_refused(String header) {
        assertThatThrownBy(() -> new CsvFormat().open(header))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith("header: ");
    }

    @Test
    void the_example_in_the_guide_reads_as_the_guide_says() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "import-a-call-log.md"));
        String example = guide.substring(guide.indexOf("\nid,type,entered") + 1);
        byte[] bytes = example.substring(0, example.indexOf("```")).getBytes(StandardCharsets.UTF_8);
        CallLog log = new LogReader(new CsvFormat()).read("calls.csv", new ByteArrayInputStream(bytes), rows -> {});
        assertThat(log.damages()).isEmpty();
        assertThat(log.calls())
                .extracting(Call::outcome, call -> call.waiting() != null)
                .containsExactly(
                        tuple(Call.Outcome.ANSWERED, true),
                        tuple(Call.Outcome.HUNG_UP, true),
                        tuple(Call.Outcome.HUNG_UP, false));
    }

    private static LogLine parse(String text) throws UnreadableInputException {
        return new CsvFormat().open(HEADER).parse(2, text);
    }
}
