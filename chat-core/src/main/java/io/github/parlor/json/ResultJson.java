package io.github.parlor.json;

import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Availability;

/** The JSON of what the engine answers. Thread-safe. */
public final class ResultJson {
    /** Why a command was not carried out. */
    public static final JsonFormat<Rejection> REJECTION = Formats.REJECTION;

    /** Whether anybody can be reached. */
    public static final JsonFormat<Availability> AVAILABILITY = Formats.AVAILABILITY;

    private ResultJson() {}
}
