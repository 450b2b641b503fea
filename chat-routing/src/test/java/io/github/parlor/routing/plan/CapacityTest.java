package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.Capacity.Given;
import io.github.parlor.routing.plan.Capacity.Holding;
import io.github.parlor.routing.plan.Capacity.Load;
import io.github.parlor.routing.plan.Capacity.Obstacle;
import io.github.parlor.routing.plan.Capacity.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final ChannelId CHAT = new ChannelId("chat");
    private static final ChannelId CALL = new ChannelId("call");
    private static final ChannelId TASK = new ChannelId("task");
    private static final QueueId QUEUE = new QueueId("queue");

    @Test
    void three_sessions_are_the_default() {
        assertThat(obstacle(Capacity.DEFAULT, held(CHAT, CHAT), CHAT)).isEmpty();
        assertThat(obstacle(Capacity.DEFAULT, held(CHAT, CHAT, CHAT), CHAT))
                .contains(new Obstacle(Obstacle.Kind.UNITS, "units", null));
    }

    @Test
    void formula_2_3_1_scenario_26_a_call_takes_everything_and_five_chats_as_much() {
        Capacity capacity = Capacity.DEFAULT.with(CALL, Load.of(100)).with(CHAT, Load.of(20));
        Agent agent = units(100);

        assertThat(capacity.obstacle(agent, held(CHAT), List.of(), QUEUE, CALL, at(0)))
                .isPresent();
        assertThat(capacity.obstacle(agent, held(), List.of(), QUEUE, CALL, at(0)))
                .isEmpty();
        assertThat(capacity.obstacle(agent, held(CALL), List.of(), QUEUE, CHAT, at(0)))
                .isPresent();
        assertThat(capacity.obstacle(agent, held(CHAT, CHAT, CHAT, CHAT), List.of(), QUEUE, CHAT, at(0)))
                .isEmpty();
    }

    @Test
    void formula_2_3_1_scenario_21_weights_fill_a_capacity() {
        Capacity capacity = Capacity.DEFAULT.with(TASK, Load.of(2)).with(CHAT, Load.of(1));
        Agent agent = units(6);

        assertThat(capacity.free(agent, held(TASK, TASK, CHAT, CHAT))).isZero();
        List<Holding> afterClosing = held(TASK, TASK, CHAT);
        assertThat(capacity.obstacle(agent, afterClosing, List.of(), QUEUE, CHAT, at(0)))
                .isEmpty();
        assertThat(capacity.obstacle(agent, afterClosing, List.of(), QUEUE, TASK, at(0)))
                .isPresent();
    }

    @Test
    void formula_2_3_2_scenario_34_every_limit_must_have_room() {
        QueueId inbox = new QueueId("inbox");
        QueueId other = new QueueId("other");
        Capacity capacity = Capacity.DEFAULT
                .with(new Limit.Held("inbox", 2, Set.of(), Set.of(inbox)))
                .with(Limit.held("personal", 3));
        Agent agent = units(9_000);
        List<Holding> two = List.of(new Holding(inbox, CHAT, Phase.ACTIVE), new Holding(inbox, CHAT, Phase.ACTIVE));

        assertThat(capacity.obstacle(agent, two, List.of(), inbox, CHAT, at(0)))
                .contains(new Obstacle(Obstacle.Kind.HELD, "inbox", null));
        assertThat(capacity.obstacle(agent, two, List.of(), other, CHAT, at(0))).isEmpty();
        List<Holding> three = new ArrayList<>(two);
        three.add(new Holding(other, CHAT, Phase.ACTIVE));
        assertThat(capacity.obstacle(agent, three, List.of(), other, CHAT, at(0)))
                .contains(new Obstacle(Obstacle.Kind.HELD, "personal", null));
    }

    @Test
    void formula_2_3_3_scenario_14_exclusion_asks_every_channel_that_is_held() {
        Capacity capacity = Capacity.DEFAULT.with(CHAT, Load.DEFAULT.onlyAlongside(TASK));

        assertThat(obstacle(capacity, held(TASK, CHAT), CALL))
                .contains(new Obstacle(Obstacle.Kind.CHANNEL, "chat", null));
        assertThat(obstacle(capacity, held(TASK), CALL)).isEmpty();
        assertThat(obstacle(capacity, held(CHAT), CHAT)).isEmpty();
        // The rule is of what is held, not of what comes.
        assertThat(obstacle(capacity, held(CALL), CHAT)).isEmpty();
    }

    @Test
    void formula_2_3_5_scenario_6_silence_frees_a_place_and_a_reply_overshoots() {
        Agent agent = units(900);
        List<Holding> oneSilent = new ArrayList<>(held(CHAT, CHAT));
        oneSilent.add(new Holding(QUEUE, CHAT, Phase.PARKED));
        assertThat(obstacle(Capacity.DEFAULT, oneSilent, CHAT)).isEmpty();

        List<Holding> woken = held(CHAT, CHAT, CHAT, CHAT);
        assertThat(Capacity.DEFAULT.free(agent, woken)).isEqualTo(-300);
        assertThat(obstacle(Capacity.DEFAULT, woken, CHAT)).isPresent();
        assertThat(obstacle(Capacity.DEFAULT, held(CHAT, CHAT, CHAT), CHAT)).isPresent();
        assertThat(obstacle(Capacity.DEFAULT, held(CHAT, CHAT), CHAT)).isEmpty();
    }

    @Test
    void what_is_parked_counts_in_no_limit_and_excludes_no_channel() {
        Capacity capacity =
                Capacity.DEFAULT.with(CHAT, Load.DEFAULT.onlyAlongside()).with(Limit.held("one", 1));

        assertThat(obstacle(capacity, List.of(new Holding(QUEUE, CHAT, Phase.PARKED)), CALL))
                .isEmpty();
        for (Phase phase : List.of(Phase.OFFERED, Phase.ACTIVE, Phase.WRAP_UP, Phase.MISSED)) {
            List<Holding> one = List.of(new Holding(QUEUE, CHAT, phase));
            assertThat(obstacle(capacity, one, CALL).orElseThrow().kind()).isEqualTo(Obstacle.Kind.CHANNEL);
            assertThat(obstacle(capacity, one, CHAT).orElseThrow().kind()).isEqualTo(Obstacle.Kind.HELD);
        }
    }

    @Test
    void formula_2_3_6_scenario_33_above_the_limit_by_hand_means_nothing_new_until_below() {
        Agent agent = units(600);

        assertThat(Capacity.DEFAULT.free(agent, held(CHAT, CHAT, CHAT))).isEqualTo(-300);
        assertThat(Capacity.DEFAULT.obstacle(agent, held(CHAT, CHAT), List.of(), QUEUE, CHAT, at(0)))
                .isPresent();
        assertThat(Capacity.DEFAULT.obstacle(agent, held(CHAT), List.of(), QUEUE, CHAT, at(0)))
                .isEmpty();
    }

    @Test
    void formula_2_3_8_wrap_up_holds_what_the_channel_says() {
        List<Holding> wrapping = List.of(
                new Holding(QUEUE, CHAT, Phase.WRAP_UP),
                new Holding(QUEUE, CHAT, Phase.ACTIVE),
                new Holding(QUEUE, CHAT, Phase.ACTIVE));

        assertThat(obstacle(Capacity.DEFAULT, wrapping, CHAT)).isPresent();
        Capacity light = Capacity.DEFAULT.with(CHAT, new Load(300, 0, 0, null));
        assertThat(obstacle(light, wrapping, CHAT)).isEmpty();
    }

    @Test
    void scenario_15_a_missed_offer_holds_its_slot() {
        Agent agent = units(600);
        List<Holding> missed = List.of(new Holding(QUEUE, CHAT, Phase.MISSED));
        List<Holding> missedAndOne = List.of(missed.get(0), new Holding(QUEUE, CHAT, Phase.ACTIVE));

        assertThat(Capacity.DEFAULT.obstacle(agent, missed, List.of(), QUEUE, CHAT, at(0)))
                .isEmpty();
        assertThat(Capacity.DEFAULT.obstacle(agent, missedAndOne, List.of(), QUEUE, CHAT, at(0)))
                .isPresent();
    }

    @Test
    void formula_2_3_9_scenario_47_a_rate_tells_until_when_it_holds() {
        Capacity capacity = Capacity.DEFAULT.with(Limit.rate("calm", 2, Duration.ofHours(1)));
        List<Given> given = given(at(0), at(600));

        assertThat(obstacle(capacity, given, at(1_200))).contains(new Obstacle(Obstacle.Kind.RATE, "calm", at(3_600)));
        assertThat(obstacle(capacity, given, at(3_599))).isPresent();
        assertThat(obstacle(capacity, given, at(3_600))).isEmpty();
        assertThat(obstacle(capacity, given(at(0), at(60), at(120)), at(200))
                        .orElseThrow()
                        .until())
                .isEqualTo(at(3_660));
    }

    @Test
    void a_day_ends_at_midnight_of_its_zone() {
        Capacity capacity = Capacity.DEFAULT.with(Limit.daily("day", 1, ZoneId.of("Europe/Paris")));
        Instant midnight = Instant.parse("2026-03-02T23:00:00Z");

        assertThat(obstacle(capacity, given(at(0)), midnight.minusNanos(1)))
                .contains(new Obstacle(Obstacle.Kind.RATE, "day", midnight));
        assertThat(obstacle(capacity, given(at(0)), midnight)).isEmpty();
    }

    @Test
    void a_limit_of_none_never_ends() {
        Capacity capacity = Capacity.DEFAULT.with(Limit.rate("never", 0, Duration.ofHours(1)));

        assertThat(obstacle(capacity, List.of(), at(0))).contains(new Obstacle(Obstacle.Kind.RATE, "never", null));
    }

    @Test
    void a_rate_opens_at_the_instant_it_names_and_not_before() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Capacity capacity = Capacity.DEFAULT.with(
                    random.nextBoolean()
                            ? Limit.rate("r", 1 + random.nextInt(4), Duration.ofMinutes(10))
                            : Limit.daily("r", 1 + random.nextInt(4), ZoneId.of("Asia/Tokyo")));
            Instant[] times = new Instant[random.nextInt(8)];
            Arrays.setAll(times, i -> at(random.nextInt(100_000)));
            Instant now = at(100_000);

            Optional<Obstacle> obstacle = obstacle(capacity, given(times), now);
            if (obstacle.isPresent()) {
                Instant until = Bounds.present("until", obstacle.get().until());
                assertThat(until).as("seed %d", seed).isAfter(now);
                assertThat(obstacle(capacity, given(times), until))
                        .as("seed %d", seed)
                        .isEmpty();
                assertThat(obstacle(capacity, given(times), until.minusNanos(1)))
                        .as("seed %d", seed)
                        .isPresent();
            }
        }
    }

    @Test
    void every_wrong_part_is_named() {
        assertThatThrownBy(() -> new Load(-1, -1, -1, null))
                .hasMessageContainingAll("units", "parkedUnits", "wrapUpUnits");
        assertThatThrownBy(() -> new Capacity(
                        Map.of(),
                        Load.DEFAULT,
                        List.of(Limit.held("same", 1), Limit.held("same", 2)),
                        Duration.ofSeconds(-1)))
                .hasMessageContainingAll("limits[1].name", "wrapUp");
        assertThatThrownBy(() -> Limit.rate("", -1, Duration.ZERO)).hasMessageContainingAll("name", "most", "window");
    }

    @Test
    void a_limit_that_cannot_be_is_refused_by_its_name() {
        assertThatThrownBy(() -> Limit.held("mails", -1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("limit 'mails'.most: expected a number from 0 to 1000000, got -1");
        assertThatThrownBy(() -> Limit.rate("calm", 3, Duration.ZERO))
                .hasMessageStartingWith("limit 'calm'.window: expected more than zero");
        assertThatThrownBy(() -> Limit.rate("calm", -1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("limit 'calm'.most", "limit 'calm'.window"));
        assertThatThrownBy(() -> Limit.daily("", 1, ZoneId.of("Europe/Paris"))).hasMessageStartingWith("limit ''.name");
    }

    private static Optional<Obstacle> obstacle(Capacity capacity, List<Holding> held, ChannelId channel) {
        return capacity.obstacle(units(900), held, List.of(), QUEUE, channel, at(0));
    }

    private static Optional<Obstacle> obstacle(Capacity capacity, List<Given> given, Instant now) {
        return capacity.obstacle(units(900), List.of(), given, QUEUE, CHAT, now);
    }

    private static Agent units(int units) {
        Agent agent = Agent.of("agent");
        return new Agent(agent.id(), agent.displayName(), agent.teams(), agent.skills(), units);
    }

    private static List<Holding> held(ChannelId... channels) {
        return Arrays.stream(channels)
                .map(channel -> new Holding(QUEUE, channel, Phase.ACTIVE))
                .toList();
    }

    private static List<Given> given(Instant... times) {
        return Arrays.stream(times).map(time -> new Given(QUEUE, CHAT, time)).toList();
    }
}
