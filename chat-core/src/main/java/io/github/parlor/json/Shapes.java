package io.github.parlor.json;

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
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The shapes of all types by type: scalars and families are registered by hand, collections and records of our own follow
 * from their declarations. Filled while the formats are built, immutable afterwards.
 */
final class Shapes {
    private static final Map<String, Currency> CURRENCIES =
            Currency.getAvailableCurrencies().stream().collect(Collectors.toMap(Currency::getCurrencyCode, c -> c));

    private final Map<Type, Shape<?>> shapes = new HashMap<>();

    Shapes() {
        scalars();
        times();
        ids();
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
        id(DeviceId.class, DeviceId::new, DeviceId::value);
        id(TriggerId.class, TriggerId::new, TriggerId::value);
        id(OrderId.class, OrderId::new, OrderId::value);
        id(ConversationId.class, ConversationId::new, ConversationId::value);
        id(EventId.class, EventId::of, EventId::toString);
        id(MessageId.class, MessageId::of, MessageId::toString);
        id(OfferId.class, OfferId::of, OfferId::toString);
        id(InvitationId.class, InvitationId::of, InvitationId::toString);
    }

    private <T> void id(Class<T> type, TextShape.Parser<T> parser, Function<T, String> printer) {
        text(type, "an identifier", parser, printer);
    }

    private <T> void text(Class<T> type, String expected, TextShape.Parser<T> parser, Function<T, String> printer) {
        shapes.put(type, new TextShape<>(expected, parser, printer));
    }

    private void both(Type primitive, Type boxed, Shape<?> shape) {
        shapes.put(primitive, shape);
        shapes.put(boxed, shape);
    }

    <T> void family(Class<T> type, Shape<T> shape) {
        shapes.put(type, shape);
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
                return Collections.list(of(arguments[0]));
            } else if (generic.getRawType() == Set.class) {
                return Collections.set(of(arguments[0]));
            } else if (generic.getRawType() == Map.class && of(arguments[0]) instanceof TextShape<?> key) {
                return Collections.map(key, of(arguments[1]));
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
        return TextShape.constants((Class) type);
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

        static Instant instant(String text) {
            if (!text.endsWith("Z")) {
                throw new IllegalArgumentException(text);
            }
            return Instant.parse(text);
        }
    }
}
