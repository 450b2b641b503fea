package io.github.parlor.examples.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.RealData;
import io.github.parlor.examples.log.UnreadableInputException;
import io.github.parlor.examples.route.SimulatedCallCentre.Start;
import io.github.parlor.routing.ordered.OrderedRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedCallCentreTest {
    private static final String HEADER =
            "call_id,date,daily_caller,call_started,call_answered,call_ended,wait_length,service_length,meets_standard";
    private static final String LINE = "1,2021-01-01,1,11:59:00 AM,12:00:00 PM,12:01:30 PM,60,90,TRUE";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"4,1", "1,4", "2,2"})
    void every_recorded_start_before_half_past_five_is_reproduced_to_the_second(int agents, int concurrency)
            throws IOException {
        var centre = SimulatedCallCentre.read(RealData.file("simulated-call-centre", "calls_2021_h1.csv.gz"));
        List<Start> starts = centre.play(OrderedRouter.factory(), agents, concurrency);
        assertThat(starts).hasSize(20_947);
        assertThat(starts).extracting(Start::call).isEqualTo(centre.calls());
        List<Start> early = starts.stream()
                .filter(start -> start.call().answered().isBefore(LocalTime.of(17, 30)))
                .toList();
        assertThat(early).hasSizeGreaterThan(19_000);
        assertThat(early)
                .filteredOn(start -> !start.at().equals(start.call().answered()))
                .isEmpty();
    }

    @Test
    void three_agents_would_not_do() throws IOException {
        var centre = SimulatedCallCentre.read(RealData.file("simulated-call-centre", "calls_2021_h1.csv.gz"));
        assertThat(centre.play(OrderedRouter.factory(), 3, 1))
                .anyMatch(start -> start.at().isAfter(start.call().answered()));
    }

    @Test
    void noon_and_handling_are_read() throws IOException {
        SimulatedCall call = read(HEADER, LINE).calls().get(0);
        assertThat(call.started()).isEqualTo(LocalTime.of(11, 59));
        assertThat(call.answered()).isEqualTo(LocalTime.of(12, 0));
        assertThat(call.handling()).hasSeconds(90);
    }

    @Test
    void days_do_not_know_each_other() throws IOException {
        var centre = read(
                HEADER,
                "1,2021-01-01,1,5:00:00 PM,5:00:00 PM,11:00:00 PM,0,0,TRUE",
                "2,2021-01-01,2,6:00:00 PM,6:00:00 PM,11:00:00 PM,0,0,TRUE",
                "3,2021-01-02,1,3:00:00 AM,3:00:00 AM,3:01:00 AM,0,0,TRUE");
        assertThat(centre.play(OrderedRouter.factory(), 1, 1))
                .extracting(Start::at)
                .containsExactly(LocalTime.of(17, 0), LocalTime.of(23, 0), LocalTime.of(3, 0));
    }

    @Test
    void what_cannot_be_read_is_named_with_its_line() {
        refuses("line 1: header: expected a column 'call_started'", "call_id,date", LINE);
        refuses("line 1: header: expected a column 'call_id'");
        refuses("line 3: row: expected 9 fields, got 1", HEADER, LINE, "what");
        refuses("line 2: date: expected a day", HEADER, LINE.replace("2021-01-01", "01.01.2021"));
        refuses("line 2: call_started: expected a time", HEADER, LINE.replace("11:59:00 AM", "25:00:00 AM"));
        refuses("line 2: call_answered: expected a time not before", HEADER, LINE.replace("12:00:00 PM", "1:00:00 AM"));
        refuses("line 2: call_ended: expected a time not before", HEADER, LINE.replace("12:01:30 PM", "1:00:00 AM"));
        refuses("line 2: call_id: expected 1 to 128 characters", HEADER, LINE.substring(1));
        assertThatThrownBy(() -> SimulatedCallCentre.read(folder.resolve("missing")))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageEndingWith("missing: no such file or folder");
    }

    @Test
    void numbers_of_agents_are_bounded() throws IOException {
        var centre = read(HEADER, LINE);
        assertThatThrownBy(() -> centre.play(OrderedRouter.factory(), 0, 1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("agents:");
        assertThatThrownBy(() -> centre.play(OrderedRouter.factory(), 1, 1_001))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("concurrency:");
    }

    private SimulatedCallCentre read(String... lines) throws IOException {
        return SimulatedCallCentre.read(Files.write(folder.resolve("calls.csv"), List.of(lines)));
    }

    private void refuses(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("calls.csv: " + message);
    }
}
