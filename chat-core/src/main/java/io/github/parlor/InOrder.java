package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.event.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the batches of one stream on in the order of their sequences, one at a time, on the thread of one of those who
 * brought them: whoever finds another at work leaves the batch and goes. The monitor is held to look at the list only,
 * never while a batch is carried on. Thread-safe.
 */
final class InOrder {
    /**
     * What one append recorded.
     *
     * @param before the state it was decided on, or null for the first
     * @param records in order, at least one
     * @param after the state it led to
     */
    record Batch(@Nullable Conversation before, List<EventRecord> records, Conversation after) {
        long first() {
            return records.get(0).sequence();
        }

        long last() {
            return records.get(records.size() - 1).sequence();
        }
    }

    /** What came too early; null until something does, since nearly all come alone. */
    private @Nullable List<Batch> waiting;

    private long next;
    private boolean busy;

    /**
     * Creates an order for a stream whose batches so far have all been carried on.
     *
     * @param next the sequence that comes next
     */
    InOrder(long next) {
        this.next = next;
    }

    /** Gives up waiting for what lies before a sequence. */
    synchronized void skipTo(long sequence) {
        if (sequence > next) {
            next = sequence;
            if (waiting != null) {
                waiting.removeIf(batch -> batch.first() < sequence);
            }
        }
    }

    void accept(Batch batch, Consumer<Batch> carry) {
        for (Batch due = begin(batch); due != null; due = take()) {
            carry.accept(due);
        }
    }

    private synchronized @Nullable Batch begin(Batch batch) {
        boolean mine = !busy;
        busy = true;
        if (mine && batch.first() == next) {
            next = batch.last() + 1;
            return batch;
        }
        if (waiting == null) {
            waiting = new ArrayList<>(2);
        }
        waiting.add(batch);
        return mine ? take() : null;
    }

    private synchronized @Nullable Batch take() {
        for (int i = 0; waiting != null && i < waiting.size(); i++) {
            Batch batch = waiting.get(i);
            if (batch.first() == next) {
                waiting.remove(i);
                next = batch.last() + 1;
                return batch;
            }
        }
        busy = false;
        return null;
    }
}
