package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.Availability.Alternative;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.triggers.Condition;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One table of names, defaults and ranges, held against a record whose components have their defaults: every component
 * has its row, in order; the default is shown; both ends of the range are taken and nothing beyond them.
 */
final class DefaultsTable {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*)\\|");
    private static final Pattern SPAN =
            Pattern.compile("(more than )?(-?[\\d,]+) to ([\\d,]+)(?: (days?|h|characters))?(?: or `null`)?");
    private static final Pattern MOST = Pattern.compile("at most ([\\d,]+)");

    /** Components whose default is a value of its own, in the words of the page. */
    private static final Map<String, String> WORDS = Map.of(
            "policy", "[below](#conversations)",
            "schedule", "always",
            "displayName", "the id",
            "target", "anyone");

    private static final Map<String, IntFunction<Object>> OF_SIZE = Map.of(
            "transferTeams", n -> set(n, i -> new TeamId("team-" + i)),
            "teams", n -> set(n, i -> new TeamId("team-" + i)),
            "bots", n -> set(n, i -> new BotId("bot-" + i)),
            "alternatives", n -> new ArrayList<>(set(n, i -> new Alternative("PHONE", "+" + i))),
            "conditions", n -> new ArrayList<>(set(n, i -> Condition.page("/" + i))),
            "channelGroups", n -> map(n, i -> new ChannelId("channel-" + i), "group"),
            "skills", n -> map(n, i -> new SkillId("skill-" + i), 1));

    private record Row(String shown, String range) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private DefaultsTable(String section) {
        ROW.matcher(section)
                .results()
                .forEach(row -> rows.put(
                        row.group(1), new Row(row.group(2).strip(), row.group(3).strip())));
    }

    static DefaultsTable of(Page page, String heading) throws IOException {
        String text = page.text();
        int from = text.indexOf("\n## " + heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int to = text.indexOf("\n## ", from + 1);
        return new DefaultsTable(text.substring(from, to < 0 ? text.length() : to));
    }

    void hold(Record defaults) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(components).map(RecordComponent::getName).toList());
        for (RecordComponent component : components) {
            String name = component.getName();
            Row row = rows.getOrDefault(name, new Row("", ""));
            Object value = call(() -> component.getAccessor().invoke(defaults));
            if (!row.shown().equals("required")) {
                assertThat(row.shown()).as(name).isEqualTo(WORDS.getOrDefault(name, shown(value)));
            }
            holdRange(defaults, component, row.range());
        }
    }

    private static void holdRange(Record defaults, RecordComponent component, String range) {
        String name = component.getName();
        Matcher span = SPAN.matcher(range);
        Matcher most = MOST.matcher(range);
        if (span.matches()) {
            int low = number(span.group(2));
            int high = number(span.group(3));
            String unit = span.group(4);
            takes(defaults, component, value(component, high, unit), true);
            takes(defaults, component, beyond(component, high, unit), false);
            takes(defaults, component, value(component, low, unit), span.group(1) == null);
            if (component.getType() != Duration.class) {
                takes(defaults, component, value(component, low - 1, unit), false);
            }
            boolean optional = range.endsWith("or `null`");
            if (!component.getType().isPrimitive()) {
                takes(defaults, component, null, optional);
            }
        } else if (most.matches()) {
            int size = number(most.group(1));
            takes(defaults, component, value(component, size, null), true);
            takes(defaults, component, value(component, size + 1, null), false);
        } else if (component.getType().isEnum()) {
            assertThat(range)
                    .as(name)
                    .isEqualTo(Arrays.stream(component.getType().getEnumConstants())
                            .map(DefaultsTable::shown)
                            .collect(Collectors.joining(", ")));
        } else if (component.getType() == boolean.class) {
            assertThat(range).as(name).isEqualTo("`true`, `false`");
        } else {
            assertThat(range).as(name).isIn("", "one of `bots` or `null`");
        }
    }

    /** The record with one value in place of the default is made, or refused. */
    private static void takes(Record defaults, RecordComponent component, @Nullable Object value, boolean expected) {
        RecordComponent[] all = defaults.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[all.length];
        for (int i = 0; i < all.length; i++) {
            RecordComponent each = all[i];
            values[i] = each.getName().equals(component.getName())
                    ? value
                    : call(() -> each.getAccessor().invoke(defaults));
        }
        Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        boolean taken = isMade(() -> defaults.getClass().getConstructor(types).newInstance(values));
        assertThat(taken).as("%s of %s", component.getName(), value).isEqualTo(expected);
    }

    /** Returns a value of the component's type that is so large, or long, or has so many elements. */
    private static @Nullable Object value(RecordComponent component, int size, @Nullable String unit) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return "h".equals(unit) ? Duration.ofHours(size) : Duration.ofDays(size);
        }
        if (type == int.class) {
            return size;
        }
        if (type == String.class) {
            return "x".repeat(size);
        }
        return OF_SIZE.getOrDefault(component.getName(), n -> component).apply(size);
    }

    private static @Nullable Object beyond(RecordComponent component, int high, @Nullable String unit) {
        return component.getType() == Duration.class && value(component, high, unit) instanceof Duration longest
                ? longest.plusNanos(1)
                : value(component, high + 1, unit);
    }

    private static String shown(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Enum) {
            return "`" + value + "`";
        }
        if (value instanceof Integer number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        if (value instanceof Duration duration) {
            return shown(duration);
        }
        return List.of(List.of(), Set.of(), Map.of()).contains(value) ? "empty" : value.toString();
    }

    private static String shown(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds == 86_400 ? "1 day" : seconds / 86_400 + " days";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static int number(String shown) {
        return Integer.parseInt(shown.replace(",", ""));
    }

    private static <T> Set<T> set(int size, IntFunction<T> element) {
        return IntStream.range(0, size).mapToObj(element).collect(Collectors.toSet());
    }

    private static <K, V> Map<K, V> map(int size, IntFunction<K> key, V value) {
        Map<K, V> map = new HashMap<>();
        set(size, key).forEach(each -> map.put(each, value));
        return map;
    }

    private interface Reflected {
        @Nullable
        Object call() throws ReflectiveOperationException;
    }

    private static @Nullable Object call(Reflected reflected) {
        try {
            return reflected.call();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static boolean isMade(Reflected made) {
        try {
            made.call();
            return true;
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(InvalidValueException.class);
            return false;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
