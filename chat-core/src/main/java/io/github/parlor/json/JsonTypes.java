package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.time.OpenRange;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The types that can be written as JSON: everything of this module, and what a host adds. Single-owner while types are
 * added; the formats it returns are immutable.
 *
 * <pre>{@code
 * JsonFormat<Desk> format = JsonTypes.of(MethodHandles.lookup())
 *         .family(Lamp.class, Map.of("Bulb", Bulb.class, "Candle", Candle.class))
 *         .defaults(Drawer.class, Drawer.EMPTY)
 *         .format(Desk.class);
 * }</pre>
 *
 * <p>A record is an object with one field per component, whose constructor says with {@link
 * io.github.parlor.bounds.InvalidValueException} what it does not take; it is asked with null for what is not there. Lists,
 * sets, maps, enums and records as components need not be added.
 */
public final class JsonTypes {
    private static final Map<String, Currency> CURRENCIES =
            Currency.getAvailableCurrencies().stream().collect(Collectors.toMap(Currency::getCurrencyCode, c -> c));

    private final Map<Type, Shape<?>> shapes = new HashMap<>();
    private final MethodHandles.Lookup lookup;

    /** Begins with scalars alone. */
    JsonTypes() {
        lookup = MethodHandles.lookup();
        scalars();
        times();
        ids();
    }

    private JsonTypes(JsonTypes known, MethodHandles.Lookup lookup) {
        this.lookup = lookup;
        shapes.putAll(known.shapes);
    }

    /**
     * Returns the types of this module, to add others to.
     *
     * @param lookup with the access to the records that will be added
     */
    public static JsonTypes of(MethodHandles.Lookup lookup) {
        return new JsonTypes(Formats.TYPES, Bounds.present("lookup", lookup));
    }

    /**
     * Adds a closed family, whose members are told apart by the field {@code type}. What members are made of is added before.
     *
     * @param members name in JSON to record
     * @throws IllegalStateException if a member is not a record that can be written
     */
    public <T> JsonTypes family(Class<T> type, Map<String, ? extends Class<? extends T>> members) {
        FamilyShape<T> family = register(type, new FamilyShape<>(this));
        new TreeMap<>(members).forEach(family::member);
        return this;
    }

    /**
     * Adds a record whose components have the values of {@code whole} where a document leaves them out.
     *
     * @param required names of components without a default, such as the id of a configured thing
     * @throws IllegalStateException if it is not a record that can be written, or has no such component
     */
    public <R extends Record> JsonTypes defaults(Class<R> type, R whole, String... required) {
        register(type, new RecordShape<>(type, this, whole, Set.of(required)));
        return this;
    }

    /**
     * Returns the format of a type.
     *
     * @throws IllegalStateException if it is neither known nor a record that can be written
     */
    public <T> JsonFormat<T> format(Class<T> type) {
        return new JsonFormat<>(of(type));
    }

    MethodHandles.Lookup lookup() {
        return lookup;
    }

    private void scalars() {
        text(String.class, "a string", text -> text, text -> text);
        text(URI.class, "an address", URI::new, URI::toString);
        text(Currency.class, "an ISO 4217 code", Texts::currency, Currency::getCurrencyCode);
        both(boolean.class, Boolean.class, shape(Source::bool, Sink::bool));
        both(int.class, Integer.class, shape(Source::integer, (out, value) -> out.whole(value)));
        both(long.class, Long.class, shape(in -> in.whole(Long.MIN_VALUE, Long.MAX_VALUE), Sink::whole));
        both(double.class, Double.class, shape(Source::number, Sink::number));
    }

    private void times() {
        text(Instant.class, "an ISO 8601 instant like 2026-03-01T09:30:00Z", Texts::instant, Instant::toString);
        text(Duration.class, "an ISO 8601 duration like PT1M30S", Duration::parse, Duration::toString);
        text(LocalDate.class, "an ISO 8601 date like 2026-03-01", LocalDate::parse, LocalDate::toString);
        text(ZoneId.class, "a time zone like Europe/Paris", ZoneId::of, ZoneId::getId);
        text(OpenRange.class, "a range like 09:00-12:30", OpenRange::parse, OpenRange::toString);
    }

    private void ids() {
        id(TenantId.class, TenantId::new, TenantId::value);
        id(ContactId.class, ContactId::new, ContactId::value);
        id(VisitorId.class, VisitorId::new, VisitorId::value);
        id(AgentId.class, AgentId::new, AgentId::value);
        id(BotId.class, BotId::new, BotId::value);
        id(TeamId.class, TeamId::new, TeamId::value);
        id(SkillId.class, SkillId::new, SkillId::value);
        id(ChannelId.class, ChannelId::new, ChannelId::value);
        id(QueueId.class, QueueId::new, QueueId::value);
        id(DeviceId.class, DeviceId::new, DeviceId::value);
        id(TriggerId.class, TriggerId::new, TriggerId::value);
        id(OrderId.class, OrderId::new, OrderId::value);
        id(ConversationId.class, ConversationId::new, ConversationId::value);
        id(EventId.class, EventId::of, EventId::toString);
        id(MessageId.class, MessageId::of, MessageId::toString);
        id(OfferId.class, OfferId::of, OfferId::toString);
        id(InvitationId.class, InvitationId::of, InvitationId::toString);
    }

    private <T> void id(Class<T> type, Shape.Text.Parser<T> parser, Function<T, String> printer) {
        text(type, "an identifier", parser, printer);
    }

    private <T> void text(Class<T> type, String expected, Shape.Text.Parser<T> parser, Function<T, String> printer) {
        shapes.put(type, new Shape.Text<>(expected, parser, printer));
    }

    private void both(Type primitive, Type boxed, Shape<?> shape) {
        shapes.put(primitive, shape);
        shapes.put(boxed, shape);
    }

    <T, S extends Shape<T>> S register(Class<T> type, S shape) {
        shapes.put(type, shape);
        return shape;
    }

    @SuppressWarnings("unchecked")
    <T> Shape<T> of(Class<T> type) {
        return (Shape<T>) of((Type) type);
    }

    Shape<?> of(Type type) {
        Shape<?> shape = shapes.get(type);
        if (shape == null) {
            shape = derive(type);
            shapes.put(type, shape);
        }
        return shape;
    }

    private Shape<?> derive(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ArrayShape<>(of(arguments[0]), ArrayList::new);
            } else if (generic.getRawType() == Set.class) {
                return new ArrayShape<>(of(arguments[0]), LinkedHashSet::new);
            } else if (generic.getRawType() == Map.class && of(arguments[0]) instanceof Shape.Text<?> key) {
                return new MapShape<>(key, of(arguments[1]));
            }
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            return new RecordShape<>(plain, null, Map.of(), this);
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            return constants(plain);
        }
        throw new IllegalStateException(type + " has no JSON");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Shape<?> constants(Class<?> type) {
        return Shape.Text.constants((Class) type);
    }

    private static <T> Shape<T> shape(Reading<T> reading, Writing<T> writing) {
        return new Shape<>() {
            @Override
            public T read(Source in) throws IOException {
                return reading.read(in);
            }

            @Override
            public void write(Sink out, T value) throws IOException {
                writing.write(out, value);
            }
        };
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(Source in) throws IOException;
    }

    @FunctionalInterface
    private interface Writing<T> {
        void write(Sink out, T value) throws IOException;
    }

    /** Stricter than the readers of the JDK where those accept more than one spelling. */
    private static final class Texts {
        static Currency currency(String code) {
            Currency currency = CURRENCIES.get(code);
            if (currency == null) {
                throw new IllegalArgumentException(code);
            }
            return currency;
        }

        /** The usual spelling by hand, which takes a fifth of the time; all others, and all mistakes, by the JDK. */
        static Instant instant(String text) {
            int length = text.length();
            if (length < 20 || length > 30) {
                return slowInstant(text);
            }
            int nanos = fraction(text, length - 1);
            int year = digits(text, 0, 4, '-');
            int month = digits(text, 5, 7, '-');
            int day = digits(text, 8, 10, 'T');
            int hour = digits(text, 11, 13, ':');
            int minute = digits(text, 14, 16, ':');
            int second = digits(text, 17, 19, length == 20 ? 'Z' : '.');
            if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
                return slowInstant(text);
            }
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
        }

        private static Instant slowInstant(String text) {
            if (!text.endsWith("Z")) {
                throw new IllegalArgumentException(text);
            }
            return Instant.parse(text);
        }

        /** Returns the number in {@code [from, to)}, or -1 if it is none or {@code after} does not follow. */
        private static int digits(String text, int from, int to, char after) {
            int number = 0;
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                number = number * 10 + digit;
            }
            return text.charAt(to) == after ? number : -1;
        }

        private static int fraction(String text, int end) {
            if (end < 21) {
                return end == 19 ? 0 : -1;
            }
            int nanos = digits(text, 20, end, 'Z');
            for (int i = end; nanos >= 0 && i < 29; i++) {
                nanos *= 10;
            }
            return nanos;
        }
    }

    /** A list or set as an array, in order. */
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

    /** A map as an object whose fields are the keys, in order. */
    private record MapShape<K, V>(Shape.Text<K> key, Shape<V> value) implements Shape<Map<K, V>> {
        @Override
        public Map<K, V> read(Source in) throws IOException {
            in.expect(JsonToken.START_OBJECT, "an object");
            Map<K, V> entries = new LinkedHashMap<>();
            while (in.next() == JsonToken.FIELD_NAME) {
                String name = in.name();
                K parsed = key.parse(in, name);
                in.next();
                if (entries.put(parsed, value.read(in)) != null) {
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
