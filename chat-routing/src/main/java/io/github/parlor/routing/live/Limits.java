package io.github.parlor.routing.live;

import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The further limits of a plan, as {@link Capacity#isReached} has them: asked at each look at an agent, so without a look at
 * all that the agent was given. Thread-safe and lock-free.
 */
final class Limits {
    private final List<Limit> all;
    /** How long a gift may count. */
    private final Duration memory;
    /** Of each limit of a day the day that was asked for last. */
    private final AtomicReferenceArray<@Nullable Day> days;

    /** From its first instant to that of the day after. */
    private record Day(Instant from, Instant until) {}

    Limits(List<Limit> all) {
        this.all = all;
        days = new AtomicReferenceArray<>(all.size());
        Duration longest = Duration.ZERO;
        for (Limit limit : all) {
            Duration needed = limit instanceof Limit.Rate rate
                    ? rate.window()
                    : limit instanceof Limit.Daily ? Duration.ofDays(2) : Duration.ZERO;
            longest = needed.compareTo(longest) > 0 ? needed : longest;
        }
        memory = longest;
    }

    /** Returns a bit for each limit that counts sessions of a queue and a channel. */
    long counting(QueueId queue, ChannelId channel) {
        long bits = 0;
        for (int i = 0; i < all.size(); i++) {
            bits |= all.get(i).counts(queue, channel) ? 1L << i : 0;
        }
        return bits;
    }

    /** Returns a bit for each limit that an agent has reached. */
    long reached(AgentWork agent, Instant now) {
        return reached(agent, -1, now);
    }

    /** Returns the same of some of the limits. */
    long reached(AgentWork agent, long of, Instant now) {
        long bits = 0;
        for (int i = 0; i < all.size(); i++) {
            bits |= (of & 1L << i) != 0 && isReached(i, agent, now) ? 1L << i : 0;
        }
        return bits;
    }

    private boolean isReached(int index, AgentWork agent, Instant now) {
        Limit limit = all.get(index);
        if (limit instanceof Limit.Rate rate) {
            return agent.gifts().reach(limit, windowOf(rate, now));
        } else if (limit instanceof Limit.Daily daily) {
            return agent.gifts().reach(limit, day(index, daily, now).from());
        }
        int held = 0;
        for (int i = 0; i < agent.held().size(); i++) {
            AgentWork.Held each = agent.held().get(i);
            held += each.phase() != Capacity.Phase.PARKED && limit.counts(each.queue(), each.channel()) ? 1 : 0;
        }
        return held >= limit.most();
    }

    /** Half-open: what was given at the very beginning of the window has left it. */
    private static Instant windowOf(Limit.Rate rate, Instant now) {
        return now.minus(rate.window()).plusNanos(1);
    }

    private Day day(int index, Limit.Daily limit, Instant now) {
        Day known = days.get(index);
        if (known != null && !now.isBefore(known.from()) && now.isBefore(known.until())) {
            return known;
        }
        ZoneId zone = limit.zone();
        LocalDate date = now.atZone(zone).toLocalDate();
        Day found = new Day(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
        ZoneOffsetTransition change =
                zone.getRules().nextTransition(found.from().minusNanos(1));
        if (change == null || !change.getInstant().isBefore(found.until())) {
            // Where clocks are set back over midnight, what lies between these instants may be of another day.
            days.set(index, found);
        }
        return found;
    }

    /** Returns the first instant after now at which time alone may change what counts; null for never. */
    @Nullable
    Instant due(AgentWork agent, Instant now) {
        Instant first = null;
        for (int i = 0; i < all.size(); i++) {
            Instant next = next(i, agent, now);
            boolean earlier = next != null && next.isAfter(now) && (first == null || next.isBefore(first));
            first = earlier ? next : first;
        }
        return first;
    }

    private @Nullable Instant next(int index, AgentWork agent, Instant now) {
        Limit limit = all.get(index);
        if (limit instanceof Limit.Rate rate) {
            Instant oldest = agent.gifts().firstFrom(windowOf(rate, now));
            return oldest == null ? null : oldest.plus(rate.window());
        }
        return limit instanceof Limit.Daily daily ? day(index, daily, now).until() : null;
    }

    /** Returns what was given with one more, and without what no limit counts any more. */
    Gifts given(Gifts before, Capacity.Given more) {
        return memory.isZero() ? Gifts.NONE : before.with(more, more.at().minus(memory));
    }
}
