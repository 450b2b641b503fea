package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object: one field per component, in order, null left out. The components of record types are the
 * only thing that is reflected on; what a document says never chooses a class. Whether a field may be missing is known
 * to the record's constructor alone, which is asked with null.
 */
final class RecordShape<T> implements Shape<T> {
    private static final int SKIPPED = -1;
    private static final int UNKNOWN = -2;

    private final @Nullable String type;
    private final String[] names;
    private final Shape<Object>[] shapes;
    private final MethodHandle[] getters;
    private final boolean[] primitive;
    private final MethodHandle constructor;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, String> nameOfComponent = new HashMap<>();
    private final @Nullable Object[] defaults;

    /**
     * Derives the shape of {@code record}.
     *
     * @param type the name in the field {@code type}, or null if the place in the document already says what it is
     * @param renamed component to field, where they differ
     * @param known the shapes of the components
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    RecordShape(Class<T> record, @Nullable String type, Map<String, String> renamed, JsonTypes known) {
        this.type = type;
        RecordComponent[] components = record.getRecordComponents();
        names = new String[components.length];
        shapes = new Shape[components.length];
        getters = new MethodHandle[components.length];
        primitive = new boolean[components.length];
        defaults = new @Nullable Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                RecordComponent component = components[i];
                types[i] = component.getType();
                names[i] = renamed.getOrDefault(component.getName(), component.getName());
                shapes[i] = (Shape<Object>) known.of(component.getGenericType());
                primitive[i] = types[i].isPrimitive();
                getters[i] = known.lookup()
                        .unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
                slots.put(names[i], i);
                nameOfComponent.put(component.getName(), names[i]);
            }
            constructor = known.lookup()
                    .unreflectConstructor(record.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " cannot be written as JSON", e);
        }
        if (type != null && slots.put(Source.TYPE, SKIPPED) != null) {
            throw new IllegalStateException(record + " has a component that hides its type");
        }
    }

    /**
     * Derives the shape of a record whose fields may be missing.
     *
     * @param whole where the values come from that a document leaves out
     * @param required the components whose values must be in the document
     */
    RecordShape(Class<T> record, JsonTypes known, T whole, Set<String> required) {
        this(record, null, Map.of(), known);
        if (!nameOfComponent.keySet().containsAll(required)) {
            throw new IllegalStateException(record + " has no component " + required);
        }
        for (int i = 0; i < names.length; i++) {
            defaults[i] = required.contains(names[i]) ? null : get(i, whole);
        }
    }

    @Override
    public T read(Source in) throws IOException {
        in.expect(JsonToken.START_OBJECT, "an object");
        in.next();
        return readFields(in);
    }

    /** Reads the fields from the current one to the end of the object. */
    T readFields(Source in) throws IOException {
        @Nullable Object[] values = defaults.clone();
        Map<String, String> strangers = Map.of();
        int following = 0;
        while (in.at(JsonToken.FIELD_NAME)) {
            int slot = slot(in.name(), following);
            in.next();
            if (slot >= 0) {
                following = slot + 1;
                values[slot] = in.at(JsonToken.VALUE_NULL) ? defaults[slot] : shapes[slot].read(in);
            } else if (slot == UNKNOWN) {
                String name = in.name();
                strangers = strangers.isEmpty() ? new LinkedHashMap<>() : strangers;
                strangers.put(name, in.keepUnknown());
            }
            in.next();
        }
        try {
            return construct(in, values);
        } catch (InvalidValueException e) {
            nameStrangers(in.path(), strangers, e, values);
            throw e;
        }
    }

    /** What is missing was perhaps misspelt, so what is unknown beside it is named first. */
    private void nameStrangers(
            String object, Map<String, String> strangers, InvalidValueException e, @Nullable Object[] values) {
        if (e.problems().stream().anyMatch(each -> isMissing(object, each.field(), values))) {
            Problems problems = new Problems();
            strangers.forEach((name, value) -> problems.add(new InvalidValueException(
                    object + Source.step(name), "no such field", InvalidValueException.show(value))));
            problems.add(e);
            problems.throwIfAny(object);
        }
    }

    private boolean isMissing(String object, String field, @Nullable Object[] values) {
        for (int i = 0; i < names.length; i++) {
            boolean named = nameOfComponent.getOrDefault(field, field).equals(names[i])
                    || field.equals(object + Source.step(names[i]));
            if (named && values[i] == null) {
                return true;
            }
        }
        return false;
    }

    /** Most documents name the fields in the order of the components. */
    private int slot(String name, int following) {
        if (following < names.length && names[following].equals(name)) {
            return following;
        }
        return slots.getOrDefault(name, UNKNOWN);
    }

    @SuppressWarnings("unchecked")
    private T construct(Source in, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (primitive[i] && values[i] == null) {
                throw in.wrongField(names[i], "a value", null);
            }
        }
        try {
            return (T) constructor.invokeExact(values);
        } catch (InvalidValueException e) {
            throw e.at(in.path() + tail(e.field()));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Turns what a constructor calls a field, {@code price} or {@code product.price}, into steps below the object. */
    private String tail(String field) {
        String below = field.substring(field.indexOf('.') + 1);
        for (String candidate : Arrays.asList(field, below)) {
            String head = candidate.split("[.\\[ ]", 2)[0];
            String name = nameOfComponent.get(head);
            if (name != null) {
                return "." + name + candidate.substring(head.length());
            }
        }
        return "";
    }

    @Override
    public void write(Sink out, T value) throws IOException {
        out.startObject();
        if (type != null) {
            out.field(Source.TYPE);
            out.text(type);
        }
        for (int i = 0; i < names.length; i++) {
            Object component = get(i, value);
            if (component != null) {
                out.field(names[i]);
                shapes[i].write(out, component);
            }
        }
        out.endObject(slots.keySet());
    }

    private @Nullable Object get(int i, T value) {
        try {
            return (Object) getters[i].invokeExact((Object) value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
