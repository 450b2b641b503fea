package io.github.parlor.examples.bank;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.LogFormat;
import io.github.parlor.examples.log.LogLine;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the Anonymous Bank format. The first line is a header, whatever it says.
 *
 * <p>One kind of damage can be repaired: priority and type joined by blanks, which leaves 16 fields. Every other line
 * that has not 17 fields, or whose number, date, time or outcome does not parse, is refused. Immutable.
 */
public final class BankFormat implements LogFormat {
    private static final int JOINED = 3;
    private static final Pattern PRIORITY_AND_TYPE = Pattern.compile(" *([+-]?[0-9]+) +([^ ]+) *");

    /** A line that could be read. */
    public record Read(BankRow row, boolean repaired) {}

    @Override
    public LineParser open(String header) {
        return BankFormat::parse;
    }

    /**
     * Reads a data line.
     *
     * @throws InvalidValueException if it is damaged beyond repair
     */
    public static Read read(int line, String text) {
        List<String> fields = split(text);
        boolean repaired = fields.size() == BankRow.FIELDS - 1 && separate(fields);
        return new Read(BankRow.of(line, fields), repaired);
    }

    private static LogLine parse(int line, String text) {
        try {
            return line(read(line, text));
        } catch (InvalidValueException e) {
            return new LogLine.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static LogLine line(Read read) {
        BankRow row = read.row();
        String repair = read.repaired() ? "priority and type joined by blanks" : "";
        if (row.outcome() == BankRow.Outcome.PHANTOM) {
            return new LogLine.Phantom(row.type(), repair);
        }
        Placement placement = new Placement(row);
        return new LogLine.Contact(call(row, placement), repair, placement.warnings());
    }

    private static Call call(BankRow row, Placement placement) {
        boolean answered = row.outcome() == BankRow.Outcome.AGENT;
        return new Call(
                row.line(),
                row.vruLine() + "/" + row.callId(),
                row.hasKnownCustomer() ? row.customerId() : null,
                row.priority(),
                row.type(),
                row.date(),
                placement.entered(),
                placement.menuLeft(),
                LocalTime.ofSecondOfDay(row.vruExitSeconds()),
                answered ? Call.Outcome.ANSWERED : Call.Outcome.HUNG_UP,
                waiting(row, placement),
                answered ? service(row, placement) : null);
    }

    private static Call.@Nullable Wait waiting(BankRow row, Placement placement) {
        return row.isQueued() ? new Call.Wait(placement.queued(), Duration.ofSeconds(row.queueTimeSeconds())) : null;
    }

    private static Call.Service service(BankRow row, Placement placement) {
        return new Call.Service(
                row.server(),
                placement.serviceStart(),
                placement.serviceExit(),
                Duration.ofSeconds(Math.max(0, row.serviceTimeSeconds())));
    }

    private static List<String> split(String text) {
        List<String> fields = new ArrayList<>(BankRow.FIELDS);
        int from = 0;
        for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', from)) {
            fields.add(text.substring(from, tab));
            from = tab + 1;
        }
        fields.add(text.substring(from));
        return fields;
    }

    private static boolean separate(List<String> fields) {
        Matcher joined = PRIORITY_AND_TYPE.matcher(fields.get(JOINED));
        if (!joined.matches()) {
            return false;
        }
        fields.set(JOINED, joined.group(1));
        fields.add(JOINED + 1, joined.group(2));
        return true;
    }
}
