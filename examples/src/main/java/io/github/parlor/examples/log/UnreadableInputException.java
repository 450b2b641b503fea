package io.github.parlor.examples.log;

import java.io.IOException;
import java.io.Serial;

/** A file as a whole cannot be read. The message is one line that names the file and what is wrong with it. */
public final class UnreadableInputException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception with the line that a person is to see. */
    public UnreadableInputException(String message) {
        super(message);
    }

    /** Creates the exception for a failure below it. */
    public UnreadableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
