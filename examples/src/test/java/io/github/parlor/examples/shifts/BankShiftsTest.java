package io.github.parlor.examples.shifts;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parlor.examples.RealData;
import io.github.parlor.examples.RouterKind;
import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.bank.BankRow;
import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.shifts.PlayedCall.Assignment;
import io.github.parlor.examples.shifts.PlayedCall.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the log says of the staff is compared with the files that another program made of it; what the router does with it
 * is held to those files, not to what was derived here.
 */
class BankShiftsTest {
    private static final Duration CREDIT = Duration.ofSeconds(BankRow.CREDIT_SECONDS);
    /** Read once for all tests. */
    private static final Map<String, CallLog> LOGS = new HashMap<>();

    @Test
    void the_derived_matrix_is_that_of_the_file() throws IOException {
        SkillMatrix matrix = SkillMatrix.of(List.of(log("february"), log("june")));
        Map<String, Map<String, Long>> expected = new TreeMap<>(countsOfTheFile());
        Map<String, Map<String, Long>> found = new TreeMap<>();
        matrix.servers().forEach(server -> found.put(server, matrix.calls(server)));
        assertThat(found).isEqualTo(expected);
        assertThat(matrix.skills("SHARON")).containsExactly("NE", "NW", "PS", "TT");
        assertThat(matrix.skills("ELI")).containsExactly("NE", "PS");
    }

    /**
     * The file counts a service that began after midnight as the first of the day the log files it under, which would make a
     * shift of nearly 24 hours; here it is the last of that evening.
     */
    @ParameterizedTest
    @CsvSource({"february, 4", "june, 3"})
    void a_shift_is_from_the_first_start_to_the_last_exit(String month, int afterMidnight) throws IOException {
        CallLog log = log(month);
        Set<Shift> found = all(new BankShifts(log, SkillMatrix.of(List.of(log))).shifts());
        Set<Shift> expected = all(shiftsOfTheFile(month));
        Set<Shift> others = minus(found, expected);
        assertThat(minus(expected, found))
                .hasSize(afterMidnight)
                .allMatch(shift -> shift.from().atOffset(ZoneOffset.UTC).getHour() == 0);
        assertThat(others)
                .hasSize(afterMidnight)
                .allMatch(shift -> shift.from().atOffset(ZoneOffset.UTC).getHour() >= 6)
                .allMatch(shift -> shift.until().atOffset(ZoneOffset.UTC).getHour() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void the_median_service_of_a_type_is_that_of_the_file(String month) throws IOException {
        SkillMatrix matrix = SkillMatrix.of(List.of(log(month)));
        JsonNode types = new ObjectMapper()
                .readTree(RealData.file("anonymous-bank", "expected_dev_feb_jun.json")
                        .toFile())
                .at("/" + month + "/metrics/service_by_type[n,mean,sd,median]");
        assertThat(types).hasSizeGreaterThanOrEqualTo(6);
        types.properties()
                .forEach(type -> assertThat(matrix.medianService(type.getKey()))
                        .as(type.getKey())
                        .isEqualTo(Duration.ofMillis(
                                Math.round(1_000 * type.getValue().get(3).asDouble()))));
    }

    @ParameterizedTest
    @EnumSource
    void assignments_never_leave_the_skill_matrix(RouterKind router) throws IOException {
        Map<String, Set<String>> skills = skillsOfTheFile();
        CallLog february = log("february");
        CallLog june = log("june");
        SkillMatrix matrix = SkillMatrix.of(List.of(february, june));
        for (CallLog log : List.of(february, june)) {
            BankShifts days = new BankShifts(log, matrix);
            List<PlayedCall> calls = days.play(router.factory(), CREDIT);
            Map<LocalDate, List<Shift>> shifts = days.shifts();

            everyCallIsThereOnce(log, calls);
            for (PlayedCall played : calls) {
                Assignment taken = played.assignment();
                if (taken != null) {
                    assertThat(skills.get(taken.server()))
                            .as("%s", played)
                            .contains(played.call().type());
                    assertThat(shifts.get(played.call().date()))
                            .as("%s", played)
                            .anyMatch(shift -> covers(shift, taken));
                    assertThat(taken.from()).as("%s", played).isAfterOrEqualTo(played.arrived());
                    assertThat(hangsUpBefore(played, taken.from()))
                            .as("%s", played)
                            .isFalse();
                }
                assertThat(played.handling()).as("%s", played).isEqualTo(handling(played.call(), matrix));
            }
            nobodyServesTwoAtOnce(calls);
            nobodyOlderWaits(calls, skills);
            conservation(calls);
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_skills_and_everybody_at_work_fewer_give_up_than_in_the_log(RouterKind router) throws IOException {
        CallLog log = log("february");
        List<PlayedCall> calls = new BankShifts(log, SkillMatrix.of(List.of(log))).play(router.factory(), CREDIT);
        ShiftFigures recorded = ShiftFigures.recorded(calls);
        ShiftFigures routed = ShiftFigures.routed(calls);
        assertThat(recorded.served()).isEqualTo(27_162);
        assertThat(recorded.hungUp()).isEqualTo(3_932);
        assertThat(recorded.unserved()).isZero();
        assertThat(Objects.requireNonNull(recorded.meanWaitServedSeconds())).isBetween(40.7742, 40.7744);
        assertThat(routed.hungUp()).isBetween(1L, recorded.hungUp() / 2);
        assertThat(Objects.requireNonNull(routed.servedIn20Share()))
                .isGreaterThan(Objects.requireNonNull(recorded.servedIn20Share()));
    }

    private static void everyCallIsThereOnce(CallLog log, List<PlayedCall> calls) {
        assertThat(calls)
                .extracting(played -> played.call().line())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(log.calls().stream()
                        .filter(call -> call.outcome() == Call.Outcome.ANSWERED || call.waiting() != null)
                        .map(Call::line)
                        .toList());
    }

    private static void conservation(Collection<PlayedCall> calls) {
        ShiftFigures routed = ShiftFigures.routed(calls);
        assertThat(routed.served() + routed.hungUp() + routed.unserved()).isEqualTo(calls.size());
        for (PlayedCall played : calls) {
            if (played.outcome() == Outcome.HUNG_UP) {
                assertThat(played.call().outcome()).isEqualTo(Call.Outcome.HUNG_UP);
            } else if (played.outcome() == Outcome.UNSERVED) {
                assertThat(played.call().outcome()).isEqualTo(Call.Outcome.ANSWERED);
            }
        }
    }

    private static void nobodyServesTwoAtOnce(Collection<PlayedCall> calls) {
        calls.stream()
                .filter(played -> played.assignment() != null)
                .collect(groupingBy(played -> List.of(played.call().date(), server(played))))
                .values()
                .forEach(served -> {
                    List<PlayedCall> inOrder = new ArrayList<>(served);
                    inOrder.sort(Comparator.comparing(BankShiftsTest::start).thenComparing(BankShiftsTest::end));
                    for (int i = 1; i < inOrder.size(); i++) {
                        assertThat(start(inOrder.get(i)))
                                .as("%s", inOrder.get(i))
                                .isAfterOrEqualTo(end(inOrder.get(i - 1)));
                    }
                });
    }

    /** A call that came earlier, still waits after this start, and could have been taken instead, must be younger. */
    private static void nobodyOlderWaits(Collection<PlayedCall> calls, Map<String, Set<String>> skills) {
        for (List<PlayedCall> day : calls.stream()
                .collect(groupingBy(played -> played.call().date()))
                .values()) {
            for (PlayedCall played : day) {
                if (played.assignment() != null && start(played).isAfter(played.arrived())) {
                    assertThat(day.stream()
                                    .filter(other -> other.arrived().isBefore(start(played))
                                            && waitsAfter(other, start(played))
                                            && skills.getOrDefault(server(played), Set.of())
                                                    .contains(other.call().type())
                                            && key(other).isBefore(key(played))))
                            .as("passed over for %s", played)
                            .isEmpty();
                }
            }
        }
    }

    private static boolean waitsAfter(PlayedCall played, Instant at) {
        return played.assignment() == null
                ? !hangsUpBefore(played, at)
                : start(played).isAfter(at);
    }

    private static boolean hangsUpBefore(PlayedCall played, Instant at) {
        Call.Wait waiting = played.call().waiting();
        return played.call().outcome() == Call.Outcome.HUNG_UP
                && waiting != null
                && waiting.until().isBefore(at);
    }

    private static Instant key(PlayedCall played) {
        return played.call().priority() == BankRow.PRIORITY_CUSTOMER
                ? played.arrived().minus(CREDIT)
                : played.arrived();
    }

    private static Duration handling(Call call, SkillMatrix matrix) {
        Call.Service service = call.service();
        return service == null || service.measured().isZero() ? matrix.medianService(call.type()) : service.measured();
    }

    private static Instant start(PlayedCall played) {
        return Objects.requireNonNull(played.assignment()).from();
    }

    private static Instant end(PlayedCall played) {
        return start(played).plus(played.handling());
    }

    private static String server(PlayedCall played) {
        return Objects.requireNonNull(played.assignment()).server();
    }

    private static boolean covers(Shift shift, Assignment taken) {
        return shift.server().equals(taken.server())
                && !taken.from().isBefore(shift.from())
                && taken.from().isBefore(shift.until());
    }

    private static Set<Shift> all(Map<LocalDate, List<Shift>> shifts) {
        return shifts.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    private static Set<Shift> minus(Set<Shift> shifts, Set<Shift> others) {
        return shifts.stream().filter(shift -> !others.contains(shift)).collect(Collectors.toSet());
    }

    private static CallLog log(String month) throws IOException {
        CallLog known = LOGS.get(month);
        if (known == null) {
            known = new LogReader(new BankFormat())
                    .read(RealData.file("anonymous-bank", month + ".txt.gz"), lines -> {});
            LOGS.put(month, known);
        }
        return known;
    }

    private static Map<String, Map<String, Long>> countsOfTheFile() throws IOException {
        List<String> lines = Files.readAllLines(RealData.file("anonymous-bank", "agent_skill_matrix.csv"));
        List<String> types = List.of(lines.get(0).split(","));
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, Long> row = new HashMap<>();
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].equals("0")) {
                    row.put(types.get(i), Long.valueOf(cells[i]));
                }
            }
            counts.put(cells[0], row);
        }
        return counts;
    }

    private static Map<String, Set<String>> skillsOfTheFile() throws IOException {
        Map<String, Set<String>> skills = new HashMap<>();
        countsOfTheFile().forEach((server, row) -> {
            double all = row.values().stream().mapToLong(Long::longValue).sum();
            Set<String> above = new HashSet<>();
            row.forEach((type, calls) -> {
                if (calls / all > 0.02) {
                    above.add(type);
                }
            });
            skills.put(server, above);
        });
        return skills;
    }

    private static Map<LocalDate, List<Shift>> shiftsOfTheFile(String month) throws IOException {
        Path file = RealData.file("anonymous-bank", "oracle_agent_day_dev.csv.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[0].equals(month))
                    .collect(groupingBy(
                            cells -> LocalDate.parse(cells[1]),
                            Collectors.mapping(
                                    cells -> new Shift(cells[2], at(cells[1], cells[5]), at(cells[1], cells[6])),
                                    Collectors.toList())));
        }
    }

    private static Instant at(String date, String seconds) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(Long.parseLong(seconds));
    }
}
