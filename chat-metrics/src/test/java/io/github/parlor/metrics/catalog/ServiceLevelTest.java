package io.github.parlor.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.metrics.ChatMetrics;
import io.github.parlor.metrics.EventLog;
import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.MetricResult;
import io.github.parlor.metrics.MetricsReplay;
import io.github.parlor.metrics.catalog.ServiceLevel.AnsweredAt;
import io.github.parlor.metrics.catalog.ServiceLevel.Denominator;
import io.github.parlor.metrics.catalog.ServiceLevel.FlowOut;
import io.github.parlor.metrics.catalog.ServiceLevel.Stays;
import io.github.parlor.metrics.cell.Ratio;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reference sections 1.6 and 5.6. */
class ServiceLevelTest {
    private static final ServiceLevel LEVEL = ServiceLevel.LIVE_80_20.answered(AnsweredAt.ACCEPT);

    private final EventLog log = new EventLog();
    private int calls;

    @Test
    void s5_6_one_log_and_every_formula_in_use() {
        twentyOffered();
        assertThat(level(LEVEL.of(Denominator.ANSWERED))).isEqualTo(new Ratio(12, 16, 0));
        assertThat(level(LEVEL.of(Denominator.OFFERED))).isEqualTo(new Ratio(12, 20, 0));
        assertThat(level(LEVEL.of(Denominator.OFFERED_MINUS_SHORT))).isEqualTo(new Ratio(12, 18, 0));
        assertThat(level(LEVEL.of(Denominator.ANSWERED_PLUS_LATE_ABANDON))).isEqualTo(new Ratio(12, 17, 0));
        assertThat(level(LEVEL.of(Denominator.REMOVED_WITHIN_T))).isEqualTo(new Ratio(15, 20, 0));
        assertThat(value(LEVEL.of(Denominator.OFFERED_MINUS_SHORT))).isCloseTo(.6667, within(5e-5));
        assertThat(value(LEVEL.of(Denominator.ANSWERED_PLUS_LATE_ABANDON))).isCloseTo(.7059, within(5e-5));
    }

    @Test
    void s5_6_flow_outs_count_only_where_included() {
        twentyOffered();
        flowsOut(10);
        flowsOut(40);
        ServiceLevel with = LEVEL.with(FlowOut.INCLUDE);
        assertThat(level(with.of(Denominator.OFFERED))).isEqualTo(new Ratio(12, 22, 0));
        assertThat(value(with.of(Denominator.OFFERED))).isCloseTo(.5455, within(5e-5));
        assertThat(level(with.of(Denominator.ANSWERED))).isEqualTo(new Ratio(12, 16, 0));
        assertThat(level(with.of(Denominator.ANSWERED_PLUS_LATE_ABANDON))).isEqualTo(new Ratio(12, 18, 0));
        assertThat(level(with.of(Denominator.REMOVED_WITHIN_T))).isEqualTo(new Ratio(16, 22, 0));
        assertThat(level(LEVEL.of(Denominator.OFFERED))).isEqualTo(new Ratio(12, 20, 0));
    }

    @Test
    void s5_6_a_wait_of_exactly_t_is_in_time() {
        answered(20);
        assertThat(level(LEVEL)).isEqualTo(Ratio.HIT);
        answered(20.001);
        assertThat(level(LEVEL)).isEqualTo(new Ratio(1, 2, 0));
    }

    @Test
    void an_abandonment_after_exactly_s_is_short() {
        abandons(5);
        assertThat(level(LEVEL)).isEqualTo(Ratio.EMPTY);
        abandons(5.001);
        assertThat(level(LEVEL)).isEqualTo(Ratio.MISS);
    }

    @Test
    void s5_6_nothing_offered_is_unknown_and_not_all_in_time() {
        for (Denominator denominator : Denominator.values()) {
            MetricResult result = log.facts().result(LEVEL.of(denominator).metric());
            assertThat(result.value()).isNull();
            assertThat(result.size()).isZero();
            assertThat(result.interval()).isNull();
        }
    }

    @Test
    void still_waiting_is_undecided_within_t_and_a_miss_beyond() {
        log.talk("open").begins(0).queued(0);
        ChatMetrics metrics = MetricsReplay.of(log.records());
        assertThat(waiting(metrics, 20).values()).hasSize(5).containsOnly(Ratio.UNDECIDED);
        assertThat(waiting(metrics, 20.001))
                .isEqualTo(Map.of(
                        Denominator.OFFERED_MINUS_SHORT, Ratio.MISS,
                        Denominator.OFFERED, Ratio.MISS,
                        Denominator.ANSWERED, Ratio.UNDECIDED,
                        Denominator.ANSWERED_PLUS_LATE_ABANDON, Ratio.MISS,
                        Denominator.REMOVED_WITHIN_T, Ratio.MISS));
    }

    @Test
    void a_wait_beyond_t_that_may_still_become_short_is_undecided() {
        log.talk("open").begins(0).queued(0);
        ServiceLevel strict = ServiceLevel.within(Duration.ofSeconds(2), .8).answered(AnsweredAt.ACCEPT);
        assertThat(levelAt(4, strict)).isEqualTo(Ratio.UNDECIDED);
        assertThat(levelAt(6, strict)).isEqualTo(Ratio.MISS);
    }

    @Test
    void an_agent_who_took_it_and_never_wrote_has_not_answered() {
        log.talk("mute").begins(0).queued(0).assigned(4, "a").endedBy(30, "a");
        ServiceLevel byMessage = ServiceLevel.LIVE_80_20;
        assertThat(level(byMessage.of(Denominator.OFFERED))).isEqualTo(Ratio.MISS);
        assertThat(level(byMessage)).isEqualTo(Ratio.MISS);
        assertThat(level(byMessage.of(Denominator.ANSWERED))).isEqualTo(Ratio.EMPTY);
        assertThat(level(byMessage.of(Denominator.ANSWERED_PLUS_LATE_ABANDON))).isEqualTo(Ratio.MISS);
        assertThat(level(byMessage.of(Denominator.REMOVED_WITHIN_T))).isEqualTo(Ratio.MISS);
        assertThat(level(LEVEL)).isEqualTo(Ratio.HIT);
    }

    @Test
    void an_agent_who_took_it_and_has_not_written_yet_is_undecided_within_t() {
        log.talk("slow").begins(0).queued(0).assigned(4, "a");
        assertThat(levelAt(20, ServiceLevel.LIVE_80_20)).isEqualTo(Ratio.UNDECIDED);
        assertThat(levelAt(21, ServiceLevel.LIVE_80_20)).isEqualTo(Ratio.MISS);
    }

    @Test
    void a_direct_assignment_waited_zero_and_one_that_woke_was_not_offered() {
        log.talk("direct").begins(0).assigned(50, "a").endedBy(60, "a");
        log.talk("woken")
                .begins(0)
                .assigned(0, "a", AssignCause.WOKEN, 300, null)
                .endedBy(9, "a");
        assertThat(level(LEVEL)).isEqualTo(Ratio.HIT);
    }

    @Test
    void only_the_first_stay_counts_unless_each_is_asked_for() {
        log.talk("moved")
                .begins(0)
                .queued(0)
                .assigned(10, "a")
                .transferredToQueue(20, "a")
                .assigned(90, "b");
        assertThat(level(LEVEL)).isEqualTo(Ratio.HIT);
        assertThat(level(LEVEL.over(Stays.PER_STAY))).isEqualTo(new Ratio(1, 2, 0));
    }

    @Test
    void a_level_is_filed_where_the_wait_began() {
        log.talk("late").begins(10).queued(10).assigned(15, "a");
        assertThat(filed(10, 11)).isEqualTo(Ratio.HIT);
        assertThat(filed(0, 10)).isEqualTo(Ratio.EMPTY);
        assertThat(filed(11, 99)).isEqualTo(Ratio.EMPTY);
    }

    @Test
    void every_policy_is_a_definition_of_its_own() {
        var ids = Catalog.serviceLevels(ServiceLevel.LIVE_80_20).stream()
                .map(metric -> metric.definition().key())
                .collect(Collectors.toSet());
        assertThat(ids).hasSize(20);
        assertThat(LEVEL.metric().definition()).isEqualTo(LEVEL.metric().definition());
        assertThat(id(LEVEL.withShortAbandon(Duration.ofSeconds(6)))).isNotEqualTo(id(LEVEL));
        assertThat(id(LEVEL.with(FlowOut.INCLUDE))).isNotEqualTo(id(LEVEL));
        assertThat(ServiceLevel.MESSAGING_90_300.target()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ServiceLevel.MESSAGING_90_300.goal()).isEqualTo(.9);
    }

    @Test
    void a_negative_target_is_refused() {
        assertThatThrownBy(() -> ServiceLevel.within(Duration.ofSeconds(-1), .8))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("serviceLevel.target");
    }

    private void twentyOffered() {
        for (int i = 0; i < 12; i++) {
            answered(i + 9);
        }
        for (int i = 0; i < 4; i++) {
            answered(21 + 30 * i);
        }
        abandons(3);
        abandons(4);
        abandons(12);
        abandons(60);
    }

    private void answered(double wait) {
        log.talk("call-" + calls++).begins(0).queued(0).assigned(wait, "a");
    }

    private void abandons(double wait) {
        log.talk("call-" + calls++).begins(0).queued(0).abandoned(wait);
    }

    private void flowsOut(double wait) {
        log.talk("call-" + calls++)
                .begins(0)
                .queued(0)
                .left(wait, EndReason.QUEUE_TIMEOUT, null)
                .ended(wait, EndReason.QUEUE_TIMEOUT);
    }

    private Ratio level(ServiceLevel level) {
        return log.facts().cell(level.metric());
    }

    private Ratio levelAt(double asOf, ServiceLevel level) {
        return MetricsReplay.of(log.records())
                .snapshot(EventLog.SHOP, EventLog.second(asOf))
                .cell(level.metric());
    }

    private Ratio filed(int from, int to) {
        return log.facts().cell(LEVEL.metric(), EventLog.second(from), EventLog.second(to));
    }

    private double value(ServiceLevel level) {
        return Objects.requireNonNull(log.facts().result(level.metric()).value());
    }

    private static String id(ServiceLevel level) {
        return level.metric().definition().id();
    }

    private static Map<Denominator, Ratio> waiting(ChatMetrics metrics, double asOf) {
        Facts facts = metrics.snapshot(EventLog.SHOP, EventLog.second(asOf));
        var levels = new EnumMap<Denominator, Ratio>(Denominator.class);
        for (Denominator denominator : Denominator.values()) {
            levels.put(denominator, facts.cell(LEVEL.of(denominator).metric()));
        }
        return levels;
    }
}
