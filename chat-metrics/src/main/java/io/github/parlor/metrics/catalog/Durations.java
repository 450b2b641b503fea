package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/** How long it took. All are raw: what overlaps counts twice. Each metric is immutable. */
public final class Durations {
    /** Sessions from begin to end. */
    public static final Metric<Samples> START_TO_END = Measures.timing(
            Measures.ended(
                    "duration.start_to_end",
                    Grain.SESSION,
                    "",
                    "Begin of a session to its end for the contact; open sessions are censored."),
            (session, sink) -> sink.accept(
                    Measures.at(session.to(), session.from()),
                    session.isOpen() || session.opening() == null ? Samples.CENSORED : Samples.of(session.span())));

    /** Conversations from the first to the last message. */
    public static final Metric<Samples> FIRST_TO_LAST_MESSAGE = new Metric<>(
            Measures.ended(
                    "duration.first_to_last_message",
                    Grain.CONVERSATION,
                    "invitations included",
                    "First public message of anybody to the last, across sessions; censored while a session is open,"
                            + " conversations without a message are left out."),
            Samples.EMPTY,
            Durations::firstToLast);

    /** Conversations without the time between sessions. */
    public static final Metric<Samples> OPEN_TIME = new Metric<>(
            Measures.ended(
                    "duration.open_time",
                    Grain.CONVERSATION,
                    "sum of sessions",
                    "All sessions of a conversation together, each from begin to end; censored while one is open."),
            Samples.EMPTY,
            Durations::openTime);

    /** Stays from begin to end. */
    public static final Metric<Samples> HANDLING = Measures.timing(
            Measures.ended(
                    "duration.handling",
                    Grain.STAY,
                    "measured elsewhere before difference of times",
                    "Begin of an agent's stay to its end, wrap-up included; stays that last are censored."),
            (session, sink) -> session.stays().forEach(stay -> sink.accept(end(stay), handling(stay))));

    private Durations() {}

    static List<Metric<?>> all() {
        return List.of(START_TO_END, FIRST_TO_LAST_MESSAGE, OPEN_TIME, HANDLING);
    }

    private static Instant end(StayFact stay) {
        return Measures.at(stay.to(), stay.from());
    }

    private static Samples handling(StayFact stay) {
        return stay.isOpen() ? Samples.CENSORED : Samples.of(stay.handling());
    }

    private static void firstToLast(ConversationFact conversation, BiConsumer<Instant, Samples> sink) {
        List<Moment> first = conversation.sessions().stream()
                .map(SessionFact::firstMessage)
                .filter(Objects::nonNull)
                .toList();
        List<Moment> last = conversation.sessions().stream()
                .map(SessionFact::lastMessage)
                .filter(Objects::nonNull)
                .toList();
        if (!first.isEmpty()) {
            Moment end = last.get(last.size() - 1);
            sink.accept(end.wall(), isOpen(conversation) ? Samples.CENSORED : Samples.of(end.since(first.get(0))));
        }
    }

    private static void openTime(ConversationFact conversation, BiConsumer<Instant, Samples> sink) {
        List<SessionFact> sessions = conversation.sessions();
        if (!sessions.isEmpty()) {
            SessionFact last = sessions.get(sessions.size() - 1);
            Duration sum = sessions.stream().map(SessionFact::span).reduce(Duration.ZERO, Duration::plus);
            sink.accept(Measures.at(last.to(), last.from()), isOpen(conversation) ? Samples.CENSORED : Samples.of(sum));
        }
    }

    private static boolean isOpen(ConversationFact conversation) {
        return conversation.sessions().stream().anyMatch(SessionFact::isOpen);
    }
}
