package io.github.parlor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.VisitorEvent.PurchaseReversed;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.VisitorId;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventBoundsTest {
    private static final SessionId SESSION = new SessionId(new ConversationId("c"), 1);

    @ParameterizedTest
    @EnumSource
    void a_rating_lies_on_its_scale(Scale scale) {
        for (int score = scale.min(); score <= scale.max(); score++) {
            assertThat(new SessionRated(SESSION, scale, score, "").score()).isEqualTo(score);
        }
        for (int off : new int[] {scale.min() - 1, scale.max() + 1}) {
            refused(
                    () -> new SessionRated(SESSION, scale, off, ""),
                    "score: expected a number from " + scale.min() + " to " + scale.max() + ", got " + off);
        }
    }

    @ParameterizedTest
    @CsvSource({"THUMBS, 0, 1", "STARS, 3, 4", "NPS, 8, 9"})
    void what_counts_as_satisfied_begins_at(Scale scale, int notYet, int good) {
        assertThat(scale.isGood(notYet)).isFalse();
        assertThat(scale.isGood(good)).isTrue();
    }

    @Test
    void a_reversal_gives_something_back() {
        refused(
                () -> new PurchaseReversed(new VisitorId("v"), new OrderId("o"), Money.of(0, "EUR")),
                "amount.minorUnits: expected a number from 1 to 1000000000000000, got 0");
    }

    @Test
    void an_import_counts_no_more_than_it_read() {
        assertThat(finished(10, 4, Map.of("PS", 10L), Map.of("PS", 4L)).rowsByPurpose())
                .containsEntry("PS", 10L);
        refused(() -> finished(10, 11, Map.of(), Map.of()), "phantom: expected a number from 0 to 10, got 11");
        refused(
                () -> finished(10, 4, Map.of("PS", 11L), Map.of()),
                "rowsByPurpose.PS: expected a number from 0 to 10, got 11");
        refused(
                () -> finished(10, 4, Map.of(), Map.of("PS", 5L)),
                "phantomByPurpose.PS: expected a number from 0 to 4, got 5");
        refused(
                () -> finished(10, 4, Map.of("", 1L), Map.of()),
                "rowsByPurpose key: expected 1 to 128 characters, got ''");
    }

    @Test
    void an_unknown_event_is_an_object_and_stays_out_of_logs() {
        refused(() -> new UnknownEvent("Moved", "[]"), "json: expected a JSON object, got 2 characters");
        assertThat(new UnknownEvent("Moved", "{\"to\":\"secret\"}")).hasToString("UnknownEvent[Moved, 15 characters]");
    }

    private static ImportFinished finished(
            long rows, long phantom, Map<String, Long> byPurpose, Map<String, Long> gone) {
        return new ImportFinished("log", rows, 0, 0, phantom, byPurpose, gone);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call).withMessage(message);
    }
}
