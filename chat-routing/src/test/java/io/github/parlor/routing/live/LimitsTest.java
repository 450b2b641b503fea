package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Given;
import io.github.parlor.routing.plan.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of sessions given, beside the words of {@link Capacity}, which look at all that was given each time. */
class LimitsTest {
    private static final QueueId SALES = new QueueId("sales");
    private static final ChannelId CHAT = new ChannelId("chat");
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final List<QueueId> QUEUES = List.of(SALES, new QueueId("help"));
    private static final List<ChannelId> CHANNELS = List.of(CHAT, new ChannelId("call"), new ChannelId("task"));

    private static Given chat(Instant at) {
        return new Given(SALES, CHAT, at);
    }

    private static AgentWork agent(List<AgentWork.Held> held, List<Given> given) {
        return new AgentWork(
                Agent.of("ann"),
                1,
                AgentStatus.AVAILABLE,
                AgentStatus.AVAILABLE,
                null,
                Set.of(),
                null,
                held,
                given,
                0,
                0,
                0,
                Map.of(),
                0);
    }

    private static boolean isReached(Limit limit, Instant now, Given... given) {
        AgentWork agent = agent(List.of(), List.of(given));
        boolean reached = new Limits(List.of(limit)).reached(agent, now) != 0;
        assertThat(reached).isEqualTo(Capacity.isReached(limit, agent.holdings(), new ArrayList<>(agent.given()), now));
        return reached;
    }

    @Test
    void a_window_is_open_at_its_beginning_and_closed_at_its_end() {
        Limit limit = Limit.rate("one", 1, Duration.ofHours(1));
        assertThat(isReached(limit, NOON, chat(NOON))).isTrue();
        assertThat(isReached(limit, NOON.plusSeconds(3600).minusNanos(1), chat(NOON)))
                .isTrue();
        assertThat(isReached(limit, NOON.plusSeconds(3600), chat(NOON))).isFalse();
        Limits limits = new Limits(List.of(limit));
        assertThat(limits.due(agent(List.of(), List.of(chat(NOON))), NOON)).isEqualTo(NOON.plusSeconds(3600));
        assertThat(limits.due(agent(List.of(), List.of(chat(NOON))), NOON.plusSeconds(3600)))
                .isNull();
    }

    @Test
    void what_a_clock_that_is_ahead_was_given_counts_at_once() {
        Limit limit = Limit.rate("one", 1, Duration.ofHours(1));
        assertThat(isReached(limit, NOON, chat(NOON.plusSeconds(5)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-10T22:59:59.999999999Z, 2026-03-10T23:00:00Z",
        "Europe/Berlin, 2026-03-29T21:59:59.999999999Z, 2026-03-29T22:00:00Z",
        "Pacific/Kiritimati, 2026-03-10T09:59:59.999999999Z, 2026-03-10T10:00:00Z",
        "America/New_York, 2026-11-01T03:59:59.999999999Z, 2026-11-01T04:00:00Z",
        "America/New_York, 2026-11-02T04:59:59.999999999Z, 2026-11-02T05:00:00Z"
    })
    void a_cap_of_a_day_begins_anew_at_midnight_where_the_plan_says(ZoneId zone, Instant last, Instant midnight) {
        Limit limit = Limit.daily("one", 1, zone);
        assertThat(isReached(limit, last, chat(last))).isTrue();
        assertThat(isReached(limit, midnight, chat(last))).isFalse();
        assertThat(isReached(limit, midnight.plusSeconds(60), chat(last), chat(midnight)))
                .isTrue();
        Limits limits = new Limits(List.of(limit));
        assertThat(limits.due(agent(List.of(), List.of()), last)).isEqualTo(midnight);
    }

    /** Clocks that are set back at 00:01 show one evening twice: what is remembered of the new day says nothing of it. */
    @Test
    void an_evening_that_comes_twice_is_counted_as_the_plan_says() {
        Limit.Daily limit = new Limit.Daily("one", 1, Set.of(), Set.of(), ZoneId.of("America/St_Johns"));
        Limits limits = new Limits(List.of(limit));
        Instant before = Instant.parse("2010-11-07T02:00:00Z");
        for (int minutes = 0; minutes < 300; minutes += 7) {
            Instant given = before.plus(Duration.ofMinutes(minutes));
            AgentWork agent = agent(List.of(), List.of(chat(given)));
            for (int later = 0; later < 150; later += 3) {
                Instant now = given.plus(Duration.ofMinutes(later));
                assertThat(limits.reached(agent, now) != 0)
                        .as("given %s, now %s", given, now)
                        .isEqualTo(Capacity.isReached(limit, List.of(), List.of(chat(given)), now));
            }
        }
    }

    @Test
    void a_limit_that_allows_nothing_is_always_reached_and_one_of_what_is_held_counts_no_parked_session() {
        assertThat(isReached(Limit.rate("none", 0, Duration.ofHours(1)), NOON)).isTrue();
        assertThat(isReached(Limit.daily("none", 0, ZoneOffset.UTC), NOON)).isTrue();
        Limits limits = new Limits(List.of(Limit.held("one", 1, CHAT)));
        assertThat(limits.reached(agent(List.of(held(1, Capacity.Phase.PARKED)), List.of()), NOON))
                .isZero();
        assertThat(limits.reached(agent(List.of(held(1, Capacity.Phase.OFFERED)), List.of()), NOON))
                .isOne();
    }

    private static AgentWork.Held held(int number, Capacity.Phase phase) {
        return new AgentWork.Held(
                new SessionId(new ConversationId("c"), number), SALES, CHAT, phase, number, NOON, null);
    }

    /** Gifts beside a list of all, limits beside the words: with clocks that step back, and gifts that come to nothing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void counts_as_a_look_at_all_that_was_given(long seed) {
        Random random = new Random(seed);
        List<Limit> all = limits(random);
        Limits limits = new Limits(all);
        Duration memory = all.stream()
                .map(limit -> limit instanceof Limit.Rate rate ? rate.window() : Duration.ofDays(2))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Gifts gifts = Gifts.NONE;
        List<Given> plain = new ArrayList<>();
        Instant now = NOON;
        for (int i = 0; i < 600; i++) {
            now = now.plusSeconds(random.nextInt(900) - 60);
            if (random.nextInt(4) == 0 && !plain.isEmpty()) {
                Given over = plain.get(plain.size() - 1 - random.nextInt(Math.min(plain.size(), 40)));
                plain.remove(over);
                gifts = gifts.without(over);
            } else {
                Given more = new Given(any(QUEUES, random), any(CHANNELS, random), now);
                Instant from = now.minus(memory);
                plain.removeIf(each -> each.at().isBefore(from));
                plain.add(more);
                gifts = limits.given(gifts, more);
            }
            if (i % 16 == 0) {
                List<Given> sorted = new ArrayList<>(plain);
                sorted.sort(Comparator.comparing(Given::at)
                        .thenComparing(Given::queue)
                        .thenComparing(Given::channel));
                assertThat(gifts.equals(sorted)).as("seed %d, step %d", seed, i).isTrue();
                assertThat(gifts.equals(Gifts.copyOf(plain)))
                        .as("seed %d, step %d", seed, i)
                        .isTrue();
            }
            AgentWork agent = agent(List.of(), gifts);
            Instant asked = random.nextBoolean() || plain.isEmpty()
                    ? now
                    : border(any(plain, random), any(all, random), random.nextInt(3) - 1);
            long reached = limits.reached(agent, asked);
            for (int j = 0; j < all.size(); j++) {
                assertThat((reached & 1L << j) != 0)
                        .as("seed %d, step %d, %s at %s", seed, i, all.get(j), asked)
                        .isEqualTo(Capacity.isReached(all.get(j), List.of(), plain, asked));
            }
            assertThat(limits.due(agent, now)).isEqualTo(due(all, plain, now));
        }
    }

    private static List<Limit> limits(Random random) {
        List<ZoneId> zones = List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"));
        return IntStream.range(0, 6)
                .<Limit>mapToObj(i -> {
                    Set<ChannelId> channels = i % 3 == 0 ? Set.of() : Set.of(any(CHANNELS, random));
                    Set<QueueId> queues = i % 2 == 0 ? Set.of() : Set.of(any(QUEUES, random));
                    return i < 3
                            ? new Limit.Rate(
                                    "rate" + i,
                                    random.nextInt(12),
                                    channels,
                                    queues,
                                    Duration.ofMinutes(1 + random.nextInt(600)))
                            : new Limit.Daily("day" + i, random.nextInt(60), channels, queues, any(zones, random));
                })
                .toList();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** When a gift leaves the window of a limit, or the first or last instant of its day. */
    private static Instant border(Given given, Limit limit, int nanos) {
        Instant border = limit instanceof Limit.Rate rate
                ? given.at().plus(rate.window())
                : midnight(given.at(), (Limit.Daily) limit, 1);
        return border.plusNanos(nanos);
    }

    private static Instant midnight(Instant at, Limit.Daily limit, int days) {
        return at.atZone(limit.zone())
                .toLocalDate()
                .plusDays(days)
                .atStartOfDay(limit.zone())
                .toInstant();
    }

    /** The first end of a window or a day after now, of any gift. */
    private static @Nullable Instant due(List<Limit> all, List<Given> given, Instant now) {
        return all.stream()
                .flatMap(limit -> limit instanceof Limit.Rate rate
                        ? given.stream().map(each -> each.at().plus(rate.window()))
                        : List.of(midnight(now, (Limit.Daily) limit, 1)).stream())
                .filter(each -> each.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
