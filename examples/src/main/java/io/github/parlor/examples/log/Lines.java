package io.github.parlor.examples.log;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, plain or gzip; which of the two shows in its first bytes. A line ends at LF, CR or both, the
 * last one also at the end of the file. Single-owner.
 */
public final class Lines implements Closeable {
    /** Longest line in characters; what is beyond is dropped, so that a file without line ends needs no memory. */
    public static final int MAX_LINE = 1 << 20;

    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int end;
    private boolean cut;
    private boolean afterCarriageReturn;

    private Lines(Reader reader) {
        this.reader = reader;
    }

    /**
     * Opens the lines of a stream of bytes.
     *
     * @throws IOException if the bytes begin as gzip does and are not gzip
     */
    public static Lines of(InputStream bytes, Charset charset) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(bytes, BUFFER);
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        InputStream plain = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
        return new Lines(new InputStreamReader(plain, charset));
    }

    /** Returns the next line without its end, or null after the last. */
    public @Nullable String next() throws IOException {
        line.setLength(0);
        cut = false;
        int read = first();
        if (read == END) {
            return null;
        }
        while (read != END && read != '\n' && read != '\r') {
            add((char) read);
            read = read();
        }
        afterCarriageReturn = read == '\r';
        return line.toString();
    }

    /** Returns whether the line that was read last was longer than {@link #MAX_LINE}. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private int first() throws IOException {
        int read = read();
        return afterCarriageReturn && read == '\n' ? read() : read;
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, reader.read(buffer, 0, BUFFER));
        }
        return at == end ? END : buffer[at++];
    }

    private void add(char character) {
        if (line.length() < MAX_LINE) {
            line.append(character);
        } else {
            cut = true;
        }
    }
}
