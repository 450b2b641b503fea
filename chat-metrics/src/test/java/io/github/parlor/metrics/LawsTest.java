package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.LoadPolicy.Away;
import io.github.parlor.metrics.LoadPolicy.Weight;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.catalog.Catalog;
import io.github.parlor.metrics.catalog.ServiceLevel;
import io.github.parlor.metrics.cell.Cell;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Share;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Laws of the figures over random days, and a clock that ticks through them second by second as oracle. */
class LawsTest {
    private static final int SEEDS = 60;
    private static final List<LoadPolicy> POLICIES = List.of(
            LoadPolicy.DEFAULT,
            new LoadPolicy(Weight.EQUAL, Away.INCLUDE),
            new LoadPolicy(Weight.UNITS, Away.EXCLUDE),
            new LoadPolicy(Weight.UNITS, Away.INCLUDE));

    @Test
    void s1_9_the_shares_of_an_agent_add_up_to_the_busy_time_exactly() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Facts facts = new RandomDay(seed).log.facts();
            for (LoadPolicy policy : POLICIES) {
                var sums = new TreeMap<AgentId, Share>();
                facts.shares(policy).forEach((stay, share) -> sums.merge(stay.agent(), share, Share::plus));
                for (Map.Entry<AgentId, Load> load : facts.loads(policy).entrySet()) {
                    assertThat(sums.getOrDefault(load.getKey(), Share.ZERO))
                            .as("seed %d, %s, %s", seed, policy, load.getKey())
                            .isEqualTo(Share.of(load.getValue().busy()));
                }
            }
        }
    }

    @Test
    void shares_and_levels_are_those_of_a_ticking_clock() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomDay day = new RandomDay(seed);
            Facts facts = day.log.facts();
            for (LoadPolicy policy : POLICIES) {
                Ticks ticks = new Ticks(day, policy, seconds(facts));
                assertThat(shares(facts, policy))
                        .as("seed %d, %s", seed, policy)
                        .isEqualTo(ticks.shares);
                facts.loads(policy).forEach((agent, load) -> {
                    assertThat(load.levels())
                            .as("levels of %s, %s", agent, policy)
                            .isEqualTo(ticks.levels.getOrDefault(agent.value(), new TreeMap<>()));
                    assertThat(load.available())
                            .isEqualTo(Duration.ofSeconds(ticks.available.getOrDefault(agent.value(), 0)));
                });
            }
        }
    }

    @Test
    void loads_of_pieces_of_time_merge_to_the_load_of_the_whole() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomDay day = new RandomDay(seed);
            Facts facts = day.log.facts();
            SplittableRandom random = new SplittableRandom(seed);
            int cut = random.nextInt(RandomDay.LENGTH);
            SortedMap<AgentId, Load> whole = facts.loads(LoadPolicy.DEFAULT);
            SortedMap<AgentId, Load> before =
                    facts.loads(LoadPolicy.DEFAULT, EventLog.second(-1), EventLog.second(cut));
            SortedMap<AgentId, Load> after =
                    facts.loads(LoadPolicy.DEFAULT, EventLog.second(cut), EventLog.second(9_999));
            var merged = new TreeMap<>(before);
            after.forEach((agent, load) -> merged.merge(agent, load, Load::merge));
            assertThat(merged).as("seed %d, cut at %d", seed, cut).isEqualTo(whole);
        }
    }

    @Test
    void s5_15_repeated_and_reordered_records_give_identical_facts_and_figures() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<EventRecord> records = new RandomDay(seed).log.records();
            List<EventRecord> twice = new ArrayList<>(records);
            twice.addAll(records);
            Collections.shuffle(twice, new Random(seed));
            Facts straight = MetricsReplay.of(records).snapshot(EventLog.SHOP);
            Facts shuffled = MetricsReplay.of(twice).snapshot(EventLog.SHOP);
            assertThat(shuffled.conversations()).as("seed %d", seed).isEqualTo(straight.conversations());
            assertThat(cells(shuffled)).as("seed %d", seed).isEqualTo(cells(straight));
            assertThat(shuffled.loads(LoadPolicy.DEFAULT)).isEqualTo(straight.loads(LoadPolicy.DEFAULT));
            assertThat(shuffled.intake())
                    .as("seed %d", seed)
                    .isEqualTo(new Intake(records.size(), records.size(), 0, 0));
        }
    }

    @Test
    void behind_a_lost_record_the_facts_are_those_of_a_log_in_which_it_never_was() {
        for (long seed = 0; seed < 10 * SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<EventRecord> kept = new ArrayList<>(new RandomDay(seed).log.records());
            kept.removeIf(record -> random.nextInt(12) == 0);
            var next = new HashMap<StreamId, Long>();
            List<EventRecord> renumbered = kept.stream()
                    .map(record -> numbered(record, next.merge(record.stream(), 1L, Long::sum)))
                    .toList();
            assertThat(MetricsReplay.of(kept)
                            .snapshot(EventLog.SHOP, EventLog.second(500))
                            .sessions())
                    .as("seed %d", seed)
                    .isEqualTo(MetricsReplay.of(renumbered)
                            .snapshot(EventLog.SHOP, EventLog.second(500))
                            .sessions());
        }
    }

    @Test
    void figures_taken_on_the_way_are_those_of_a_replay_of_what_had_come() {
        for (long seed = 0; seed < SEEDS / 4; seed++) {
            List<EventRecord> records = new RandomDay(seed).log.records();
            Collections.shuffle(records, new Random(seed));
            ChatMetrics live = new ChatMetrics();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < records.size(); i++) {
                live.accept(records.get(i));
                if (random.nextInt(8) == 0) {
                    Facts replayed = MetricsReplay.of(records.subList(0, i + 1)).snapshot(EventLog.SHOP);
                    Facts now = live.snapshot(EventLog.SHOP);
                    assertThat(now.conversations())
                            .as("seed %d, record %d", seed, i)
                            .isEqualTo(replayed.conversations());
                    assertThat(now.intake()).isEqualTo(replayed.intake());
                }
            }
        }
    }

    @Test
    void cells_of_parts_merge_to_the_cell_of_the_whole() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Facts whole = new RandomDay(seed).log.facts();
            Collection<Facts> bySource = whole.by(Dimension.attribute("source")).values();
            Collection<Facts> byConversation =
                    whole.by(session -> session.id().conversation()).values();
            for (Metric<?> metric : metrics()) {
                assertThat(merged(metric, byConversation))
                        .as(
                                "seed %d, %s by conversation",
                                seed, metric.definition().id())
                        .isEqualTo(whole.cell(metric));
                if (metric.definition().grain() != Grain.CONVERSATION) {
                    assertThat(merged(metric, bySource))
                            .as(
                                    "seed %d, %s by source",
                                    seed, metric.definition().id())
                            .isEqualTo(whole.cell(metric));
                }
            }
        }
    }

    @Test
    void cells_of_slots_merge_to_the_cell_of_the_whole() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Facts whole = new RandomDay(seed).log.facts();
            for (Metric<?> metric : metrics()) {
                assertThat(slots(metric, whole))
                        .as("seed %d, %s", seed, metric.definition().id())
                        .isEqualTo(whole.cell(metric));
            }
        }
    }

    private static EventRecord numbered(EventRecord r, long sequence) {
        return new EventRecord(
                r.id(),
                r.tenant(),
                r.stream(),
                sequence,
                r.position(),
                r.at(),
                r.recorded(),
                r.actor(),
                r.cause(),
                r.schemaVersion(),
                r.event());
    }

    private static List<Metric<?>> metrics() {
        List<Metric<?>> all = new ArrayList<>(Catalog.metrics());
        all.addAll(Catalog.serviceLevels(ServiceLevel.LIVE_80_20));
        return all;
    }

    private static <C extends Cell<C>> C merged(Metric<C> metric, Collection<Facts> parts) {
        return metric.empty()
                .mergeAll(parts.stream().map(part -> part.cell(metric)).toList());
    }

    private static <C extends Cell<C>> C slots(Metric<C> metric, Facts whole) {
        return metric.empty()
                .mergeAll(whole.series(metric, Slots.utc(Duration.ofMinutes(1))).values());
    }

    private static Map<String, Object> cells(Facts facts) {
        var cells = new TreeMap<String, Object>();
        metrics().forEach(metric -> cells.put(metric.definition().key(), facts.cell(metric)));
        return cells;
    }

    private static int seconds(Facts facts) {
        return (int) Duration.between(EventLog.ZERO, facts.asOf()).toSeconds();
    }

    private static Map<String, Share> shares(Facts facts, LoadPolicy policy) {
        var shares = new TreeMap<String, Share>();
        for (Map.Entry<StayFact, Share> entry : facts.shares(policy).entrySet()) {
            shares.merge(key(entry.getKey()), entry.getValue(), Share::plus);
        }
        return shares;
    }

    private static String key(StayFact stay) {
        return stay.session() + " " + stay.agent() + " "
                + EventLog.ZERO.until(stay.span().from(), ChronoUnit.SECONDS);
    }

    /** Asks in each second of the day who does what. */
    private static final class Ticks {
        final Map<String, Share> shares = new TreeMap<>();
        final Map<String, TreeMap<Integer, Duration>> levels = new TreeMap<>();
        final Map<String, Integer> available = new TreeMap<>();

        Ticks(RandomDay day, LoadPolicy policy, int end) {
            day.stays.forEach(stay -> shares.put(key(stay), Share.ZERO));
            for (int agent = 0; agent < RandomDay.AGENTS; agent++) {
                for (int second = 0; second < end; second++) {
                    tick(day, policy, agent, second);
                }
            }
        }

        private void tick(RandomDay day, LoadPolicy policy, int agent, int second) {
            String name = "a" + agent;
            AgentStatus status = day.status[agent][second];
            boolean away = status == AgentStatus.AWAY || status == AgentStatus.LOST || status == AgentStatus.GONE;
            List<RandomDay.Stay> open = away && policy.away() == Away.EXCLUDE
                    ? List.of()
                    : day.stays.stream()
                            .filter(stay -> stay.agent().equals(name) && stay.from() <= second && second < stay.to())
                            .filter(stay -> !stay.held().get(second))
                            .toList();
            if (status == AgentStatus.AVAILABLE) {
                available.merge(name, 1, Integer::sum);
            }
            if (!open.isEmpty() || status == AgentStatus.AVAILABLE) {
                levels.computeIfAbsent(name, key -> new TreeMap<>())
                        .merge(open.size(), Duration.ofSeconds(1), Duration::plus);
            }
            int total = open.stream().mapToInt(stay -> weight(policy, stay)).sum();
            for (RandomDay.Stay stay : open) {
                shares.merge(key(stay), Share.of(Duration.ofSeconds(1), weight(policy, stay), total), Share::plus);
            }
        }

        private static int weight(LoadPolicy policy, RandomDay.Stay stay) {
            return policy.weight() == Weight.EQUAL ? Agent.UNITS_PER_SESSION : stay.units();
        }

        private static String key(RandomDay.Stay stay) {
            return stay.session() + " " + stay.agent() + " " + stay.from();
        }
    }
}
