package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition;
import io.github.parlor.metrics.MetricDefinition.Attribution;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the definitions of several topics are made of. Stateless and thread-safe. */
final class Measures {
    /** The longest wait of a short abandonment. */
    static final Duration SHORT = Duration.ofSeconds(5);

    private Measures() {}

    /** What a session contributes, each with the instant at which it belongs. */
    @FunctionalInterface
    interface OfSession<C> {
        void measure(SessionFact session, BiConsumer<Instant, C> sink);
    }

    /** A definition whose samples belong where they began. */
    static MetricDefinition started(String id, Grain grain, Unit unit, String policy, String text) {
        return new MetricDefinition(id, 1, grain, Attribution.START, policy, unit, text);
    }

    /** A duration whose samples belong where they ended. */
    static MetricDefinition ended(String id, Grain grain, String policy, String text) {
        return new MetricDefinition(id, 1, grain, Attribution.END, policy, Unit.SECONDS, text);
    }

    static Metric<Count> count(MetricDefinition definition, ToIntFunction<SessionFact> number) {
        return new Metric<>(
                definition,
                Count.EMPTY,
                (conversation, sink) -> conversation
                        .sessions()
                        .forEach(session -> sink.accept(session.from().wall(), new Count(number.applyAsInt(session)))));
    }

    static Metric<Count> conversations(String id, String policy, String text, Predicate<ConversationFact> counts) {
        MetricDefinition definition = started(id, Grain.CONVERSATION, Unit.COUNT, policy, text);
        return new Metric<>(definition, Count.EMPTY, (conversation, sink) -> {
            if (!conversation.sessions().isEmpty() && counts.test(conversation)) {
                sink.accept(begin(conversation), Count.ONE);
            }
        });
    }

    static Metric<Samples> timing(MetricDefinition definition, OfSession<Samples> measure) {
        return new Metric<>(
                definition,
                Samples.EMPTY,
                (conversation, sink) -> conversation.sessions().forEach(session -> measure.measure(session, sink)));
    }

    /** Returns the first wait of the conversation's first session, or null if it never was offered or is not in view. */
    static @Nullable WaitFact firstStay(ConversationFact conversation) {
        return conversation.sessions().stream()
                .filter(SessionFact::isFirst)
                .findFirst()
                .map(SessionFact::firstWait)
                .orElse(null);
    }

    static boolean isShort(WaitFact wait) {
        return wait.outcome() == Outcome.ABANDONED && wait.waited().compareTo(SHORT) <= 0;
    }

    /** Returns the begin of the first session in view. */
    static Instant begin(ConversationFact conversation) {
        return conversation.sessions().get(0).from().wall();
    }

    /** Returns the end, or the begin of what has none yet. */
    static Instant at(@Nullable Moment to, Moment from) {
        return to == null ? from.wall() : to.wall();
    }

    /** Returns a sample, or a censored one of what was not measured. */
    static Samples sample(@Nullable Duration measured) {
        return measured == null ? Samples.CENSORED : Samples.of(measured);
    }
}
