package io.github.parlor.examples.bank;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.log.Noted;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One data line of the format, field by field and as it stands there. Clock times are seconds since midnight of an
 * unsaid day, and {@code 0:00:00} is both midnight and "did not happen"; {@link Placement} settles that. The durations
 * are the truth, the clock times only place them. Immutable.
 *
 * @param line where it stands in its file; the header is line 1
 * @param vruLine the voice unit and its line
 * @param callId a number, which repeats between voice units and files
 * @param customerId a number, 0 or empty if unknown, and in some rows rounded
 * @param priority 0 and 1 are regular, 2 is priority
 * @param type what the call is about
 * @param date the day the row belongs to
 * @param vruEntrySeconds when the call came in
 * @param vruExitSeconds when it left the voice menu
 * @param vruTimeSeconds time in the voice menu; negative in some rows
 * @param queueStartSeconds when it was put on hold
 * @param queueExitSeconds when it left the queue
 * @param queueTimeSeconds time in the queue; more than zero means that it was queued
 * @param outcome what became of it
 * @param serviceStartSeconds when service began
 * @param serviceExitSeconds when service ended
 * @param serviceTimeSeconds length of the service
 * @param server who served it, or {@value #NO_SERVER}; not repaired
 */
public record BankRow(
        int line,
        String vruLine,
        String callId,
        String customerId,
        int priority,
        String type,
        LocalDate date,
        int vruEntrySeconds,
        int vruExitSeconds,
        long vruTimeSeconds,
        int queueStartSeconds,
        int queueExitSeconds,
        long queueTimeSeconds,
        Outcome outcome,
        int serviceStartSeconds,
        int serviceExitSeconds,
        long serviceTimeSeconds,
        String server) {
    /** What the format writes where nobody served. */
    public static final String NO_SERVER = Noted.NO_SERVER;

    /** The priority that starts with {@link #CREDIT_SECONDS} of waiting. */
    public static final int PRIORITY_CUSTOMER = 2;

    /** How much older a priority customer counts in the queue. */
    public static final int CREDIT_SECONDS = 90;

    /** How many fields a whole row has. */
    public static final int FIELDS = 17;

    private static final int TYPE = 4;
    private static final Pattern CUSTOMER = Pattern.compile("0*[1-9][0-9]*");

    /** The three outcomes of the format. */
    public enum Outcome {
        /** Service, or what the log takes for it. */
        AGENT,
        /** The caller hung up, in the queue or in the voice menu before it. */
        HANG,
        /** Not a call; to be dropped before anything else is counted. */
        PHANTOM
    }

    /**
     * Reads a row of {@value #FIELDS} fields.
     *
     * @throws InvalidValueException if there are more or fewer, or a number, date, time or outcome does not parse
     */
    public static BankRow of(int line, List<String> fields) {
        Bounds.check("row", fields.size() == FIELDS, FIELDS + " fields", fields.size());
        return new BankRow(
                line,
                fields.get(0),
                BankField.CALL_ID.identifier(fields),
                BankField.CUSTOMER_ID.optionalIdentifier(fields),
                (int) BankField.PRIORITY.number(fields),
                fields.get(TYPE).strip(),
                BankField.DATE.date(fields),
                BankField.VRU_ENTRY.clock(fields),
                BankField.VRU_EXIT.clock(fields),
                BankField.VRU_TIME.number(fields),
                BankField.Q_START.clock(fields),
                BankField.Q_EXIT.clock(fields),
                BankField.Q_TIME.number(fields),
                BankField.OUTCOME.outcome(fields),
                BankField.SER_START.clock(fields),
                BankField.SER_EXIT.clock(fields),
                BankField.SER_TIME.number(fields),
                fields.get(FIELDS - 1));
    }

    /** Returns whether the call waited; a set {@code q_start} alone does not tell. */
    public boolean isQueued() {
        return queueTimeSeconds > 0;
    }

    /** Returns whether the row names anybody, under whatever spelling. */
    public boolean hasKnownServer() {
        return !server.equals(NO_SERVER);
    }

    /** Returns whether the row tells who called; a rounded number may be that of many. */
    public boolean hasKnownCustomer() {
        return CUSTOMER.matcher(customerId).matches();
    }

    /** Returns the priority as time credit in seconds. */
    public int creditSeconds() {
        return priority == PRIORITY_CUSTOMER ? CREDIT_SECONDS : 0;
    }
}
