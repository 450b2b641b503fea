package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Result;
import io.github.parlor.Resumption;
import io.github.parlor.ShopSettings;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.json.Goldens.Golden;
import io.github.parlor.message.Content;
import io.github.parlor.visit.VisitEvent;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenario 43: what was written once is read for ever, and written again in the same words. */
class GoldenFilesTest {
    private static final Map<String, Class<?>> FAMILIES = Map.of(
            "event", ChatEvent.class,
            "content", Content.class,
            "command", Command.class,
            "visit", VisitEvent.class,
            "availability", Availability.class,
            "result", Result.class,
            "resumption", Resumption.class);

    static List<Golden> goldens() {
        return Goldens.all();
    }

    static Set<String> families() {
        return FAMILIES.keySet();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void scenario_43_a_golden_file_decodes_and_encodes_identically(Golden golden) {
        JsonDocument<Object> document = golden.format().readDocument(golden.json());
        assertThat(document.unknown()).isEmpty();
        assertThat(golden.format().write(document.value())).isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("families")
    void every_member_of_a_sealed_family_has_a_golden_file_and_nothing_else_has(String folder) {
        var names = new TreeSet<String>();
        Samples.leaves(Bounds.present(folder, FAMILIES.get(folder))).forEach(leaf -> names.add(leaf.getSimpleName()));
        assertThat(Goldens.in(folder)).extracting(Golden::name).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("families")
    void a_golden_file_is_of_the_member_it_is_named_after(String folder) {
        for (Golden golden : Goldens.in(folder)) {
            Object value = golden.format().read(golden.json());
            Object member = value instanceof EventRecord record ? record.event() : value;
            assertThat(member.getClass().getSimpleName()).isEqualTo(golden.name());
        }
    }

    @Test
    void each_kind_of_schedule_has_a_golden_file() {
        assertThat(Goldens.in("schedule"))
                .extracting(Golden::name)
                .containsExactly("Intersection", "OpeningHours", "Override", "Union");
    }

    @Test
    void the_names_of_constants_are_frozen_too() throws IOException {
        var constants = new TreeMap<String, String>();
        var seen = new HashSet<Type>();
        for (Class<?> root : List.of(EventRecord.class, Rejection.class, ShopSettings.class)) {
            collect(root, seen, constants);
        }
        FAMILIES.values().forEach(family -> Samples.leaves(family).forEach(leaf -> collect(leaf, seen, constants)));
        Samples.leaves(ScheduleForm.class).forEach(leaf -> collect(leaf, seen, constants));
        StringBuilder lines = new StringBuilder();
        constants.forEach(
                (type, names) -> lines.append(type).append(": ").append(names).append('\n'));
        assertThat(lines.toString()).isEqualTo(Files.readString(Goldens.ROOT.resolve("constants.txt")));
    }

    private static void collect(Type type, Set<Type> seen, Map<String, String> constants) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, seen, constants);
            }
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            String name = plain.getName().substring(plain.getPackageName().length() + 1);
            List<String> names = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            constants.put(name.replace('$', '.'), String.join(", ", names));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), seen, constants);
            }
        }
    }
}
