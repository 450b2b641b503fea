package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.metrics.cell.Cell;
import io.github.parlor.metrics.fact.ConversationFact;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * A definition and the way to measure it on one conversation. The cell of many conversations is the merge of the cells of
 * each, so figures of parts add up to the figure of the whole. Immutable as far as its measure is.
 *
 * @param definition what it means
 * @param empty the cell of nothing
 * @param measure finds the samples in a conversation
 * @param <C> what the samples add up to
 */
public record Metric<C extends Cell<C>>(MetricDefinition definition, C empty, Measure<C> measure) {
    /**
     * Finds the samples of a conversation.
     *
     * @param <C> what the samples add up to
     */
    @FunctionalInterface
    public interface Measure<C> {
        /**
         * Hands each sample to the sink with the instant at which it belongs. Pure.
         *
         * @param conversation what to measure; only its remaining sessions count if it was narrowed
         * @param sink takes instant and sample
         */
        void measure(ConversationFact conversation, BiConsumer<Instant, C> sink);
    }

    public Metric {
        Bounds.present("metric.definition", definition);
        Bounds.present("metric.empty", empty);
        Bounds.present("metric.measure", measure);
    }
}
