package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.fact.FirstResponse;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.TurnFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long contacts waited for words. A response is a public message that a human wrote; greetings, bots, rules and notes
 * are none. What was never answered is censored, not left out. Each metric is immutable.
 */
public final class Responses {
    /** The default: from when a human owed the response. */
    public static final Metric<Samples> FIRST_FROM_HANDOFF = first(
            "first_response.from_handoff",
            "The latest of begin, the contact's first message and the last hand-off by a bot, to the first response.",
            FirstResponse::fromHandoff);

    /** From the begin of the session. */
    public static final Metric<Samples> FIRST_FROM_START =
            first("first_response.from_start", "Begin of the session to the first response.", FirstResponse::fromStart);

    /** From the contact's first message. */
    public static final Metric<Samples> FIRST_FROM_FIRST_MESSAGE = Measures.timing(
            Measures.started(
                    "first_response.from_first_visitor_message",
                    Grain.SESSION,
                    Unit.SECONDS,
                    "",
                    "The contact's first message to the first response after it; sessions in which the contact wrote and"
                            + " no human answered are censored, those a bot settled left out."),
            (session, sink) -> {
                FirstResponse response = session.firstResponse();
                if (session.contactWrote() && (response.humanAsked() || response.fromFirstMessage() != null)) {
                    sink.accept(session.from().wall(), Measures.sample(response.fromFirstMessage()));
                }
            });

    /** From the begin of each stay. */
    public static final Metric<Samples> FIRST_FROM_ASSIGNMENT = Measures.timing(
            Measures.started(
                    "first_response.from_assignment",
                    Grain.STAY,
                    Unit.SECONDS,
                    "",
                    "Begin of a stay to the first response by its agent; stays without one are censored."),
            (session, sink) -> session.stays()
                    .forEach(stay -> sink.accept(stay.from().wall(), Measures.sample(stay.firstReply()))));

    /** The default: each reply, from when a human owed it. */
    public static final Metric<Samples> REPLY_EXCLUDE_BOTS = Measures.timing(
            Measures.started(
                    "reply.exclude_bots",
                    Grain.TURN,
                    Unit.SECONDS,
                    "bots EXCLUDE",
                    "First unanswered message of the contact, or the hand-off by a bot if that is later, to the next"
                            + " response; turns without one are censored, those that no human was asked for left out."),
            Responses::humanReplies);

    /** Each reply, with the time that bots had. */
    public static final Metric<Samples> REPLY_INCLUDE_BOTS = Measures.timing(
            Measures.started(
                    "reply.include_bots",
                    Grain.TURN,
                    Unit.SECONDS,
                    "bots INCLUDE",
                    "First unanswered message of the contact to the next response; turns without one are censored."),
            (session, sink) ->
                    session.turns().forEach(turn -> sink.accept(turn.from().wall(), reply(turn, turn.waited()))));

    private Responses() {}

    static List<Metric<?>> all() {
        return List.of(
                FIRST_FROM_HANDOFF,
                FIRST_FROM_START,
                FIRST_FROM_FIRST_MESSAGE,
                FIRST_FROM_ASSIGNMENT,
                REPLY_EXCLUDE_BOTS,
                REPLY_INCLUDE_BOTS);
    }

    private static Metric<Samples> first(String id, String text, Function<FirstResponse, @Nullable Duration> value) {
        return Measures.timing(
                Measures.started(
                        id,
                        Grain.SESSION,
                        Unit.SECONDS,
                        "",
                        text + " Sessions for which a human was asked and none answered are censored."),
                (session, sink) -> {
                    FirstResponse response = session.firstResponse();
                    Duration measured = value.apply(response);
                    if (measured != null || (response.humanAsked() && response.contactAsked())) {
                        sink.accept(session.from().wall(), Measures.sample(measured));
                    }
                });
    }

    private static void humanReplies(SessionFact session, BiConsumer<Instant, Samples> sink) {
        for (TurnFact turn : session.turns()) {
            if (turn.humanFrom() != null && turn.humanWaited() != null) {
                sink.accept(turn.humanFrom().wall(), reply(turn, turn.humanWaited()));
            }
        }
    }

    private static Samples reply(TurnFact turn, Duration wait) {
        return turn.answeredBy() == null ? Samples.CENSORED : Samples.of(wait);
    }
}
