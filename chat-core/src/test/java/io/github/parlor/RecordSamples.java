package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.message.Content;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One valid value of every value type, made from its components, so that tests cover types that do not exist yet. */
final class RecordSamples {
    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    /** Components whose text has a form of its own, by their name. */
    private static final Map<String, String> FORMS =
            Map.of("country", "FR", "language", "fr", "mediaType", "text/plain", "json", "{}");

    private RecordSamples() {}

    /** Returns valid arguments for the canonical constructor. */
    static @Nullable Object[] arguments(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = sampleOf(components[i].getGenericType(), components[i].getName());
        }
        return arguments;
    }

    /** Calls the canonical constructor and throws what it throws. */
    static Object construct(Class<?> type, @Nullable Object... arguments) throws Throwable {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Returns the arguments with another one at {@code index}. */
    static @Nullable Object[] with(@Nullable Object[] arguments, int index, @Nullable Object value) {
        @Nullable Object[] changed = arguments.clone();
        changed[index] = value;
        return changed;
    }

    static Object sampleOf(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Map.class) {
                return Map.of(sampleOf(of[0], name), sampleOf(of[1], name));
            }
            return raw == Set.class ? Set.of(sampleOf(of[0], name)) : List.of(sampleOf(of[0], name));
        }
        return value((Class<?>) type, name);
    }

    private static Object value(Class<?> type, String name) {
        if (type == String.class) {
            return FORMS.getOrDefault(name, "word");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == Content.class) {
            return new Content.Text("word");
        } else if (type.isSealed()) {
            return value(Bounds.present("subclasses", type.getPermittedSubclasses())[0], name);
        } else if (type.isRecord()) {
            return record(type);
        }
        return standard(type);
    }

    private static Object record(Class<?> type) {
        try {
            return construct(type, arguments(type));
        } catch (Throwable e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }

    private static Object standard(Class<?> type) {
        Map<Class<?>, Object> samples = Map.of(
                int.class,
                1,
                Integer.class,
                1,
                long.class,
                1L,
                Long.class,
                1L,
                double.class,
                1.0,
                boolean.class,
                true,
                UUID.class,
                new UUID(1, 2),
                Instant.class,
                AT,
                Duration.class,
                Duration.ofSeconds(1));
        if (type == URI.class) {
            return URI.create("https://shop.example/x");
        } else if (type == Currency.class) {
            return Currency.getInstance("EUR");
        }
        Object sample = samples.get(type);
        if (sample == null) {
            throw new AssertionError("no sample of " + type);
        }
        return sample;
    }
}
