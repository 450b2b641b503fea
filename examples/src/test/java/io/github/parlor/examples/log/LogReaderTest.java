package io.github.parlor.examples.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.bank.Rows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    private static final String TWO_ROWS = Rows.header() + "\n" + Rows.ANSWERED + "\n" + Rows.ANSWERED + "\n";

    @TempDir
    private Path folder;

    @Test
    void gzip_is_seen_in_the_bytes_whatever_the_name() throws Exception {
        Path gzip = Files.write(folder.resolve("plain.txt"), gzip(TWO_ROWS));
        Path plain = Files.writeString(folder.resolve("february.txt.gz"), TWO_ROWS);
        assertThat(read(gzip).rows()).isEqualTo(2);
        assertThat(read(plain).rows()).isEqualTo(2);
        assertThat(read(plain).name()).isEqualTo("february");
        assertThat(read(plain).file()).isEqualTo("february.txt.gz");
    }

    @Test
    void gzip_in_several_members_is_one_file() throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip(TWO_ROWS));
        both.write(gzip(Rows.ANSWERED));
        assertThat(read(Files.write(folder.resolve("a"), both.toByteArray())).rows())
                .isEqualTo(3);
    }

    @Test
    void line_ends_of_every_kind_and_none_at_the_end_are_read() throws Exception {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String text = TWO_ROWS.strip().replace("\n", end);
            CallLog log = read(Files.writeString(folder.resolve("a"), text));
            assertThat(log.rows()).as(end).isEqualTo(2);
            assertThat(log.damages()).as(end).isEmpty();
        }
    }

    @Test
    void an_empty_line_is_a_row_and_is_rejected() throws Exception {
        CallLog log = read(Files.writeString(folder.resolve("a"), TWO_ROWS + "\r\n"));
        assertThat(log.rows()).isEqualTo(3);
        assertThat(log.damages())
                .containsExactly(new CallLog.Damage(4, CallLog.Action.REJECTED, "row: expected 17 fields, got 1", ""));
    }

    @Test
    void names_are_read_as_latin_1() throws Exception {
        byte[] bytes = (TWO_ROWS + Rows.with("server", "JOS\u00c9")).getBytes(StandardCharsets.ISO_8859_1);
        CallLog log = read(Files.write(folder.resolve("a"), bytes));
        assertThat(log.calls())
                .extracting(call -> Objects.requireNonNull(call.service()).server())
                .containsExactly("MICHAL", "MICHAL", "JOS\u00c9");
    }

    @Test
    void calls_stand_by_time_and_ties_by_line() throws Exception {
        String early = Rows.with("vru_entry", "7:00:00", "vru_exit", "7:00:05");
        CallLog log = read(Files.writeString(folder.resolve("a"), TWO_ROWS + early));
        assertThat(log.calls()).extracting(Call::line).containsExactly(4, 2, 3);
    }

    @Test
    void an_empty_file_and_a_header_alone_have_no_rows() throws Exception {
        assertThat(read(Files.writeString(folder.resolve("a"), "")).rows()).isZero();
        assertThat(read(Files.writeString(folder.resolve("b"), Rows.header())).rows())
                .isZero();
    }

    @Test
    void a_line_without_end_is_rejected_and_takes_no_more_memory() throws Exception {
        String endless = "x".repeat(Lines.MAX_LINE + 10);
        CallLog log = read(Files.writeString(folder.resolve("a"), TWO_ROWS + endless + "\n" + Rows.ANSWERED));
        assertThat(log.rows()).isEqualTo(4);
        assertThat(log.damages()).hasSize(1);
        assertThat(log.damages().get(0).text()).hasSize(Lines.MAX_LINE);
    }

    @Test
    void what_is_no_file_is_told_by_its_path() {
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> read(missing))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(missing + ": no such file or folder");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith(folder + ": ");
    }

    @Test
    void broken_gzip_is_no_input() throws Exception {
        byte[] whole = gzip(TWO_ROWS.repeat(100));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith(cut + ": broken gzip data");
    }

    @Test
    void progress_is_told_now_and_then() throws IOException {
        long[] last = {0};
        byte[] bytes =
                (Rows.header() + "\n" + "x\n".repeat(LogReader.PROGRESS_LINES + 5)).getBytes(StandardCharsets.UTF_8);
        new LogReader(new BankFormat()).read("a", new ByteArrayInputStream(bytes), rows -> last[0] = rows);
        assertThat(last[0]).isEqualTo(LogReader.PROGRESS_LINES);
    }

    private static CallLog read(Path path) throws UnreadableInputException {
        return new LogReader(new BankFormat()).read(path, rows -> {});
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }
}
