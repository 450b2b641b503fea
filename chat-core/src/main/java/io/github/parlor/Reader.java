package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.Cursor;
import io.github.parlor.conversation.MessageCommand;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessageDeleted;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.Authorizer.Action;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import io.github.parlor.message.Message;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conversations: identify, load, authorise, filter by what may be seen, then page. Thread-safe. */
final class Reader {
    private static final int PAGE = 512;

    private final TenantId tenant;
    private final Journal journal;

    Reader(TenantId tenant, Journal journal) {
        this.tenant = tenant;
        this.journal = journal;
    }

    Resumption resume(Pipeline pipeline, Actor reader, ConversationId id, long after, int limit) {
        Conversation state = pipeline.load(id);
        if (state == null || !pipeline.permits(state, reader, Action.READ)) {
            return new Resumption.Refused(new Rejection(Code.NOT_FOUND, null, 0, "no such conversation"));
        }
        Function<EventRecord, Stream<EventRecord>> view = view(pipeline, state, reader);
        boolean known = after <= state.sequence();
        List<EventRecord> page = journal.read(tenant, StreamId.of(id), known ? after : 0, limit);
        boolean whole = page.isEmpty() || page.get(0).sequence() == after + 1;
        long upTo =
                page.isEmpty() ? state.sequence() : page.get(page.size() - 1).sequence();
        List<EventRecord> seen = page.stream().flatMap(view).toList();
        if (known && whole) {
            return new Resumption.Delta(seen, upTo, upTo < state.sequence());
        }
        return new Resumption.Reset(snapshot(state), seen, upTo);
    }

    /**
     * Returns those conversations of an agent that are wanted and that the agent may see. What the staff room names is a
     * hint: each conversation is looked at as it is now.
     */
    List<Conversation> conversations(
            Pipeline pipeline, StaffRoom staff, AgentId agent, Predicate<Conversation> wanted) {
        return staff.conversations(agent).stream()
                .flatMap(id -> Stream.ofNullable(pipeline.load(id)))
                .filter(wanted)
                .filter(state -> pipeline.permits(state, Actor.agent(agent), Action.READ_STAFF))
                .toList();
    }

    private static Resumption.Snapshot snapshot(Conversation state) {
        return new Resumption.Snapshot(
                state.id(),
                state.session().id().number(),
                state.session().state(),
                state.session().mode());
    }

    Optional<Follower> follower(
            Pipeline pipeline,
            Actor reader,
            ConversationId id,
            long after,
            Consumer<EventRecord> listener,
            Consumer<Runnable> guard) {
        Conversation state = pipeline.load(id);
        if (state == null || !pipeline.permits(state, reader, Action.READ)) {
            return Optional.empty();
        }
        return Optional.of(new Follower(tenant, id, journal, after, view(pipeline, state, reader), listener, guard));
    }

    private static Function<EventRecord, Stream<EventRecord>> view(
            Pipeline pipeline, Conversation state, Actor reader) {
        return pipeline.permits(state, reader, Action.READ_STAFF)
                ? Stream::of
                : record -> ContactView.of(record).stream();
    }

    /** Counts what the reader may see after the reader's cursor and has not written. */
    int unread(Pipeline pipeline, Actor reader, ConversationId id) {
        Conversation state = pipeline.load(id);
        if (state == null || !pipeline.permits(state, reader, Action.READ)) {
            return 0;
        }
        Function<EventRecord, Stream<EventRecord>> view = view(pipeline, state, reader);
        Set<MessageId> unread = new HashSet<>();
        forEach(id, cursor(state, reader), record -> view.apply(record).forEach(seen -> count(seen, reader, unread)));
        return unread.size();
    }

    private static void count(EventRecord record, Actor reader, Set<MessageId> unread) {
        if (record.event() instanceof MessagePosted posted
                && !posted.message().author().equals(reader)) {
            unread.add(posted.message().id());
        } else if (record.event() instanceof MessageDeleted deleted) {
            unread.remove(deleted.message());
        }
    }

    private static long cursor(Conversation state, Actor reader) {
        return state.cursors().stream()
                .filter(cursor -> cursor.participant().equals(reader) && cursor.kind() != ReceiptKind.DELIVERED)
                .mapToLong(Cursor::upTo)
                .max()
                .orElse(0);
    }

    /** Finds the message that a correction is about; null for every other command. */
    @Nullable
    Message subject(ConversationId id, MessageCommand command) {
        if (command instanceof MessageCommand.EditMessage edit) {
            return find(id, edit.message());
        } else if (command instanceof MessageCommand.DeleteMessage delete) {
            return find(id, delete.message());
        }
        return null;
    }

    /** A message that was taken back is no longer there to be corrected. */
    private @Nullable Message find(ConversationId id, MessageId message) {
        AtomicReference<@Nullable Message> found = new AtomicReference<>();
        forEach(id, 0, record -> {
            if (record.event() instanceof MessagePosted posted
                    && posted.message().id().equals(message)) {
                found.set(posted.message());
            } else if (record.event() instanceof MessageDeleted deleted
                    && deleted.message().equals(message)) {
                found.set(null);
            }
        });
        return found.get();
    }

    private void forEach(ConversationId id, long from, Consumer<EventRecord> action) {
        long after = from;
        List<EventRecord> page;
        do {
            page = journal.read(tenant, StreamId.of(id), after, PAGE);
            page.forEach(action);
            after = page.isEmpty() ? after : page.get(page.size() - 1).sequence();
        } while (page.size() == PAGE);
    }
}
