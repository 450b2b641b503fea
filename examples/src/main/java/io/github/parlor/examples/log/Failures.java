package io.github.parlor.examples.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Failures of files in words; the messages of the platform often hold nothing but the path. */
public final class Failures {
    private Failures() {}

    /** Returns what went wrong, without the path and on one line. */
    public static String describe(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        if (failure instanceof ZipException || failure instanceof EOFException) {
            return "broken gzip data (" + message(failure) + ")";
        }
        return message(failure);
    }

    private static String message(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
