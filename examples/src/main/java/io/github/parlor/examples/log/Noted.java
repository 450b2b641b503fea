package io.github.parlor.examples.log;

/** Names under which an imported session notes what only its log knows. */
public final class Noted {
    /** The label of the log. */
    public static final String SOURCE = "source";

    /** The line in the log; the header is line 1. */
    public static final String LINE = "line";

    /** The log's own figure of priority. */
    public static final String PRIORITY = "priority";

    /** The day the log files the call under, as {@code 1999-02-01}. */
    public static final String DATE = "date";

    /** The clock time that decides the half hour, as {@code 07:02:56}. */
    public static final String OFFERED_AT = "offeredAt";

    /** The agent of a call that was answered and of which nobody knows by whom. */
    public static final String NO_SERVER = "NO_SERVER";

    private Noted() {}
}
