package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.RatingFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Which part of what, always with the Wilson interval at 95 %. Each metric is immutable. */
public final class Rates {
    /** The default: abandoned of all offered, both without those who left at once. */
    public static final Metric<Ratio> ABANDONMENT_MINUS_SHORT = new Metric<>(
            Measures.started(
                    "abandonment.first_stay.offered_minus_short",
                    Grain.CONVERSATION,
                    Unit.RATIO,
                    "FIRST_STAY, OFFERED_MINUS_SHORT, s=5s",
                    "First waits that the contact ended after more than s, of those that an agent ended or the contact"
                            + " ended after more than s."),
            Ratio.EMPTY,
            (conversation, sink) -> abandonment(conversation, true, sink));

    /** Abandoned of all offered. */
    public static final Metric<Ratio> ABANDONMENT = new Metric<>(
            Measures.started(
                    "abandonment.first_stay.offered",
                    Grain.CONVERSATION,
                    Unit.RATIO,
                    "FIRST_STAY, OFFERED",
                    "First waits that the contact ended, of those that an agent or the contact ended."),
            Ratio.EMPTY,
            (conversation, sink) -> abandonment(conversation, false, sink));

    /** Satisfied of those who rated. */
    public static final Metric<Ratio> SATISFACTION = new Metric<>(
            Measures.started(
                    "satisfaction.good",
                    Grain.SESSION,
                    Unit.RATIO,
                    "last rating of a session",
                    "Good ratings of all ratings, filed where the session began."),
            Ratio.EMPTY,
            (conversation, sink) -> conversation.sessions().forEach(session -> {
                RatingFact rating = session.rating();
                if (rating != null) {
                    sink.accept(session.from().wall(), Ratio.of(rating.isGood()));
                }
            }));

    /** Rated of those who were served. */
    public static final Metric<Ratio> RATING_RESPONSE = new Metric<>(
            Measures.started(
                    "satisfaction.response",
                    Grain.CONVERSATION,
                    Unit.RATIO,
                    "of served conversations",
                    "Conversations of which a session was rated, of those of which an agent owned a session."),
            Ratio.EMPTY,
            (conversation, sink) -> {
                if (conversation.sessions().stream().anyMatch(SessionFact::isServed)) {
                    boolean rated = conversation.sessions().stream().anyMatch(session -> session.rating() != null);
                    sink.accept(Measures.begin(conversation), Ratio.of(rated));
                }
            });

    private Rates() {}

    static List<Metric<?>> all() {
        return List.of(ABANDONMENT_MINUS_SHORT, ABANDONMENT, SATISFACTION, RATING_RESPONSE);
    }

    private static void abandonment(
            ConversationFact conversation, boolean minusShort, BiConsumer<Instant, Ratio> sink) {
        WaitFact wait = Measures.firstStay(conversation);
        if (wait == null || wait.outcome() == Outcome.FLOWED_OUT || (minusShort && Measures.isShort(wait))) {
            return;
        }
        sink.accept(
                wait.from().wall(),
                wait.outcome() == Outcome.WAITING ? Ratio.UNDECIDED : Ratio.of(wait.outcome() == Outcome.ABANDONED));
    }
}
