package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lists and sets as arrays, maps as objects whose fields are the keys, all in the order of the document. */
final class Collections {
    private Collections() {}

    static <E> Shape<List<E>> list(Shape<E> element) {
        return new ArrayShape<>(element, ArrayList::new);
    }

    static <E> Shape<Set<E>> set(Shape<E> element) {
        return new ArrayShape<>(element, LinkedHashSet::new);
    }

    static <K, V> Shape<Map<K, V>> map(TextShape<K> key, Shape<V> value) {
        return new MapShape<>(key, value);
    }

    private record ArrayShape<E, C extends Collection<E>>(Shape<E> element, Supplier<C> empty) implements Shape<C> {
        @Override
        public C read(Source in) throws IOException {
            in.expect(JsonToken.START_ARRAY, "an array");
            C elements = empty.get();
            while (in.next() != JsonToken.END_ARRAY) {
                if (!elements.add(element.read(in))) {
                    throw in.wrong("distinct elements", "an element again");
                }
            }
            return elements;
        }

        @Override
        public void write(Sink out, C elements) throws IOException {
            out.startArray();
            for (E e : elements) {
                element.write(out, e);
            }
            out.endArray();
        }
    }

    private record MapShape<K, V>(TextShape<K> key, Shape<V> value) implements Shape<Map<K, V>> {
        @Override
        public Map<K, V> read(Source in) throws IOException {
            in.expect(JsonToken.START_OBJECT, "an object");
            Map<K, V> entries = new LinkedHashMap<>();
            while (in.next() == JsonToken.FIELD_NAME) {
                String name = in.name();
                in.next();
                if (entries.put(key.parse(in, name), value.read(in)) != null) {
                    throw in.wrong("distinct keys", InvalidValueException.show(name));
                }
            }
            return entries;
        }

        @Override
        public void write(Sink out, Map<K, V> entries) throws IOException {
            out.startObject();
            for (Map.Entry<K, V> entry : entries.entrySet()) {
                out.field(key.printer().apply(entry.getKey()));
                value.write(out, entry.getValue());
            }
            out.endObject();
        }
    }
}
