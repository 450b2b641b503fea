package io.github.parlor.json;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Cart;
import io.github.parlor.commerce.CartLine;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Product;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.UnknownEvent;
import io.github.parlor.message.Content;
import io.github.parlor.time.OpenRange;
import io.github.parlor.time.Schedule;
import io.github.parlor.time.SpecialDay;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random valid values of any type: records by their components, drawn again while their constructor refuses them; by hand
 * only where a draw would almost never be valid. A new type needs nothing here.
 */
final class Samples {
    private static final int ATTEMPTS = 2_000;
    private static final List<String> LETTERS =
            List.of("a", "Z", "0", "é", "漢", "👟", "\"", "\\", "/", "<", "'", "{", ":");

    private final SplittableRandom random;
    private final Map<Type, Supplier<?>> makers = new HashMap<>();

    Samples(long seed) {
        random = new SplittableRandom(seed);
        makers.put(boolean.class, random::nextBoolean);
        makers.put(int.class, () -> (int) number());
        makers.put(Integer.class, () -> (int) number());
        makers.put(long.class, this::number);
        makers.put(Long.class, this::number);
        makers.put(double.class, this::fraction);
        makers.put(String.class, this::text);
        makers.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        makers.put(Instant.class, this::instant);
        makers.put(Duration.class, () -> Duration.ofSeconds(random.nextInt(200_000), random.nextInt(2) * 1_000_000L));
        makers.put(Currency.class, () -> Currency.getInstance(pick(List.of("EUR", "JPY", "USD"))));
        makers.put(URI.class, () -> URI.create("https://shop.example/" + random.nextInt(1_000)));
        makers.put(LocalDate.class, () -> LocalDate.of(2026, 1, 1).plusDays(random.nextInt(3_000)));
        makers.put(LocalTime.class, () -> LocalTime.of(random.nextInt(24), random.nextInt(60)));
        makers.put(ZoneId.class, () -> ZoneId.of(pick(List.of("Europe/Paris", "Asia/Tokyo", "UTC", "+01:00"))));
        makers.put(Estimate.class, this::estimate);
        makers.put(Cart.class, this::cart);
        makers.put(ImportFinished.class, this::importFinished);
        makers.put(Content.File.class, () -> {
            String mediaType = pick(List.of("application/pdf", "text/plain; charset=utf-8", "image/svg+xml"));
            return new Content.File(of(URI.class), text(), mediaType, number());
        });
        makers.put(Schedule.class, () -> schedule(2));
        makers.put(ScheduleForm.class, () -> ScheduleForm.of(schedule(1)));
        makers.put(SpecialDay.class, this::specialDay);
        makers.put(Content.Unknown.class, () -> {
            String type = "New" + random.nextInt(9);
            return new Content.Unknown(type, stranger(type));
        });
        makers.put(UnknownEvent.class, () -> {
            String type = "New" + random.nextInt(9);
            return new UnknownEvent(type, stranger(type));
        });
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        Supplier<?> maker = makers.get(type);
        if (maker != null) {
            return maker.get();
        } else if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return pick(List.of(plain.getEnumConstants()));
        } else if (plain.isSealed()) {
            return value(pick(List.of(plain.getPermittedSubclasses())));
        }
        return record(plain);
    }

    private Object collection(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        int size = random.nextInt(4);
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(value(arguments[0]), value(arguments[1]));
            }
            return map;
        }
        Collection<Object> elements = type.getRawType() == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(value(arguments[0]));
        }
        return elements;
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            @Nullable Object[] values = new @Nullable Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boolean absent = isNullable(components[i]) && random.nextBoolean();
                values[i] = absent ? null : value(components[i].getGenericType());
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof InvalidValueException)) {
                    throw new AssertionError(type.toString(), e.getCause());
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type.toString(), e);
            }
        }
        throw new AssertionError("no valid " + type + " in " + ATTEMPTS + " attempts");
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Mostly small, because most bounds are; sometimes as large as bounds allow. */
    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1, 2, 3 -> 1 + random.nextInt(10);
            case 4 -> random.nextInt(1_000_000);
            default -> Integer.MAX_VALUE;
        };
    }

    private double fraction() {
        return random.nextBoolean() ? random.nextDouble() * 90 : (random.nextInt(181) - 90) * 1e-9;
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(pick(LETTERS));
        }
        return text.toString();
    }

    private Instant instant() {
        Instant start = Instant.parse("1901-01-01T00:00:00Z").plusSeconds(random.nextLong(8_000L * 31_556_952L));
        return switch (random.nextInt(3)) {
            case 0 -> start;
            case 1 -> start.plusMillis(random.nextInt(1_000));
            default -> start.plusNanos(random.nextInt(1_000_000_000));
        };
    }

    private Estimate estimate() {
        Duration low = Duration.ofSeconds(random.nextInt(100));
        return random.nextBoolean()
                ? Estimate.unknown(instant())
                : new Estimate(low, low.plusSeconds(random.nextInt(9)), Estimate.Basis.RECENT_WAITS, 7, instant());
    }

    private Cart cart() {
        Currency currency = of(Currency.class);
        List<CartLine> lines = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Money price = new Money(random.nextInt(100_000), currency);
            lines.add(new CartLine(new Product(text(), text(), price, ""), 1 + random.nextInt(9)));
        }
        return new Cart(currency, lines);
    }

    private ImportFinished importFinished() {
        long rows = random.nextInt(1_000_000);
        return new ImportFinished(
                text(), rows, rows / 3, rows / 4, rows / 5, Map.of("PS", rows / 2, text(), rows / 9), Map.of());
    }

    private Schedule schedule(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            var builder = Schedule.builder(of(ZoneId.class));
            for (int i = random.nextInt(5); i > 0; i--) {
                builder.open(of(java.time.DayOfWeek.class), of(OpenRange.class).toString());
            }
            if (random.nextBoolean()) {
                builder.special(specialDay()).validFrom(instant());
            }
            return builder.build();
        }
        Schedule first = schedule(depth - 1);
        Schedule second = schedule(depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> Schedule.union(first, second);
            case 1 -> Schedule.intersection(first);
            default -> first.over(second);
        };
    }

    private SpecialDay specialDay() {
        var kind = of(SpecialDay.Kind.class);
        List<OpenRange> ranges = kind == SpecialDay.Kind.CLOSED ? List.of() : List.of(of(OpenRange.class));
        return new SpecialDay(kind, of(LocalDate.class), random.nextBoolean(), ranges, text());
    }

    private String stranger(String type) {
        return "{\"type\":\"" + type + "\",\"deep\":[" + random.nextInt(10) + ".50,{\"x\":null}]}";
    }

    /** Returns the leaf types of a family of sealed interfaces. */
    static List<Class<?>> leaves(Class<?> type) {
        List<Class<?>> leaves = new ArrayList<>();
        if (type.isSealed()) {
            for (Class<?> sub : Bounds.present("subclasses", type.getPermittedSubclasses())) {
                leaves.addAll(leaves(sub));
            }
        } else {
            leaves.add(type);
        }
        return leaves;
    }
}
