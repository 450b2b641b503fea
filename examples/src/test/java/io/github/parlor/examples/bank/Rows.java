package io.github.parlor.examples.bank;

import io.github.parlor.examples.log.LogLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of the format, derived from one that is whole. */
public final class Rows {
    /** A queued call of the stock exchange desk. */
    public static final String ANSWERED =
            "AA0101\t34540\t48178511\t2\tNE\t990201\t8:19:42\t8:19:47\t5\t8:19:47\t8:20:21\t34\tAGENT\t8:20:20\t8:22:04\t104\tMICHAL";

    private static final List<String> TITLES = Arrays.asList(
            "vru+line",
            "call_id",
            "customer_id",
            "priority",
            "type",
            "date",
            "vru_entry",
            "vru_exit",
            "vru_time",
            "q_start",
            "q_exit",
            "q_time",
            "outcome",
            "ser_start",
            "ser_exit",
            "ser_time",
            "server");

    private Rows() {}

    /** Returns the header line. */
    public static String header() {
        return String.join("\t", TITLES);
    }

    /** Returns the whole row with some fields replaced: title, value, title, value … */
    public static String with(String... changes) {
        List<String> fields = new ArrayList<>(Arrays.asList(ANSWERED.split("\t")));
        for (int i = 0; i < changes.length; i += 2) {
            fields.set(TITLES.indexOf(changes[i]), changes[i + 1]);
        }
        return String.join("\t", fields);
    }

    static LogLine parse(String text) {
        return new BankFormat().open(header()).parse(2, text);
    }
}
