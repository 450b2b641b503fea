package io.github.parlor.examples.log;

import java.util.List;

/** What a format made of one data line. All members are immutable. */
public sealed interface LogLine {
    /**
     * The line tells of a call.
     *
     * @param call which
     * @param repair what was damaged and could be read all the same, empty if nothing was
     * @param warnings what is odd about it, without being a reason to refuse it
     */
    record Contact(Call call, String repair, List<String> warnings) implements LogLine {
        public Contact {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The log itself says that this is not a contact.
     *
     * @param type what it is about
     * @param repair as in {@link Contact}
     */
    record Phantom(String type, String repair) implements LogLine {}

    /**
     * The line cannot be read.
     *
     * @param reason which field, what was expected and what stands there
     */
    record Unreadable(String reason) implements LogLine {}
}
