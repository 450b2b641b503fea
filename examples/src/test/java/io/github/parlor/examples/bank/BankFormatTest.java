package io.github.parlor.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.LogLine;
import io.github.parlor.examples.log.LogLine.Contact;
import io.github.parlor.examples.log.LogLine.Phantom;
import io.github.parlor.examples.log.LogLine.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankFormatTest {
    @Test
    void a_whole_row_becomes_a_call() {
        Call expected = new Call(
                2,
                "AA0101/34540",
                "48178511",
                2,
                "NE",
                LocalDate.of(1999, 2, 1),
                Instant.parse("1999-02-01T08:19:42Z"),
                Instant.parse("1999-02-01T08:19:47Z"),
                LocalTime.of(8, 19, 47),
                Call.Outcome.ANSWERED,
                new Call.Wait(Instant.parse("1999-02-01T08:19:47Z"), Duration.ofSeconds(34)),
                new Call.Service(
                        "MICHAL",
                        Instant.parse("1999-02-01T08:20:20Z"),
                        Instant.parse("1999-02-01T08:22:04Z"),
                        Duration.ofSeconds(104)));
        assertThat(Rows.parse(Rows.ANSWERED)).isEqualTo(new Contact(expected, "", List.of()));
    }

    @Test
    void priority_and_type_joined_by_blanks_are_repaired() {
        LogLine whole = Rows.parse(Rows.ANSWERED);
        for (String blanks : List.of(" ", "       ")) {
            LogLine joined = Rows.parse(Rows.ANSWERED.replace("\t2\tNE\t", "\t2" + blanks + "NE\t"));
            assertThat(joined)
                    .isEqualTo(new Contact(((Contact) whole).call(), "priority and type joined by blanks", List.of()));
        }
    }

    @Test
    void a_repaired_row_with_another_fault_is_refused() {
        assertThat(reason(Rows.with("date", "991332").replace("\t2\tNE\t", "\t2 NE\t")))
                .startsWith("date: ");
    }

    @Test
    void other_fields_joined_by_blanks_are_refused() {
        assertThat(reason(Rows.ANSWERED.replace("\tNE\t990201\t", "\tNE 990201\t")))
                .isEqualTo("row: expected 17 fields, got 16");
        assertThat(reason(Rows.ANSWERED.replace("\t2\tNE\t990201\t", "\t2 NE 990201\t")))
                .isEqualTo("row: expected 17 fields, got 15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\t", "AA0101\t1", "nonsense"})
    void too_few_fields_are_refused(String text) {
        assertThat(reason(text)).startsWith("row: expected 17 fields, got ");
    }

    @Test
    void too_many_fields_are_refused() {
        assertThat(reason(Rows.ANSWERED + "\textra")).isEqualTo("row: expected 17 fields, got 18");
    }

    @ParameterizedTest
    @CsvSource({
        "call_id,x",
        "call_id,''",
        "customer_id,x",
        "customer_id,E+08",
        "priority,'-'",
        "vru_time,9s",
        "q_time,12s",
        "q_time,1.5",
        "ser_time,''",
        "ser_time,99999999999",
        "date,991332",
        "date,990229",
        "date,9902",
        "date,19990201",
        "vru_entry,25:61:00",
        "vru_exit,24:00:00",
        "q_start,8:60:00",
        "q_exit,8:00:60",
        "ser_start,8:00",
        "ser_exit,''",
        "outcome,GHOST",
        "outcome,agent",
        "outcome,''"
    })
    void a_field_that_does_not_parse_is_named(String field, String value) {
        assertThat(reason(Rows.with(field, value))).startsWith(field + ": expected ");
    }

    @Test
    void phantoms_are_told_apart() {
        assertThat(Rows.parse(Rows.with("outcome", "PHANTOM"))).isEqualTo(new Phantom("NE", ""));
        assertThat(Rows.parse(Rows.with("outcome", "PHANTOM").replace("\t2\tNE\t", "\t2 NE\t")))
                .isEqualTo(new Phantom("NE", "priority and type joined by blanks"));
        assertThat(reason(Rows.with("outcome", "PHANTOM", "q_time", "x"))).startsWith("q_time: ");
    }

    @Test
    void a_set_queue_start_without_time_in_the_queue_is_no_wait() {
        assertThat(call(Rows.with("q_time", "0")).waiting()).isNull();
        assertThat(call(Rows.with("q_time", "-3")).waiting()).isNull();
    }

    @Test
    void a_caller_who_hung_up_has_no_service_whatever_the_row_says() {
        Call call = call(Rows.with("outcome", "HANG"));
        assertThat(call.outcome()).isEqualTo(Call.Outcome.HUNG_UP);
        assertThat(call.service()).isNull();
    }

    @Test
    void other_priorities_types_and_dates_are_taken_as_they_are() {
        Call call = call(Rows.with("priority", "7", "type", "XX", "date", "000229"));
        assertThat(call.priority()).isEqualTo(7);
        assertThat(call.type()).isEqualTo("XX");
        assertThat(call.date()).isEqualTo(LocalDate.of(2000, 2, 29));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NO_SERVERAMA", "ANO_SERVERT", "NO_SERVER ", "no_server", "JOS\u00c9"})
    void names_are_not_repaired(String server) {
        BankRow row = BankFormat.read(2, Rows.with("server", server)).row();
        assertThat(row.server()).isEqualTo(server);
        assertThat(row.hasKnownServer()).isTrue();
    }

    @Test
    void only_no_server_is_unknown() {
        assertThat(BankFormat.read(2, Rows.with("server", "NO_SERVER")).row().hasKnownServer())
                .isFalse();
    }

    @Test
    void what_is_odd_is_listed_and_accepted() {
        assertThat(warnings(Rows.with("vru_time", "-57"))).containsExactly("negative vru_time");
        assertThat(warnings(Rows.with("server", "NO_SERVER"))).containsExactly("NO_SERVER with service");
        assertThat(warnings(Rows.with("server", ""))).containsExactly("empty server");
        assertThat(warnings(Rows.with("ser_start", "0:00:00", "ser_exit", "0:00:00", "ser_time", "0")))
                .containsExactly("missing ser_start");
        assertThat(warnings(Rows.with("ser_start", "0:00:00"))).containsExactly("missing ser_start");
        assertThat(warnings(Rows.with("q_start", "0:00:00"))).containsExactly("missing q_start");
        assertThat(warnings(Rows.with("ser_time", "-1"))).containsExactly("negative ser_time");
        assertThat(warnings(Rows.with("q_time", "-1"))).containsExactly("negative q_time");
    }

    @Test
    void a_caller_without_number_is_nobody_known() {
        for (String nobody : List.of("0", "", "6.02701E+11")) {
            assertThat(call(Rows.with("customer_id", nobody)).customer())
                    .as(nobody)
                    .isNull();
        }
    }

    private static String reason(String text) {
        return ((Unreadable) Rows.parse(text)).reason();
    }

    private static Call call(String text) {
        return ((Contact) Rows.parse(text)).call();
    }

    private static List<String> warnings(String text) {
        return ((Contact) Rows.parse(text)).warnings();
    }
}
