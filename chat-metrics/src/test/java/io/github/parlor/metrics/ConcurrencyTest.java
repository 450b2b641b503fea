package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.LoadPolicy.Away;
import io.github.parlor.metrics.LoadPolicy.Weight;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.cell.Share;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reference sections 5.8 and 5.9; times are minutes. */
class ConcurrencyTest {
    private static final String AGENT = "agent";

    private final EventLog log = new EventLog();

    @Test
    void e1_alone() {
        stay("A", 0, 10);
        assertShares(Map.of("A", "10"));
        assertLoad(10, 10, 1);
    }

    @Test
    void e2_two_all_the_time() {
        stay("A", 0, 10);
        stay("B", 0, 10);
        assertShares(Map.of("A", "5", "B", "5"));
        assertLoad(10, 20, 2);
        assertThat(load().whileBusy()).isEqualTo(2.0);
    }

    @Test
    void e3_two_overlapping() {
        stay("A", 0, 10);
        stay("B", 5, 15);
        assertShares(Map.of("A", "15/2", "B", "15/2"));
        assertLoad(15, 20, 2);
        assertThat(load().whileBusy()).isCloseTo(1.3333, within(5e-5));
    }

    @Test
    void e4_three_nested() {
        stay("A", 0, 30);
        stay("B", 10, 20);
        stay("C", 15, 25);
        assertShares(Map.of("A", "65/3", "B", "25/6", "C", "25/6"));
        assertLoad(30, 50, 3);
        assertThat(load().whileBusy()).isCloseTo(1.6667, within(5e-5));
    }

    @Test
    void e5_back_to_back_is_not_concurrent() {
        stay("A", 0, 10);
        stay("B", 10, 20);
        assertShares(Map.of("A", "10", "B", "10"));
        assertLoad(20, 20, 1);
        assertThat(StaySummary.of(log.facts().stays()).maxOverlap()).isEqualTo(1);
    }

    @Test
    void e6_transfer_counts_for_each_agent() {
        log.talk("A")
                .begins(0)
                .assigned(0, "agent1")
                .transferredToQueue(minutes(6), "agent1")
                .assigned(minutes(6), AGENT)
                .endedBy(minutes(12), AGENT);
        stay("B", 0, 12);
        assertShares(Map.of("A", "9", "B", "9"));
        assertThat(load().busy()).isEqualTo(Duration.ofMinutes(12));
        assertThat(load().whileBusy()).isEqualTo(1.5);
        assertThat(log.facts().shares(LoadPolicy.DEFAULT).values()).containsExactly(share("6"), share("3"), share("9"));
    }

    @Test
    void e7_time_away_is_left_out_unless_asked_for() {
        log.status(0, AGENT, AgentStatus.AVAILABLE)
                .status(minutes(5), AGENT, AgentStatus.AWAY)
                .status(minutes(15), AGENT, AgentStatus.AVAILABLE);
        stay("A", 0, 20);
        assertShares(Map.of("A", "10"));
        assertThat(shares(new LoadPolicy(Weight.EQUAL, Away.INCLUDE))).isEqualTo(Map.of("A", share("20")));
    }

    @Test
    void e8_time_is_clipped_to_buckets() {
        stay("A", 0, 20);
        stay("B", 10, 40);
        assertShares(Map.of("A", "15", "B", "25"));
        assertThat(load().busy()).isEqualTo(Duration.ofMinutes(40));
        List<Load> buckets = List.of(load(-5, 10), load(10, 25), load(25, 40));
        assertThat(buckets).extracting(load -> load.busy().toMinutes()).containsExactly(10L, 15L, 15L);
        assertThat(buckets).extracting(load -> load.chatTime().toMinutes()).containsExactly(10L, 25L, 15L);
        assertThat(buckets.get(1).whileBusy()).isCloseTo(1.6667, within(5e-5));
        assertThat(Load.EMPTY.mergeAll(buckets)).isEqualTo(load());
    }

    @Test
    void e8_the_handling_is_filed_where_it_ended() {
        stay("A", 0, 20);
        stay("B", 10, 40);
        Facts facts = log.facts();
        assertThat(facts.cell(Durations.HANDLING, EventLog.second(minutes(10)), EventLog.second(minutes(25))))
                .isEqualTo(Samples.of(Duration.ofMinutes(20)));
        assertThat(facts.cell(Durations.HANDLING, EventLog.second(minutes(25)), EventLog.second(minutes(40))))
                .isEqualTo(Samples.EMPTY);
        assertThat(facts.cell(Durations.HANDLING, EventLog.second(minutes(40)), EventLog.second(minutes(55))))
                .isEqualTo(Samples.of(Duration.ofMinutes(30)));
    }

    @Test
    void e9_three_with_common_ends() {
        stay("A", 0, 12);
        stay("B", 2, 8);
        stay("C", 2, 8);
        assertShares(Map.of("A", "8", "B", "2", "C", "2"));
        assertLoad(12, 24, 3);
        assertThat(load().whileBusy()).isEqualTo(2.0);
    }

    @Test
    void e10_a_chain_and_a_gap() {
        stay("A", 0, 8);
        stay("B", 4, 12);
        stay("C", 6, 14);
        stay("D", 20, 23);
        assertShares(Map.of("A", "17/3", "B", "11/3", "C", "14/3", "D", "3"));
        assertLoad(17, 27, 3);
        assertThat(load().whileBusy()).isCloseTo(1.5882, within(5e-5));
    }

    @Test
    void e11_in_proportion_to_units() {
        stay("A", 0, 10, 300);
        stay("B", 0, 10, 150);
        assertThat(shares(new LoadPolicy(Weight.UNITS, Away.EXCLUDE)))
                .isEqualTo(Map.of("A", share("20/3"), "B", share("10/3")));
    }

    @Test
    void e12_a_stay_of_no_length_counts_and_takes_nothing() {
        stay("A", 5, 5);
        assertShares(Map.of("A", "0"));
        assertThat(log.facts().cell(Counts.STAYS).n()).isEqualTo(1);
        assertThat(load().max()).isZero();
    }

    @Test
    void e13_repeated_and_reordered_records_change_nothing() {
        stay("A", 0, 8);
        stay("B", 4, 12);
        var expected = shares(LoadPolicy.DEFAULT);
        var records = new ArrayList<>(log.records());
        records.addAll(log.records());
        Collections.reverse(records);
        Facts facts = MetricsReplay.of(records).snapshot(EventLog.SHOP);
        assertThat(byConversation(facts, LoadPolicy.DEFAULT)).isEqualTo(expected);
    }

    @Test
    void a_parked_session_weighs_nothing() {
        stay("A", 0, 10);
        log.talk("B")
                .begins(0)
                .assigned(0, AGENT)
                .held(minutes(2))
                .resumed(minutes(6))
                .held(minutes(8))
                .endedBy(minutes(10), AGENT);
        assertShares(Map.of("A", "8", "B", "2"));
        assertThat(load().levels())
                .isEqualTo(new TreeMap<>(Map.of(1, Duration.ofMinutes(6), 2, Duration.ofMinutes(4))));
    }

    @Test
    void what_still_lasts_is_cut_off_at_the_snapshot() {
        log.talk("A").begins(0).assigned(0, AGENT);
        ChatMetrics metrics = MetricsReplay.of(log.records());
        Facts facts = metrics.snapshot(EventLog.SHOP, EventLog.second(minutes(7)));
        assertThat(facts.shares(LoadPolicy.DEFAULT).values()).containsExactly(share("7"));
        MetricResult adjusted = facts.adjustedDuration(LoadPolicy.DEFAULT);
        assertThat(adjusted.value()).isNull();
        assertThat(adjusted.censored()).isEqualTo(1);
    }

    @Test
    void s5_9_three_kinds_of_occupancy() {
        log.capacity(0, AGENT, 3)
                .status(0, AGENT, AgentStatus.AVAILABLE)
                .status(minutes(400), AGENT, AgentStatus.AWAY)
                .status(minutes(430), AGENT, AgentStatus.AVAILABLE)
                .status(minutes(480), AGENT, AgentStatus.GONE);
        stay("A", 0, 360);
        stay("B", 0, 360);
        assertThat(figure(LoadMetric.AVAILABLE)).isEqualTo(450 * 60.0);
        assertThat(figure(LoadMetric.BUSY)).isEqualTo(360 * 60.0);
        assertThat(figure(LoadMetric.CHAT_TIME)).isEqualTo(720 * 60.0);
        assertThat(figure(LoadMetric.OCCUPANCY_WALL)).isEqualTo(.8);
        assertThat(figure(LoadMetric.SLOT_USE)).isCloseTo(.5333, within(5e-5));
        assertThat(figure(LoadMetric.CONCURRENCY_ONLINE)).isEqualTo(1.6);
        assertThat(figure(LoadMetric.CONCURRENCY_BUSY)).isEqualTo(2.0);
        assertThat(figure(LoadMetric.CONCURRENCY_MAX)).isEqualTo(2.0);
    }

    @Test
    void what_nobody_recorded_is_unknown_and_not_zero() {
        stay("A", 0, 10);
        assertThat(figure(LoadMetric.AVAILABLE)).isNull();
        assertThat(figure(LoadMetric.OCCUPANCY_WALL)).isNull();
        assertThat(figure(LoadMetric.SLOT_USE)).isNull();
        assertThat(figure(LoadMetric.CONCURRENCY_ONLINE)).isNull();
        assertThat(LoadMetric.CONCURRENCY_BUSY
                        .of(Load.EMPTY, LoadPolicy.DEFAULT)
                        .value())
                .isNull();
        assertThat(LoadMetric.CONCURRENCY_MAX.of(Load.EMPTY, LoadPolicy.DEFAULT).value())
                .isNull();
    }

    private void stay(String conversation, int from, int to) {
        stay(conversation, from, to, Agent.UNITS_PER_SESSION);
    }

    private void stay(String conversation, int from, int to, int units) {
        log.talk(conversation)
                .begins(minutes(from))
                .assigned(minutes(from), AGENT, AssignCause.OFFER, units, null)
                .endedBy(minutes(to), AGENT);
    }

    private @Nullable Double figure(LoadMetric metric) {
        return metric.of(load(), LoadPolicy.DEFAULT).value();
    }

    private Load load() {
        return Objects.requireNonNull(log.facts().loads(LoadPolicy.DEFAULT).get(new AgentId(AGENT)));
    }

    private Load load(int from, int to) {
        SortedMap<AgentId, Load> loads =
                log.facts().loads(LoadPolicy.DEFAULT, EventLog.second(minutes(from)), EventLog.second(minutes(to)));
        return Objects.requireNonNull(loads.get(new AgentId(AGENT)));
    }

    private void assertLoad(int busy, int chatTime, int max) {
        assertThat(load().busy()).isEqualTo(Duration.ofMinutes(busy));
        assertThat(load().chatTime()).isEqualTo(Duration.ofMinutes(chatTime));
        assertThat(load().max()).isEqualTo(max);
    }

    private void assertShares(Map<String, String> expected) {
        var shares = new TreeMap<String, Share>();
        expected.forEach((conversation, text) -> shares.put(conversation, share(text)));
        assertThat(shares(LoadPolicy.DEFAULT)).isEqualTo(shares);
    }

    private Map<String, Share> shares(LoadPolicy policy) {
        return byConversation(log.facts(), policy);
    }

    private static Map<String, Share> byConversation(Facts facts, LoadPolicy policy) {
        var sums = new TreeMap<String, Share>();
        facts.shares(policy)
                .forEach((stay, share) ->
                        sums.merge(stay.session().conversation().value(), share, Share::plus));
        return sums;
    }

    /** Minutes as a whole number or a fraction. */
    private static Share share(String text) {
        String[] parts = text.split("/", -1);
        Share minutes = Share.of(Duration.ofMinutes(Long.parseLong(parts[0])));
        BigInteger by = parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]);
        return new Share(minutes.numerator(), minutes.denominator().multiply(by));
    }

    private static double minutes(int minutes) {
        return minutes * 60.0;
    }
}
