package io.github.parlor.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456789Z");

    @Test
    void a_uuid_is_read_in_either_case_and_written_in_lower_case() {
        String text = "0195512f-6e7b-7ABC-9DEF-0123456789ab";

        assertThat(MessageId.of(text)).isEqualTo(MessageId.of(text.toUpperCase(java.util.Locale.ROOT)));
        assertThat(MessageId.of(text)).hasToString("0195512f-6e7b-7abc-9def-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1", // UUID.fromString reads this
                "0195512f6e7b7abc9def0123456789ab",
                "0195512f-6e7b-7abc-9def-0123456789a",
                "0195512f-6e7b-7abc-9def-0123456789abc",
                "0195512f-6e7b-7abc-9def-0123456789ag",
                "0195512f-6e7b-7abc-9def+0123456789ab",
                "0195512-f6e7b-7abc-9def-0123456789ab",
                " 195512f-6e7b-7abc-9def-0123456789ab",
                "{195512f-6e7b-7abc-9def-0123456789a}",
                "٠195512f-6e7b-7abc-9def-0123456789ab" // an Arabic zero
            })
    void whatever_else_reads_almost_like_a_uuid_is_refused(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> EventId.of(text))
                .withMessage("event: expected a UUID of 36 characters, got '" + text + "'");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks hands in
    void null_is_refused() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> OfferId.of(null))
                .withMessage("offer: expected a value, got null");
        for (IdSource source : List.of(IdSource.seeded(1), IdSource.secure())) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> source.next(null))
                    .withMessage("at: expected a value, got null");
        }
    }

    @Test
    void random_uuids_survive_their_text() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertThat(InvitationId.of(uuid.toString()).value()).isEqualTo(uuid);
        }
    }

    @Test
    void both_sources_lay_out_version_7_of_RFC_9562() {
        for (IdSource source : List.of(IdSource.seeded(1), IdSource.secure())) {
            for (int i = 0; i < 1_000; i++) {
                UUID id = source.next(AT);
                assertThat(id.version()).isEqualTo(7);
                assertThat(id.variant()).isEqualTo(2);
                assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(AT.toEpochMilli());
            }
        }
    }

    @Test
    void a_seed_repeats_its_ids_and_another_seed_has_others() {
        assertThat(draw(IdSource.seeded(42), 100)).isEqualTo(draw(IdSource.seeded(42), 100));
        assertThat(draw(IdSource.seeded(42), 100)).doesNotContainAnyElementsOf(draw(IdSource.seeded(43), 100));
        assertThat(IdSource.seeded(42).next(Instant.EPOCH))
                .isEqualTo(IdSource.seeded(42).next(Instant.EPOCH))
                .isNotEqualTo(IdSource.seeded(42).next(AT));
    }

    @Test
    void secure_ids_do_not_repeat_within_blocks_or_across_sources() {
        Set<UUID> seen = new HashSet<>(draw(IdSource.secure(), 20_000));
        seen.addAll(draw(IdSource.secure(), 20_000));

        assertThat(seen).hasSize(40_000);
    }

    @Test
    void all_random_bits_of_a_secure_id_vary() {
        long high = 0;
        long low = 0;
        UUID first = IdSource.secure().next(AT);
        for (UUID id : draw(IdSource.secure(), 1_000)) {
            high |= id.getMostSignificantBits() ^ first.getMostSignificantBits();
            low |= id.getLeastSignificantBits() ^ first.getLeastSignificantBits();
        }
        assertThat(high).isEqualTo(0x0FFFL);
        assertThat(low).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
    }

    @Test
    void ids_are_ordered_by_time_and_as_their_texts_are() {
        List<EventId> inTime = new ArrayList<>();
        IdSource source = IdSource.seeded(5);
        for (String at : List.of(
                "1970-01-01T00:00:00Z",
                "1999-02-01T08:00:00Z",
                "2026-03-01T10:00:00.001Z",
                "2026-03-01T10:00:00.002Z",
                "6500-01-01T00:00:00Z", // beyond 2^47 milliseconds: a signed comparison would put it first
                "9999-12-31T23:59:59.999Z")) {
            inTime.add(new EventId(source.next(Instant.parse(at))));
        }
        List<EventId> sorted = new ArrayList<>(inTime);
        Collections.shuffle(sorted, new java.util.Random(1));
        Collections.sort(sorted);

        assertThat(sorted).isEqualTo(inTime);
        assertThat(sorted.stream().map(EventId::toString)).isSorted();
    }

    @Test
    void the_order_of_arbitrary_uuids_is_that_of_their_texts() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new SplittableRandom(seed);
            long shared = random.nextLong();
            OfferId a = new OfferId(new UUID(random.nextBoolean() ? shared : random.nextLong(), random.nextLong()));
            OfferId b = new OfferId(new UUID(shared, random.nextLong()));
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("seed %d", seed)
                    .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
        }
    }

    @Test
    void an_instant_outside_the_format_gets_the_nearest_millisecond_inside() {
        assertThat(millis(Instant.MIN)).isZero();
        assertThat(millis(Instant.parse("1969-12-31T23:59:59.999Z"))).isZero();
        assertThat(millis(Instant.EPOCH)).isZero();
        assertThat(millis(Instant.MAX)).isEqualTo((1L << 48) - 1);
        assertThat(millis(Instant.ofEpochMilli((1L << 48) - 2))).isEqualTo((1L << 48) - 2);
    }

    @Test
    void ids_of_sessions_are_ordered_by_conversation_then_number() {
        ConversationId a = new ConversationId("a");
        ConversationId b = new ConversationId("b");

        assertThat(Stream.of(new SessionId(b, 1), new SessionId(a, 10), new SessionId(a, 9))
                        .sorted())
                .containsExactly(new SessionId(a, 9), new SessionId(a, 10), new SessionId(b, 1));
        assertThat(new SessionId(a, 9)).hasToString("a#9");
    }

    private static long millis(Instant at) {
        return IdSource.seeded(1).next(at).getMostSignificantBits() >>> 16;
    }

    private static List<UUID> draw(IdSource source, int count) {
        return Stream.generate(() -> source.next(AT)).limit(count).toList();
    }
}
