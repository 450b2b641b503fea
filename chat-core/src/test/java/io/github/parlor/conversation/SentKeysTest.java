package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.ANNA;
import static io.github.parlor.conversation.Story.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.EventId;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The remembered keys beside a list of everything. */
class SentKeysTest {
    private static final Duration RETENTION = Duration.ofMinutes(10);

    /** Remembers everything and looks through all of it. */
    private static final class Everything {
        private record Sent(Actor author, ClientKey key, String text, long sequence, Instant at) {}

        private final List<Sent> all = new ArrayList<>();

        @Nullable
        Sent find(Actor author, ClientKey key, Instant now) {
            List<Sent> newest = all.subList(Math.max(0, all.size() - SentKeys.MAX), all.size());
            Sent found = null;
            for (Sent sent : newest) {
                if (sent.author().equals(author) && sent.key().equals(key)) {
                    found = sent;
                }
            }
            return found != null && Duration.between(found.at(), now).compareTo(RETENTION) < 0 ? found : null;
        }
    }

    private static EventRecord posted(long sequence, Instant at, Actor author, @Nullable ClientKey key, String text) {
        Message message = new Message(
                new MessageId(new UUID(1, sequence)),
                author,
                new Content.Text(text),
                text,
                Visibility.PUBLIC,
                key,
                false);
        return new EventRecord(
                new EventId(new UUID(2, sequence)),
                new TenantId("acme"),
                StreamId.of(Story.ID),
                sequence,
                sequence,
                new Moment(at, sequence, 1),
                at,
                author,
                null,
                1,
                new MessagePosted(new SessionId(Story.ID, 1), message));
    }

    @Test
    void what_is_found_is_what_a_list_of_everything_finds_also_when_the_wall_clock_steps_back() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Everything naive = new Everything();
            SentKeys keys = SentKeys.NONE;
            Instant now = Story.MONDAY_NOON;
            for (int sequence = 1; sequence <= 500; sequence++) {
                now = now.plusSeconds(random.nextInt(-20, 40));
                Actor author = random.nextBoolean() ? Actor.contact(ANNA) : Actor.agent(MAX);
                ClientKey key = new ClientKey(new DeviceId("d" + random.nextInt(2)), "k" + random.nextInt(60));
                String text = "text " + random.nextInt(3);

                Everything.Sent expected = naive.find(author, key, now);
                SentKeys.Entry actual = keys.find(author, key, now, RETENTION);
                assertThat(actual == null ? null : actual.sequence())
                        .as("seed %d, sequence %d", seed, sequence)
                        .isEqualTo(expected == null ? null : expected.sequence());

                ClientKey sent = random.nextInt(5) == 0 ? null : key;
                EventRecord record = posted(sequence, now, author, sent, text);
                keys = keys.plus(record, ((MessagePosted) record.event()).message());
                if (sent != null) {
                    naive.all.add(new Everything.Sent(author, key, text, sequence, now));
                }
            }
        }
    }

    @Test
    void the_oldest_key_is_forgotten_when_there_are_too_many() {
        SentKeys keys = SentKeys.NONE;
        for (int i = 1; i <= SentKeys.MAX + 1; i++) {
            EventRecord record =
                    posted(i, Story.MONDAY_NOON, Actor.agent(MAX), new ClientKey(Story.LAPTOP, "k" + i), "text");
            keys = keys.plus(record, ((MessagePosted) record.event()).message());
        }

        assertThat(keys.find(Actor.agent(MAX), new ClientKey(Story.LAPTOP, "k1"), Story.MONDAY_NOON, RETENTION))
                .isNull();
        assertThat(keys.find(Actor.agent(MAX), new ClientKey(Story.LAPTOP, "k2"), Story.MONDAY_NOON, RETENTION))
                .isNotNull()
                .extracting(SentKeys.Entry::sequence)
                .isEqualTo(2L);
    }

    @Test
    void keys_are_equal_by_what_they_remember() {
        EventRecord record = posted(1, Story.MONDAY_NOON, Actor.agent(MAX), new ClientKey(Story.LAPTOP, "k"), "text");
        Message message = ((MessagePosted) record.event()).message();

        assertThat(SentKeys.NONE.plus(record, message))
                .isEqualTo(SentKeys.NONE.plus(record, message))
                .hasSameHashCodeAs(SentKeys.NONE.plus(record, message))
                .isNotEqualTo(SentKeys.NONE)
                .hasToString("SentKeys[1]");
    }
}
