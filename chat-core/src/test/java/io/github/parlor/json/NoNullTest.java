package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.parlor.Result;
import io.github.parlor.Resumption;
import io.github.parlor.ShopSettings;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.EventRecord;
import io.github.parlor.visit.VisitEvent;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers ask a record's constructor whether a field may be missing: so every constructor has to refuse null where the
 * component is not declared nullable.
 */
class NoNullTest {
    static Set<Class<?>> records() {
        Set<Class<?>> records = new TreeSet<>(Comparator.comparing(Class::getName));
        for (Class<?> root : List.of(
                EventRecord.class,
                Command.class,
                VisitEvent.class,
                Availability.class,
                Rejection.class,
                ShopSettings.class,
                ScheduleForm.class,
                Result.class,
                Resumption.class)) {
            collect(root, records);
        }
        return records;
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> plain && plain.isSealed()) {
            Samples.leaves(plain).forEach(leaf -> collect(leaf, records));
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_refuses_null_unless_it_says_otherwise(Class<?> type) throws ReflectiveOperationException {
        Object valid = new Samples(1).of(type);
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        for (int i = 0; i < components.length; i++) {
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (nullable || components[i].getType().isPrimitive()) {
                continue;
            }
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int k = 0; k < components.length; k++) {
                values[k] = k == i ? null : components[k].getAccessor().invoke(valid);
            }
            assertThatCode(() -> constructor.newInstance(values))
                    .as("%s with null for %s", type.getName(), components[i].getName())
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isExactlyInstanceOf(InvalidValueException.class);
        }
    }
}
