package io.github.parlor.metrics.catalog;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition;
import io.github.parlor.metrics.MetricDefinition.Attribution;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.metrics.fact.WaitFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Which part of what was offered was answered in time: one policy out of the family in use. A wait that equals the target
 * is in time. Every policy is a definition of its own. Immutable.
 *
 * @param target the longest wait that is in time, T
 * @param goal the part that is aimed at, 0 to 1; not part of the definition
 * @param denominator of what
 * @param shortAbandon the longest wait of a short abandonment, s
 * @param answeredAt what counts as an answer
 * @param stays which waits count
 * @param flowOut whether a wait counts that ended neither by an answer nor by the contact
 */
public record ServiceLevel(
        Duration target,
        double goal,
        Denominator denominator,
        Duration shortAbandon,
        AnsweredAt answeredAt,
        Stays stays,
        FlowOut flowOut) {
    /** Of what the level is a part; the first is the default. */
    public enum Denominator {
        /** Answered and abandoned, without short abandonments. */
        OFFERED_MINUS_SHORT,
        /** Answered and abandoned. */
        OFFERED,
        /** Answered. */
        ANSWERED,
        /** Answered, and abandoned after the target. */
        ANSWERED_PLUS_LATE_ABANDON,
        /** Everything; and everything that left the queue within the target counts as in time. */
        REMOVED_WITHIN_T
    }

    /** What counts as an answer; the first is the default. */
    public enum AnsweredAt {
        /** The first public message of the agent that no rule wrote. */
        FIRST_MESSAGE,
        /** The begin of the agent's stay. */
        ACCEPT
    }

    /** Which waits count; the first is the default. */
    public enum Stays {
        /** The first wait of the conversation's first session. */
        FIRST_STAY,
        /** Each wait on its own. */
        PER_STAY
    }

    /** Whether waits count that ended otherwise; the first is the default. */
    public enum FlowOut {
        /** They do not. */
        EXCLUDE,
        /** They do, as not answered. */
        INCLUDE
    }

    // Before the presets, which are checked against it.
    private static final Duration MAX = Duration.ofDays(366);

    /** Live chat: 80 % within 20 seconds. */
    public static final ServiceLevel LIVE_80_20 = within(Duration.ofSeconds(20), 0.8);

    /** Messaging: 90 % within 300 seconds. */
    public static final ServiceLevel MESSAGING_90_300 = within(Duration.ofMinutes(5), 0.9);

    public ServiceLevel {
        Bounds.duration("serviceLevel.target", target, MAX);
        Bounds.range("serviceLevel.goal", goal, 0.0, 1.0);
        Bounds.present("serviceLevel.denominator", denominator);
        Bounds.duration("serviceLevel.shortAbandon", shortAbandon, MAX);
        Bounds.present("serviceLevel.answeredAt", answeredAt);
        Bounds.present("serviceLevel.stays", stays);
        Bounds.present("serviceLevel.flowOut", flowOut);
    }

    /** Returns the default policy for a target: offered minus abandonments of up to 5 s, first message, first stay. */
    public static ServiceLevel within(Duration target, double goal) {
        return new ServiceLevel(
                target,
                goal,
                Denominator.OFFERED_MINUS_SHORT,
                Duration.ofSeconds(5),
                AnsweredAt.FIRST_MESSAGE,
                Stays.FIRST_STAY,
                FlowOut.EXCLUDE);
    }

    /** Returns this policy with another denominator. */
    public ServiceLevel of(Denominator other) {
        return new ServiceLevel(target, goal, other, shortAbandon, answeredAt, stays, flowOut);
    }

    /** Returns this policy with another limit of short abandonments. */
    public ServiceLevel withShortAbandon(Duration other) {
        return new ServiceLevel(target, goal, denominator, other, answeredAt, stays, flowOut);
    }

    /** Returns this policy with another moment of the answer. */
    public ServiceLevel answered(AnsweredAt other) {
        return new ServiceLevel(target, goal, denominator, shortAbandon, other, stays, flowOut);
    }

    /** Returns this policy over other waits. */
    public ServiceLevel over(Stays other) {
        return new ServiceLevel(target, goal, denominator, shortAbandon, answeredAt, other, flowOut);
    }

    /** Returns this policy with or without waits that ended otherwise. */
    public ServiceLevel with(FlowOut other) {
        return new ServiceLevel(target, goal, denominator, shortAbandon, answeredAt, stays, other);
    }

    /** Returns the metric with this policy; equal policies give equal definitions. */
    public Metric<Ratio> metric() {
        return new Metric<>(definition(), Ratio.EMPTY, this::measure);
    }

    private MetricDefinition definition() {
        String drop = denominator == Denominator.OFFERED_MINUS_SHORT ? ".s" + text(shortAbandon) : "";
        String flow = flowOut == FlowOut.INCLUDE ? ".with_flow_out" : "";
        return new MetricDefinition(
                "service_level." + lower(stays) + "." + lower(denominator) + "." + lower(answeredAt) + ".t"
                        + text(target) + drop + flow,
                1,
                stays == Stays.FIRST_STAY ? Grain.CONVERSATION : Grain.QUEUE_STAY,
                Attribution.START,
                "T=" + text(target) + ", s=" + text(shortAbandon) + ", " + denominator + ", answered at " + answeredAt
                        + ", " + stays + ", flow-out " + flowOut,
                Unit.RATIO,
                "Part of what was offered that was answered within T; a wait of exactly T is within. Still waiting beyond"
                        + " T is a miss, still waiting within T is undecided.");
    }

    private void measure(ConversationFact conversation, BiConsumer<Instant, Ratio> sink) {
        for (SessionFact session : conversation.sessions()) {
            for (WaitFact wait : session.waits()) {
                if (stays == Stays.PER_STAY || (session.isFirst() && wait.number() == 1)) {
                    sink.accept(wait.from().wall(), judge(wait));
                }
            }
        }
    }

    private Ratio judge(WaitFact wait) {
        return switch (wait.outcome()) {
            case ANSWERED -> answeredAt == AnsweredAt.ACCEPT ? answered(wait.waited()) : byFirstMessage(wait);
            case ABANDONED -> abandoned(wait.waited());
            case FLOWED_OUT -> flowOut == FlowOut.EXCLUDE ? Ratio.EMPTY : flowedOut(wait.waited());
            case WAITING -> waiting(wait.waited());
        };
    }

    private Ratio byFirstMessage(WaitFact wait) {
        Duration until = wait.untilFirstMessage();
        if (until != null) {
            return answered(until);
        }
        StayFact stay = Objects.requireNonNull(wait.stay());
        Duration given = wait.waited().plus(stay.handling());
        return stay.isOpen() ? waiting(given) : neverAnswered(given);
    }

    private Ratio answered(Duration wait) {
        return Ratio.of(isInTime(wait));
    }

    private Ratio abandoned(Duration wait) {
        return switch (denominator) {
            case OFFERED -> Ratio.MISS;
            case OFFERED_MINUS_SHORT -> wait.compareTo(shortAbandon) <= 0 ? Ratio.EMPTY : Ratio.MISS;
            case ANSWERED -> Ratio.EMPTY;
            case ANSWERED_PLUS_LATE_ABANDON -> isInTime(wait) ? Ratio.EMPTY : Ratio.MISS;
            case REMOVED_WITHIN_T -> Ratio.of(isInTime(wait));
        };
    }

    private Ratio flowedOut(Duration wait) {
        return switch (denominator) {
            case OFFERED, OFFERED_MINUS_SHORT -> Ratio.MISS;
            case ANSWERED -> Ratio.EMPTY;
            case ANSWERED_PLUS_LATE_ABANDON -> isInTime(wait) ? Ratio.EMPTY : Ratio.MISS;
            case REMOVED_WITHIN_T -> Ratio.of(isInTime(wait));
        };
    }

    /** An agent had it and let it go without a word: offered, and not answered however long it took. */
    private Ratio neverAnswered(Duration given) {
        return switch (denominator) {
            case OFFERED, OFFERED_MINUS_SHORT, REMOVED_WITHIN_T -> Ratio.MISS;
            case ANSWERED -> Ratio.EMPTY;
            case ANSWERED_PLUS_LATE_ABANDON -> isInTime(given) ? Ratio.EMPTY : Ratio.MISS;
        };
    }

    private Ratio waiting(Duration soFar) {
        boolean mayStillBeShort = denominator == Denominator.OFFERED_MINUS_SHORT && soFar.compareTo(shortAbandon) <= 0;
        return isInTime(soFar) || mayStillBeShort || denominator == Denominator.ANSWERED ? Ratio.UNDECIDED : Ratio.MISS;
    }

    private boolean isInTime(Duration wait) {
        return wait.compareTo(target) <= 0;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
