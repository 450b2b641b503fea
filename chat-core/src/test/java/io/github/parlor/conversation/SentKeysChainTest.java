package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentKeysChainTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    /** A key and whose it is. */
    private record Asked(Actor author, @Nullable ClientKey key) {
        static Asked of(Message message) {
            return new Asked(message.author(), message.clientKey());
        }
    }

    private final IdSource ids = IdSource.seeded(1);

    /** "Aa" and "BB" have one hash code, so that a look at the hashes alone would find the wrong key. */
    private static final List<String> WORDS = List.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa");

    @Test
    void the_last_64_keys_are_found_and_none_before_them() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SentKeys keys = SentKeys.NONE;
            List<Asked> naive = new ArrayList<>();
            for (int sequence = 1; sequence <= 300; sequence++) {
                Message message = message(random, sequence);
                keys = keys.plus(record(sequence, message), message);
                naive.add(Asked.of(message));
                Asked asked = naive.get(random.nextInt(naive.size()));
                assertThat(found(keys, asked))
                        .as("seed %d, sequence %d", seed, sequence)
                        .isEqualTo(
                                naive.subList(Math.max(0, naive.size() - SentKeys.MAX), naive.size())
                                                .contains(asked)
                                        ? Long.valueOf(naive.lastIndexOf(asked) + 1L)
                                        : null);
            }
        }
    }

    @Test
    void the_same_messages_lead_to_equal_keys() {
        SentKeys one = SentKeys.NONE;
        SentKeys other = SentKeys.NONE;
        for (int sequence = 1; sequence <= 200; sequence++) {
            Message message = message(new SplittableRandom(sequence), sequence);
            EventRecord record = record(sequence, message);
            assertThat(one).as("sequence %d", sequence).isEqualTo(other).hasSameHashCodeAs(other);
            one = one.plus(record, message);
            assertThat(one).as("sequence %d", sequence).isNotEqualTo(other);
            other = other.plus(record, message);
        }
    }

    @Test
    void a_key_is_forgotten_when_its_time_is_over() {
        Message message = message(new SplittableRandom(1), 1);
        SentKeys keys = SentKeys.NONE.plus(record(1, message), message);
        Asked key = Asked.of(message);

        assertThat(keys.find(key.author(), key.key(), START.plus(DAY).minusNanos(1), DAY))
                .isNotNull();
        assertThat(keys.find(key.author(), key.key(), START.plus(DAY), DAY)).isNull();
    }

    private static @Nullable Long found(SentKeys keys, Asked asked) {
        SentKeys.Entry entry = keys.find(asked.author(), asked.key(), START, DAY);
        return entry == null ? null : entry.sequence();
    }

    private Message message(SplittableRandom random, int sequence) {
        String word = WORDS.get(random.nextInt(WORDS.size())) + sequence / 3;
        DeviceId device = new DeviceId(random.nextBoolean() ? "phone" : "laptop");
        return new Message(
                new MessageId(ids.next(START)),
                new Actor(Actor.Kind.CONTACT, random.nextBoolean() ? "anna" : "bert"),
                new Content.Text("Hello"),
                "Hello",
                Visibility.PUBLIC,
                new ClientKey(device, word),
                false);
    }

    private EventRecord record(long sequence, Message message) {
        ConversationId id = new ConversationId("c");
        return new EventRecord(
                new EventId(ids.next(START)),
                new TenantId("acme"),
                StreamId.of(id),
                sequence,
                sequence,
                new Moment(START, 0, 1),
                START,
                message.author(),
                null,
                EventRecord.SCHEMA_VERSION,
                new MessagePosted(new SessionId(id, 1), message));
    }
}
