package io.github.parlor.metrics.catalog;

import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many of what. Each metric is immutable. */
public final class Counts {
    private static final String WHERE_SESSION_BEGAN = "counted where the session began";
    private static final String SHORT_POLICY = "s=5s";

    /** Conversations that began. */
    public static final Metric<Count> CONVERSATIONS =
            sessions("conversations.started", "Conversations that began.", SessionFact::isFirst);

    /** Sessions that began. */
    public static final Metric<Count> SESSIONS =
            sessions("sessions.started", "Sessions that began, continued ones included.", session -> true);

    /** Sessions that continue a conversation. */
    public static final Metric<Count> CONTINUED_SESSIONS = sessions(
            "sessions.continued",
            "Sessions that continue a conversation whose session before had ended.",
            session -> !session.isFirst());

    /** Invitations that led to talk. */
    public static final Metric<Count> INVITATIONS_ENGAGED = sessions(
            "invitations.engaged",
            "Sessions opened by an accepted invitation in which the contact wrote.",
            session -> session.contactWrote()
                    && session.opening() != null
                    && session.opening().origin() == Origin.INVITATION);

    /** Stays of agents. */
    public static final Metric<Count> STAYS = new Metric<>(
            Measures.started("stays.started", Grain.STAY, Unit.COUNT, "", "Stays of agents in sessions."),
            Count.EMPTY,
            (conversation, sink) -> conversation.sessions().stream()
                    .flatMap(session -> session.stays().stream())
                    .forEach(stay -> sink.accept(stay.from().wall(), Count.ONE)));

    /** Transfers that reached their target. */
    public static final Metric<Count> TRANSFERS = Measures.count(
            Measures.started(
                    "transfers.completed",
                    Grain.SESSION,
                    Unit.COUNT,
                    WHERE_SESSION_BEGAN,
                    "Transfers that reached another agent or a queue."),
            SessionFact::transfers);

    /** Offers that no agent took. */
    public static final Metric<Count> MISSED_OFFERS = Measures.count(
            Measures.started(
                    "offers.missed",
                    Grain.OFFER,
                    Unit.COUNT,
                    WHERE_SESSION_BEGAN,
                    "Offers that the agent declined or let expire; several for one session count several times."),
            SessionFact::missedOffers);

    /** What was offered to the people of the shop. */
    public static final Metric<Count> OFFERED = firstStays(
            "offered.first_stay",
            "FIRST_STAY",
            "Conversations whose first wait an agent or the contact ended.",
            wait -> wait.outcome() == Outcome.ANSWERED || wait.outcome() == Outcome.ABANDONED);

    /** What was answered. */
    public static final Metric<Count> ANSWERED = firstStays(
            "answered.first_stay",
            "FIRST_STAY, answered at ACCEPT",
            "Conversations whose first wait an agent ended.",
            wait -> wait.outcome() == Outcome.ANSWERED);

    /** What was abandoned, at once or later. */
    public static final Metric<Count> ABANDONED = firstStays(
            "abandoned.first_stay",
            "FIRST_STAY, short ones included",
            "Conversations whose first wait the contact ended.",
            wait -> wait.outcome() == Outcome.ABANDONED);

    /** What was abandoned at once. */
    public static final Metric<Count> ABANDONED_SHORT = firstStays(
            "abandoned_short.first_stay",
            "FIRST_STAY, " + SHORT_POLICY,
            "Conversations whose first wait the contact ended after s or sooner.",
            Measures::isShort);

    /** Conversations that an agent served. */
    public static final Metric<Count> SERVED = Measures.conversations(
            "outcome.served", "", "Conversations of which an agent owned a session.", Counts::isServed);

    /** Conversations that the contact left before being served. */
    public static final Metric<Count> LEFT = Measures.conversations(
            "outcome.abandoned",
            SHORT_POLICY,
            "Conversations never served whose contact left a queue after more than s.",
            conversation ->
                    !isServed(conversation) && abandoned(conversation).anyMatch(wait -> !Measures.isShort(wait)));

    /** Conversations that the contact left at once. */
    public static final Metric<Count> LEFT_SHORT = Measures.conversations(
            "outcome.short",
            SHORT_POLICY,
            "Conversations never served whose contact left a queue, and each after s or sooner.",
            conversation -> !isServed(conversation)
                    && abandoned(conversation).findAny().isPresent()
                    && abandoned(conversation).allMatch(Measures::isShort));

    /** Conversations whose contact got no last answer. */
    public static final Metric<Count> DROPPED = Measures.conversations(
            "outcome.dropped",
            "a part of served",
            "Conversations with a served session that ended without an answer to the contact's last words.",
            conversation ->
                    conversation.sessions().stream().anyMatch(session -> session.isServed() && session.isDropped()));

    private Counts() {}

    static List<Metric<?>> all() {
        return List.of(
                CONVERSATIONS,
                SESSIONS,
                CONTINUED_SESSIONS,
                INVITATIONS_ENGAGED,
                STAYS,
                TRANSFERS,
                MISSED_OFFERS,
                OFFERED,
                ANSWERED,
                ABANDONED,
                ABANDONED_SHORT,
                SERVED,
                LEFT,
                LEFT_SHORT,
                DROPPED);
    }

    private static Metric<Count> sessions(String id, String text, Predicate<SessionFact> counts) {
        return Measures.count(
                Measures.started(id, Grain.SESSION, Unit.COUNT, "", text), session -> counts.test(session) ? 1 : 0);
    }

    private static Metric<Count> firstStays(String id, String policy, String text, Predicate<WaitFact> counts) {
        return new Metric<>(
                Measures.started(id, Grain.CONVERSATION, Unit.COUNT, policy, text),
                Count.EMPTY,
                (conversation, sink) -> {
                    WaitFact wait = Measures.firstStay(conversation);
                    if (wait != null && counts.test(wait)) {
                        sink.accept(wait.from().wall(), Count.ONE);
                    }
                });
    }

    private static boolean isServed(ConversationFact conversation) {
        return conversation.sessions().stream().anyMatch(SessionFact::isServed);
    }

    private static Stream<WaitFact> abandoned(ConversationFact conversation) {
        return conversation.sessions().stream()
                .flatMap(session -> session.waits().stream())
                .filter(wait -> wait.outcome() == Outcome.ABANDONED);
    }
}
