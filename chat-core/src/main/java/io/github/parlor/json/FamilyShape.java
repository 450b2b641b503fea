package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A closed family whose members are told apart by a name in the field {@code type}; the name never is a class name. */
final class FamilyShape<T> implements Shape<T> {
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final JsonTypes known;
    private final Map<String, RecordShape<? extends T>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, RecordShape<T>> byClass = new HashMap<>();
    private @Nullable Strangers<T> strangers;

    /** How members of a kind that this version does not know are kept. */
    private record Strangers<T>(BiFunction<String, String, T> make, Function<T, @Nullable Stranger> open) {}

    /** The name and the whole object of a kind that this version does not know. */
    record Stranger(String type, String json) {}

    FamilyShape(JsonTypes known) {
        this.known = known;
    }

    FamilyShape<T> member(String name, Class<? extends T> type) {
        return member(name, type, Map.of());
    }

    @SuppressWarnings("unchecked")
    <M extends T> FamilyShape<T> member(String name, Class<M> type, Map<String, String> renamed) {
        RecordShape<M> shape = new RecordShape<>(type, name, renamed, known);
        if (byName.put(name, shape) != null || byClass.put(type, (RecordShape<T>) shape) != null) {
            throw new IllegalStateException(name + " is registered twice");
        }
        return this;
    }

    FamilyShape<T> strangers(BiFunction<String, String, T> make, Function<T, @Nullable Stranger> open) {
        strangers = new Strangers<>(make, open);
        return this;
    }

    @Override
    public T read(Source in) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        in.next();
        boolean first = in.at(JsonToken.FIELD_NAME) && in.name().equals(Source.TYPE);
        String type;
        if (first) {
            in.next();
            type = in.text("the name of a type");
        } else {
            type = in.typeAhead();
        }
        RecordShape<? extends T> member = byName.get(type);
        if (member == null) {
            return stranger(in, type, first);
        }
        if (first) {
            in.next();
        }
        return member.readFields(in);
    }

    private T stranger(Source in, String type, boolean consumed) throws IOException {
        if (strangers == null) {
            throw in.wrongField(Source.TYPE, "one of " + String.join(", ", byName.keySet()), type);
        }
        if (!TYPE_NAME.matcher(type).matches()) {
            throw in.wrongField(Source.TYPE, "a name of 1 to 64 letters, digits, hyphens and underscores", type);
        }
        if (consumed) {
            in.next();
        }
        String raw = in.rest(consumed ? type : null);
        try {
            return strangers.make().apply(type, raw);
        } catch (InvalidValueException e) {
            throw e.at(in.path());
        }
    }

    @Override
    public void write(Sink out, T value) throws IOException {
        RecordShape<T> member = byClass.get(value.getClass());
        if (member != null) {
            member.write(out, value);
            return;
        }
        Stranger stranger = strangers == null ? null : strangers.open().apply(value);
        if (stranger == null) {
            throw new IllegalStateException(value.getClass() + " has no name in JSON");
        }
        boolean readable = TYPE_NAME.matcher(stranger.type()).matches() && !byName.containsKey(stranger.type());
        Bounds.check(Source.TYPE, readable, "the name of a type that this version does not know", stranger.type());
        out.rawObject(stranger.type(), stranger.json());
    }
}
