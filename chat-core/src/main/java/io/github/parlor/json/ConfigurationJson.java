package io.github.parlor.json;

import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.time.Schedule;

/** The JSON of configuration. Thread-safe. */
public final class ConfigurationJson {
    /** What a shop decides about its conversations; what a document leaves out has its default. */
    public static final JsonFormat<ConversationPolicy> POLICY = Formats.POLICY;

    /** When someone is there: opening hours with special days, or a combination of schedules. */
    public static final JsonFormat<Schedule> SCHEDULE = Formats.SCHEDULE;

    private ConfigurationJson() {}
}
