package io.github.parlor.json;

import java.io.IOException;

/** How values of one Java type look in JSON. Implementations are immutable. */
interface Shape<T> {
    /** Reads the value that begins at the current token and leaves its last token current. */
    T read(Source in) throws IOException;

    void write(Sink out, T value) throws IOException;
}
