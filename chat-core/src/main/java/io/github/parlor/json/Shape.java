package io.github.parlor.json;

import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** How values of one Java type look in JSON. Implementations are immutable. */
interface Shape<T> {
    /** Reads the value that begins at the current token and leaves its last token current. */
    T read(Source in) throws IOException;

    void write(Sink out, T value) throws IOException;

    /** A value that is a string in JSON, and therefore can be the key of a map as well. */
    record Text<T>(String expected, Text.Parser<T> parser, Function<T, String> printer) implements Shape<T> {
        /** Reads text; says that it is wrong with one of the exceptions that {@link #parse} knows. */
        @FunctionalInterface
        interface Parser<T> {
            T parse(String text) throws URISyntaxException;
        }

        /** The constants by their names, which are part of the format. */
        static <E extends Enum<E>> Text<E> constants(Class<E> type) {
            Map<String, E> byName = new LinkedHashMap<>();
            for (E constant : type.getEnumConstants()) {
                byName.put(constant.name(), constant);
            }
            String expected = "one of " + String.join(", ", byName.keySet());
            return new Text<>(
                    expected,
                    text -> {
                        E constant = byName.get(text);
                        if (constant == null) {
                            throw new IllegalArgumentException(text);
                        }
                        return constant;
                    },
                    Enum::name);
        }

        @Override
        public T read(Source in) throws IOException {
            return parse(in, in.text(expected));
        }

        /** Returns the value that {@code text}, a string or a key at the current place, stands for. */
        T parse(Source in, String text) {
            try {
                return parser.parse(text);
            } catch (InvalidValueException e) {
                throw e.at(in.path());
            } catch (IllegalArgumentException | DateTimeException | URISyntaxException e) {
                throw in.wrong(expected, InvalidValueException.show(text));
            }
        }

        @Override
        public void write(Sink out, T value) throws IOException {
            out.text(printer.apply(value));
        }
    }
}
