package io.github.parlor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.bank.Rows;
import io.github.parlor.examples.csv.CsvFormat;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.CallLog.Action;
import io.github.parlor.examples.log.LogFormat;
import io.github.parlor.examples.log.LogReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, each of its lines is taken, repaired or listed as rejected, and nothing else comes out. */
class GarbageLogTest {
    private static final String CSV_HEADER = "id,type,priority,customer,entered,outcome,queued,wait_seconds,agent,"
            + "service_start,service_seconds,service_end";
    private static final String CSV_ROW = "7,SALES,2,c9,2026-11-30T09:15:00,answered,2026-11-30T09:15:10,25,Ann,"
            + "2026-11-30T09:15:35,60,2026-11-30T09:16:35";
    private static final List<String> OUTCOMES = List.of("AGENT", "HANG", "PHANTOM");

    @Test
    void bytes_of_chance_are_rejected_line_by_line() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] body = new byte[random.nextInt(2_000)];
            random.nextBytes(body);
            check(seed, new BankFormat(), Rows.header(), body);
            check(seed, new CsvFormat(), CSV_HEADER, body);
        }
    }

    @Test
    void mutated_rows_are_taken_or_rejected() throws IOException {
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder bank = new StringBuilder();
            StringBuilder csv = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                String row = Rows.with("outcome", OUTCOMES.get(random.nextInt(OUTCOMES.size())));
                bank.append(mutate(random, row)).append('\n');
                csv.append(mutate(random, CSV_ROW)).append('\n');
            }
            check(seed, new BankFormat(), Rows.header(), bank.toString().getBytes(StandardCharsets.ISO_8859_1));
            check(seed, new CsvFormat(), CSV_HEADER, csv.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void check(int seed, LogFormat format, String header, byte[] body) throws IOException {
        byte[] head = (header + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        CallLog log = new LogReader(format).read("garbage", new ByteArrayInputStream(bytes), rows -> {});
        long typed =
                log.rowsByType().values().stream().mapToLong(Long::longValue).sum();
        assertThat(log.rows())
                .as("seed %d: each line is one of three things", seed)
                .isEqualTo(lines(new String(body, format.charset())))
                .isEqualTo(log.calls().size() + log.phantom() + log.damaged(Action.REJECTED));
        assertThat(typed).as("seed %d", seed).isEqualTo(log.calls().size() + log.phantom());
        assertThat(log.damaged(Action.REPAIRED)).as("seed %d", seed).isLessThanOrEqualTo(typed);
    }

    /** Counts lines another way than the reader does. */
    private static long lines(String text) {
        String ends = text.replace("\r\n", "\n").replace('\r', '\n');
        long complete = ends.chars().filter(c -> c == '\n').count();
        return ends.isEmpty() || ends.endsWith("\n") ? complete : complete + 1;
    }

    private static String mutate(SplittableRandom random, String row) {
        StringBuilder text = new StringBuilder(row);
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "\t ,:-\"09x\u00e9".charAt(random.nextInt(10)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
