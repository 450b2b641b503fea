package io.github.parlor;

import static io.github.parlor.RecordSamples.arguments;
import static io.github.parlor.RecordSamples.construct;
import static io.github.parlor.RecordSamples.sampleOf;
import static io.github.parlor.RecordSamples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.Command;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.message.Content;
import io.github.parlor.visit.VisitEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Issues the same bad input to every value type there is: a type that is added is covered from its first day. */
class ValueTypesTest {
    private static final Set<String> PACKAGES = Set.of("id", "commerce", "people", "message", "visit", "event");

    /** Codes of the shop or of the library, which logs may carry; any other text is private. */
    private static final Set<String> CODES = Set.of(
            "Actor.name",
            "AgentStatusChanged.reason",
            "AssignToBot.flow",
            "Cause.kind",
            "ControlGranted.flow",
            "EndSession.disposition",
            "Field.name",
            "HandBackToBot.flow",
            "Option.id",
            "SessionEnded.disposition",
            "SessionStarted.purpose",
            "StartSession.purpose",
            "StreamId.id",
            "UnknownEvent.type",
            "ImportFinished.source");

    /** Nullable, but only together with another component. */
    private static final Set<String> PAIRED = Set.of("Transfer.reserved");

    private static final String TOO_LONG = "x".repeat(100_000);
    private static final String MARKER = "s3cret";

    private static final List<Class<?>> RECORDS = read();

    static List<Class<?>> records() {
        return RECORDS;
    }

    private static List<Class<?>> read() {
        return new ClassFileImporter()
                .importPath(Path.of("target", "classes")).stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> PACKAGES.contains(shortPackage(type)) || Command.class.isAssignableFrom(type))
                        .sorted(java.util.Comparator.comparing(Class::getName))
                        .toList();
    }

    @Test
    void every_member_of_the_sealed_families_is_among_them() {
        assertThat(records()).hasSizeGreaterThan(100);
        for (Class<?> family : List.of(ChatEvent.class, Content.class, VisitEvent.class, Command.class)) {
            assertThat(records()).containsAll(leaves(family).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void null_is_refused_unless_declared_nullable(Class<?> type) {
        forEach(type, (component, index) -> {
            if (PAIRED.contains(type.getSimpleName() + "." + component.getName())) {
                return;
            } else if (isNullable(component)) {
                assertThatCode(() -> construct(type, with(arguments(type), index, null)))
                        .as("%s", component)
                        .doesNotThrowAnyException();
            } else if (!component.getType().isPrimitive()) {
                assertThatExceptionOfType(InvalidValueException.class)
                        .as("%s", component)
                        .isThrownBy(() -> construct(type, with(arguments(type), index, null)))
                        .withMessageEndingWith(": expected a value, got null");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("records")
    void no_component_takes_what_is_out_of_all_bounds(Class<?> type) {
        forEach(
                type,
                (component, index) -> hostile(component.getGenericType(), component.getName())
                        .forEach(bad -> assertThatExceptionOfType(InvalidValueException.class)
                                .as("%s takes what is out of bounds", component)
                                .isThrownBy(() -> construct(type, with(arguments(type), index, bad)))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_was_handed_in_can_change_without_changing_the_value(Class<?> type) throws Throwable {
        @Nullable Object[] loose = arguments(type);
        List<Runnable> clears = new ArrayList<>();
        for (int i = 0; i < loose.length; i++) {
            if (loose[i] instanceof Map<?, ?> map) {
                Map<Object, Object> copy = new HashMap<>(map);
                loose[i] = copy;
                clears.add(copy::clear);
            } else if (loose[i] instanceof List<?> list) {
                List<Object> copy = new ArrayList<>(list);
                loose[i] = copy;
                clears.add(copy::clear);
            }
        }
        Object value = construct(type, loose);
        clears.forEach(Runnable::run);

        assertThat(value)
                .isEqualTo(construct(type, arguments(type)))
                .hasSameHashCodeAs(construct(type, arguments(type)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void toString_tells_no_private_text(Class<?> type) throws Throwable {
        if (Set.of("id", "commerce").contains(shortPackage(type))) {
            return;
        }
        @Nullable Object[] marked = arguments(type);
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < marked.length; i++) {
            if (!CODES.contains(type.getSimpleName() + "." + components[i].getName())) {
                marked[i] = marked(marked[i]);
            }
        }
        assertThat(construct(type, marked).toString()).as("%s", type).doesNotContain(MARKER);
    }

    /** Texts of a form of their own stay: they cannot carry anything else. */
    private static @Nullable Object marked(@Nullable Object value) {
        if ("word".equals(value)) {
            return MARKER;
        } else if (value instanceof Content) {
            return new Content.Text(MARKER);
        } else if (Map.of("word", "word").equals(value)) {
            return Map.of(MARKER, MARKER);
        }
        return List.of("word").equals(value) ? List.of(MARKER) : value;
    }

    private static Stream<?> hostile(Type type, String name) {
        if (type == String.class) {
            return Stream.of("\uD83D", "a\uDE00b", "\0", TOO_LONG);
        } else if (type == Instant.class) {
            return Stream.of(Instant.MIN, Instant.MAX);
        } else if (type == Duration.class) {
            return Stream.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE));
        } else if (type == double.class) {
            return Stream.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
        } else if (type == int.class) {
            return Stream.of(Integer.MIN_VALUE);
        } else if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class ? hostileMaps(of, name) : hostileCollections(generic, name);
        }
        return Stream.of();
    }

    private static Stream<?> hostileMaps(Type[] of, String name) {
        Object key = sampleOf(of[0], name);
        Object value = sampleOf(of[1], name);
        Map<Object, Object> many = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            many.put(of[0] == String.class ? "k" + i : new io.github.parlor.id.SkillId("k" + i), value);
        }
        return Stream.of(
                        Stream.of(Collections.singletonMap(key, null), Collections.singletonMap(null, value), many),
                        hostile(of[0], name).map(bad -> Map.of(bad, value)),
                        hostile(of[1], name).map(bad -> Map.of(key, bad)),
                        of[1] == Integer.class ? Stream.of(Map.of(key, -1), Map.of(key, 11)) : Stream.of(),
                        of[1] == Long.class ? Stream.of(Map.of(key, -1L)) : Stream.of())
                .flatMap(each -> each);
    }

    private static Stream<?> hostileCollections(ParameterizedType type, String name) {
        Type of = type.getActualTypeArguments()[0];
        boolean set = type.getRawType() == Set.class;
        Collection<Object> holed = set ? new java.util.HashSet<>() : new ArrayList<>();
        holed.add(sampleOf(of, name));
        holed.add(null);
        Stream<?> many = set
                ? Stream.of(Stream.iterate(0, i -> i + 1)
                        .limit(100)
                        .map(i -> new io.github.parlor.id.TeamId("t" + i))
                        .collect(java.util.stream.Collectors.toSet()))
                : Stream.of(Collections.nCopies(300, sampleOf(of, name)));
        return Stream.of(Stream.of(holed), many, hostile(of, name).map(bad -> set ? Set.of(bad) : List.of(bad)))
                .flatMap(each -> each);
    }

    private static void forEach(Class<?> type, BiConsumer<RecordComponent, Integer> test) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            test.accept(components[i], i);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(Bounds.present("subclasses", type.getPermittedSubclasses()))
                        .flatMap(ValueTypesTest::leaves)
                : Stream.of(type);
    }

    private static String shortPackage(Class<?> type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }
}
