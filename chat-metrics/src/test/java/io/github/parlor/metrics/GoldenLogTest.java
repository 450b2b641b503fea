package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.catalog.Rates;
import io.github.parlor.metrics.catalog.Responses;
import io.github.parlor.metrics.catalog.ServiceLevel;
import io.github.parlor.metrics.catalog.ServiceLevel.AnsweredAt;
import io.github.parlor.metrics.catalog.ServiceLevel.Denominator;
import io.github.parlor.metrics.catalog.ServiceLevel.Stays;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.cell.Interval;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.cell.Share;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Reference section 5.13. */
class GoldenLogTest {
    private static final AgentId A1 = new AgentId("a1");
    private static final AgentId A2 = new AgentId("a2");
    private static final LoadPolicy POLICY = LoadPolicy.DEFAULT;

    private final Facts facts = GoldenLog.write().facts();

    @Test
    void s5_13_counts() {
        assertThat(count(Counts.CONVERSATIONS)).isEqualTo(5);
        assertThat(count(Counts.SESSIONS)).isEqualTo(6);
        assertThat(count(Counts.STAYS)).isEqualTo(5);
        assertThat(count(Counts.TRANSFERS)).isEqualTo(1);
        assertThat(count(Counts.CONTINUED_SESSIONS)).isEqualTo(1);
        assertThat(count(Counts.MISSED_OFFERS)).isEqualTo(1);
        assertThat(count(Counts.ABANDONED)).isEqualTo(2);
        assertThat(count(Counts.ABANDONED_SHORT)).isEqualTo(1);
        assertThat(count(Counts.INVITATIONS_ENGAGED)).isEqualTo(1);
        assertThat(count(Counts.OFFERED)).isEqualTo(5);
        assertThat(count(Counts.ANSWERED)).isEqualTo(3);
    }

    @Test
    void s5_13_waits_are_those_in_the_queue() {
        assertThat(samples(Waits.EACH_ANSWERED)).containsExactly(8, 15, 30, 30, 30);
        assertThat(samples(Waits.FIRST_ANSWERED)).containsExactly(8, 15, 30, 30);
        assertThat(samples(Waits.FIRST_ABANDONED)).containsExactly(4, 65);
        assertThat(samples(Waits.FIRST_OFFERED)).containsExactly(4, 8, 15, 30, 30, 65);
        assertThat(samples(Waits.TOTAL)).containsExactly(4, 8, 30, 30, 45, 65);
    }

    @Test
    void s5_13_service_level_of_all_stays() {
        ServiceLevel all = ServiceLevel.LIVE_80_20.over(Stays.PER_STAY).answered(AnsweredAt.ACCEPT);
        assertThat(ratio(all.of(Denominator.OFFERED))).isEqualTo(new Ratio(2, 7, 0));
        assertThat(ratio(all.of(Denominator.OFFERED_MINUS_SHORT))).isEqualTo(new Ratio(2, 6, 0));
        assertThat(ratio(all.of(Denominator.ANSWERED))).isEqualTo(new Ratio(2, 5, 0));
    }

    @Test
    void s5_13_service_level_of_first_stays() {
        ServiceLevel first = ServiceLevel.LIVE_80_20.answered(AnsweredAt.ACCEPT);
        assertThat(ratio(first.of(Denominator.OFFERED))).isEqualTo(new Ratio(2, 5, 0));
        assertThat(ratio(first)).isEqualTo(new Ratio(2, 4, 0));
        assertThat(ratio(first.of(Denominator.ANSWERED))).isEqualTo(new Ratio(2, 3, 0));
        assertThat(ratio(ServiceLevel.LIVE_80_20)).isEqualTo(new Ratio(1, 4, 0));
    }

    @Test
    void s5_13_abandonment_rate_of_first_stays() {
        assertThat(facts.cell(Rates.ABANDONMENT_MINUS_SHORT)).isEqualTo(new Ratio(1, 4, 0));
        assertThat(facts.cell(Rates.ABANDONMENT)).isEqualTo(new Ratio(2, 5, 0));
    }

    @Test
    void s5_13_first_response() {
        assertThat(samplesOf("C1", Responses.FIRST_FROM_START)).containsExactly(60);
        assertThat(samplesOf("C1", Responses.FIRST_FROM_HANDOFF)).containsExactly(30);
        assertThat(samplesOf("C1", Responses.FIRST_FROM_FIRST_MESSAGE)).containsExactly(60);
        assertThat(samplesOf("C1", Responses.FIRST_FROM_ASSIGNMENT)).containsExactly(15, 20);
        assertThat(samplesOf("C2", Responses.FIRST_FROM_HANDOFF)).containsExactly(50);
        assertThat(samplesOf("C5", Responses.FIRST_FROM_HANDOFF)).containsExactly(12, 60);
        assertThat(facts.cell(Responses.FIRST_FROM_HANDOFF).censored())
                .as("C3 and C4, who left unanswered")
                .isEqualTo(2);
        assertThat(facts.cell(Responses.FIRST_FROM_FIRST_MESSAGE).censored()).isZero();
    }

    @Test
    void s5_13_replies_with_bots_and_without() {
        assertThat(samples(Responses.REPLY_INCLUDE_BOTS)).containsExactly(10, 12, 50, 60, 60, 60);
        assertThat(facts.cell(Responses.REPLY_INCLUDE_BOTS).sum()).isEqualTo(Duration.ofSeconds(252));
        assertThat(facts.result(Responses.REPLY_INCLUDE_BOTS).value()).isEqualTo(42.0);
        assertThat(facts.result(Responses.REPLY_INCLUDE_BOTS).size()).isEqualTo(6);
        assertThat(facts.result(Responses.REPLY_INCLUDE_BOTS).censored()).isEqualTo(1);
        assertThat(facts.percentile(Responses.REPLY_INCLUDE_BOTS, 50).value()).isEqualTo(50.0);
        assertThat(facts.percentile(Responses.REPLY_INCLUDE_BOTS, 90).value()).isEqualTo(60.0);
        assertThat(samples(Responses.REPLY_EXCLUDE_BOTS)).containsExactly(10, 12, 30, 50, 60, 60);
        assertThat(facts.result(Responses.REPLY_EXCLUDE_BOTS).value()).isEqualTo(37.0);
        assertThat(facts.where(session("C2")).sessions().get(0).turns().get(1).waited())
                .as("open until the end")
                .isEqualTo(Duration.ofSeconds(130));
    }

    @Test
    void s5_13_recorded_durations() {
        assertThat(samplesOf("C1", Durations.START_TO_END)).containsExactly(400);
        assertThat(samplesOf("C1", Durations.FIRST_TO_LAST_MESSAGE)).containsExactly(310);
        assertThat(samplesOf("C2", Durations.START_TO_END)).containsExactly(210);
        assertThat(samplesOf("C2", Durations.FIRST_TO_LAST_MESSAGE)).containsExactly(80);
        assertThat(samplesOf("C5", Durations.OPEN_TIME)).containsExactly(200);
        assertThat(samplesOf("C5", Durations.FIRST_TO_LAST_MESSAGE)).containsExactly(460);
    }

    @Test
    void s5_13_loads_of_the_agents() {
        SortedMap<AgentId, Load> loads = facts.loads(POLICY);
        Load a1 = Objects.requireNonNull(loads.get(A1));
        Load a2 = Objects.requireNonNull(loads.get(A2));
        assertThat(a1.busy()).isEqualTo(Duration.ofSeconds(277));
        assertThat(a1.chatTime()).isEqualTo(Duration.ofSeconds(277));
        assertThat(a1.max()).isEqualTo(1);
        assertThat(a1.available()).isEqualTo(Duration.ofSeconds(1100));
        assertThat(a2.busy()).isEqualTo(Duration.ofSeconds(320));
        assertThat(a2.chatTime()).isEqualTo(Duration.ofSeconds(350));
        assertThat(a2.levels()).containsEntry(1, Duration.ofSeconds(290)).containsEntry(2, Duration.ofSeconds(30));
        assertThat(a2.max()).isEqualTo(2);
        assertThat(a2.available()).isEqualTo(Duration.ofMinutes(19));
        assertThat(LoadMetric.CONCURRENCY_BUSY.of(a2, POLICY).value()).isEqualTo(1.09375);
        assertThat(LoadMetric.OCCUPANCY_WALL.of(a1, POLICY).value()).isCloseTo(.251818, within(5e-7));
        assertThat(LoadMetric.OCCUPANCY_WALL.of(a2, POLICY).value()).isCloseTo(.280702, within(5e-7));
    }

    @Test
    void s5_13_loads_clipped_to_quarters_of_an_hour() {
        assertThat(clipped(A1, 0, 900)).containsExactly(207L, 800L);
        assertThat(clipped(A1, 900, 1800)).containsExactly(70L, 300L);
        assertThat(clipped(A2, 0, 900)).containsExactly(320L, 840L);
        assertThat(clipped(A2, 900, 1800)).containsExactly(0L, 300L);
    }

    @Test
    void s5_13_shares_add_up_to_the_busy_time() {
        Map<StayFact, Share> shares = facts.shares(POLICY);
        assertThat(shares.values()).containsExactly(seconds(155), seconds(155), seconds(165), seconds(52), seconds(70));
        assertThat(shares.values().stream().reduce(Share.ZERO, Share::plus)).isEqualTo(seconds(597));
        assertThat(facts.cell(Durations.HANDLING).sum()).isEqualTo(Duration.ofSeconds(627));
        assertThat(facts.result(Durations.HANDLING).value()).isEqualTo(125.4);
        assertThat(facts.adjustedDuration(POLICY).value()).isEqualTo(119.4);
        assertThat(byConversation(shares))
                .isEqualTo(Map.of("C1", seconds(310), "C2", seconds(165), "C5", seconds(122)));
    }

    @Test
    void s5_13_outcomes() {
        assertThat(count(Counts.SERVED)).isEqualTo(3);
        assertThat(count(Counts.LEFT)).isEqualTo(1);
        assertThat(count(Counts.LEFT_SHORT)).isEqualTo(1);
        assertThat(count(Counts.DROPPED)).isEqualTo(1);
        assertThat(facts.where(session("C2")).cell(Counts.DROPPED)).isEqualTo(Count.ONE);
    }

    @Test
    void s5_13_satisfaction() {
        MetricResult good = facts.result(Rates.SATISFACTION);
        Interval interval = Objects.requireNonNull(good.interval());
        assertThat(good.value()).isEqualTo(1.0);
        assertThat(good.size()).isEqualTo(1);
        assertThat(interval.low()).isCloseTo(.2065493144, within(1e-9));
        assertThat(interval.high()).isEqualTo(1.0);
        assertThat(facts.cell(Rates.RATING_RESPONSE)).isEqualTo(new Ratio(1, 3, 0));
        assertThat(facts.by(Dimension.LAST_AGENT).get(A2))
                .extracting(part -> part.cell(Rates.SATISFACTION))
                .isEqualTo(Ratio.HIT);
        Map<StayFact, Share> ofC1 = facts.where(session("C1")).shares(POLICY);
        assertThat(ofC1.values()).as("half of the rating each").containsExactly(seconds(155), seconds(155));
    }

    @Test
    void every_result_names_its_definition() {
        assertThat(facts.result(Waits.FIRST_ANSWERED).definition().key()).isEqualTo("wait.first.answered@1");
        assertThat(facts.result(ServiceLevel.LIVE_80_20.metric()).definition().key())
                .isEqualTo("service_level.first_stay.offered_minus_short.first_message.t20s.s5s@1");
    }

    private List<Long> clipped(AgentId agent, int from, int to) {
        Load load = Objects.requireNonNull(
                facts.loads(POLICY, EventLog.second(from), EventLog.second(to)).get(agent));
        return List.of(load.busy().toSeconds(), load.available().toSeconds());
    }

    private static Map<String, Share> byConversation(Map<StayFact, Share> shares) {
        var sums = new TreeMap<String, Share>();
        shares.forEach((stay, share) -> sums.merge(stay.session().conversation().value(), share, Share::plus));
        return sums;
    }

    private static Share seconds(long seconds) {
        return Share.of(Duration.ofSeconds(seconds));
    }

    private long count(Metric<Count> metric) {
        return facts.cell(metric).n();
    }

    private Ratio ratio(ServiceLevel level) {
        return facts.cell(level.metric());
    }

    private List<Integer> samples(Metric<Samples> metric) {
        return seconds(facts.cell(metric));
    }

    private List<Integer> samplesOf(String conversation, Metric<Samples> metric) {
        return seconds(facts.where(session(conversation)).cell(metric));
    }

    private static Predicate<SessionFact> session(String conversation) {
        return session -> session.id().conversation().value().equals(conversation);
    }

    private static List<Integer> seconds(Samples samples) {
        List<Integer> all = new ArrayList<>();
        samples.counts().forEach((value, count) -> {
            for (int i = 0; i < count; i++) {
                all.add((int) value.toSeconds());
            }
        });
        return all;
    }
}
