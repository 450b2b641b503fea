package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How long contacts waited for an agent. A wait is what lies between joining the queue and leaving it, never between
 * messages; a session that was assigned without a queue waited zero. Each metric is immutable.
 */
public final class Waits {
    /** First wait of the answered: the average speed of answer. */
    public static final Metric<Samples> FIRST_ANSWERED = first(
            "wait.first.answered",
            "answered at ACCEPT",
            "First wait of sessions that an agent answered.",
            EnumSet.of(Outcome.ANSWERED));

    /** First wait of those who left. */
    public static final Metric<Samples> FIRST_ABANDONED = first(
            "wait.first.abandoned",
            "short ones included",
            "First wait of sessions whose contact left the queue.",
            EnumSet.of(Outcome.ABANDONED));

    /** First wait of all that were offered. */
    public static final Metric<Samples> FIRST_OFFERED = first(
            "wait.first.offered",
            "short ones included",
            "First wait of sessions that an agent answered or whose contact left the queue.",
            EnumSet.of(Outcome.ANSWERED, Outcome.ABANDONED));

    /** Each wait that was answered. */
    public static final Metric<Samples> EACH_ANSWERED = Measures.timing(
            Measures.started(
                    "wait.each.answered",
                    Grain.QUEUE_STAY,
                    Unit.SECONDS,
                    "PER_STAY, answered at ACCEPT",
                    "Each wait that an agent answered; what still waits is censored."),
            (session, sink) -> session.waits().forEach(wait -> emit(wait, EnumSet.of(Outcome.ANSWERED), sink)));

    /** All waits of a session together. */
    public static final Metric<Samples> TOTAL = Measures.timing(
            Measures.started(
                    "wait.total",
                    Grain.SESSION,
                    Unit.SECONDS,
                    "SUM_STAYS, whatever their outcome",
                    "All waits of a session together; censored while one goes on."),
            Waits::total);

    private Waits() {}

    static List<Metric<?>> all() {
        return List.of(FIRST_ANSWERED, FIRST_ABANDONED, FIRST_OFFERED, EACH_ANSWERED, TOTAL);
    }

    private static Metric<Samples> first(String id, String policy, String text, Set<Outcome> outcomes) {
        return Measures.timing(
                Measures.started(id, Grain.SESSION, Unit.SECONDS, policy, text + " What still waits is censored."),
                (session, sink) -> {
                    WaitFact wait = session.firstWait();
                    if (wait != null) {
                        emit(wait, outcomes, sink);
                    }
                });
    }

    private static void emit(WaitFact wait, Set<Outcome> outcomes, BiConsumer<Instant, Samples> sink) {
        if (wait.outcome() == Outcome.WAITING) {
            sink.accept(wait.from().wall(), Samples.CENSORED);
        } else if (outcomes.contains(wait.outcome())) {
            sink.accept(wait.from().wall(), Samples.of(wait.waited()));
        }
    }

    private static void total(SessionFact session, BiConsumer<Instant, Samples> sink) {
        WaitFact first = session.firstWait();
        if (first != null) {
            boolean isOpen = session.waits().stream().anyMatch(wait -> wait.outcome() == Outcome.WAITING);
            Duration sum = session.waits().stream().map(WaitFact::waited).reduce(Duration.ZERO, Duration::plus);
            sink.accept(first.from().wall(), isOpen ? Samples.CENSORED : Samples.of(sum));
        }
    }
}
