package io.github.parlor.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rows as they occur around midnight, and clocks that run backwards. */
class PlacementTest {
    @Test
    void service_over_midnight_ends_on_the_next_day() {
        Placement placement = place(
                "vru_entry",
                "23:59:32",
                "vru_exit",
                "23:59:44",
                "vru_time",
                "12",
                "q_start",
                "0:00:00",
                "q_exit",
                "0:00:00",
                "q_time",
                "0",
                "ser_start",
                "23:59:43",
                "ser_exit",
                "0:01:28",
                "ser_time",
                "105");
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-01T23:59:43"));
        assertThat(placement.serviceExit()).isEqualTo(at("1999-02-02T00:01:28"));
        assertThat(placement.warnings()).isEmpty();
    }

    @Test
    void a_queue_that_is_joined_at_midnight_is_joined_on_the_next_day() {
        Placement placement = place(
                "vru_entry",
                "23:59:54",
                "vru_exit",
                "23:59:54",
                "vru_time",
                "0",
                "q_start",
                "0:00:00",
                "q_exit",
                "0:00:27",
                "q_time",
                "27",
                "ser_start",
                "0:00:26",
                "ser_exit",
                "0:01:33",
                "ser_time",
                "67");
        assertThat(placement.entered()).isEqualTo(at("1999-02-01T23:59:54"));
        assertThat(placement.queued()).isEqualTo(at("1999-02-02T00:00:00"));
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-02T00:00:26"));
        assertThat(placement.serviceExit()).isEqualTo(at("1999-02-02T00:01:33"));
        assertThat(placement.warnings()).isEmpty();
    }

    @Test
    void service_that_begins_at_midnight_is_no_missing_start() {
        Placement placement = place(
                "vru_entry",
                "23:59:54",
                "vru_exit",
                "23:59:59",
                "q_time",
                "0",
                "ser_start",
                "0:00:00",
                "ser_exit",
                "0:00:30",
                "ser_time",
                "30");
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-02T00:00:00"));
        assertThat(placement.serviceExit()).isEqualTo(at("1999-02-02T00:00:30"));
        assertThat(placement.warnings()).isEmpty();
    }

    @Test
    void service_a_second_before_a_queue_exit_at_midnight_is_on_the_day_before() {
        Placement placement = place(
                "vru_entry",
                "23:58:00",
                "vru_exit",
                "23:58:10",
                "q_start",
                "23:58:10",
                "q_exit",
                "0:00:00",
                "q_time",
                "110",
                "ser_start",
                "23:59:59",
                "ser_exit",
                "0:02:00",
                "ser_time",
                "121");
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-01T23:59:59"));
        assertThat(placement.serviceExit()).isEqualTo(at("1999-02-02T00:02:00"));
    }

    @Test
    void a_menu_left_before_it_was_entered_is_left_on_the_same_day() {
        Placement placement = place(
                "vru_entry",
                "9:48:14",
                "vru_exit",
                "9:47:17",
                "vru_time",
                "-57",
                "q_start",
                "9:47:17",
                "q_exit",
                "9:50:11",
                "q_time",
                "174",
                "ser_start",
                "9:50:11",
                "ser_exit",
                "9:51:28",
                "ser_time",
                "77");
        assertThat(placement.menuLeft()).isEqualTo(at("1999-02-01T09:47:17"));
        assertThat(placement.queued()).isEqualTo(at("1999-02-01T09:47:17"));
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-01T09:50:11"));
    }

    @Test
    void a_menu_left_after_midnight_is_left_on_the_next_day() {
        Placement placement = place("vru_entry", "23:59:50", "vru_exit", "0:00:05", "vru_time", "15", "q_time", "0");
        assertThat(placement.menuLeft()).isEqualTo(at("1999-02-02T00:00:05"));
    }

    @Test
    void service_without_times_is_placed_where_the_wait_ends() {
        Placement placement = place("ser_start", "0:00:00", "ser_exit", "0:00:00", "ser_time", "0");
        assertThat(placement.serviceStart()).isEqualTo(at("1999-02-01T08:20:21"));
        assertThat(placement.serviceExit()).isEqualTo(at("1999-02-01T08:20:21"));
    }

    @Test
    void a_wait_without_start_begins_where_the_menu_ends() {
        assertThat(place("q_start", "0:00:00", "q_exit", "0:00:00").queued()).isEqualTo(at("1999-02-01T08:19:47"));
    }

    private static Placement place(String... changes) {
        return new Placement(BankFormat.read(2, Rows.with(changes)).row());
    }

    private static Instant at(String text) {
        return Instant.parse(text + "Z");
    }
}
