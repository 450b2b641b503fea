package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.TenantId;
import io.github.parlor.message.Visibility;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.catalog.Rates;
import io.github.parlor.metrics.catalog.Responses;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FactsTest {
    private final EventLog log = new EventLog();

    @Test
    void a_measured_wait_beats_the_difference_of_times() {
        log.talk("c").begins(0).queued(0).assigned(30, "a", AssignCause.IMPORT, 300, Duration.ofSeconds(33));
        log.talk("d").begins(0).queued(0).left(30, EndReason.ABANDONED, Duration.ofSeconds(44));
        assertThat(log.facts().cell(Waits.FIRST_ANSWERED)).isEqualTo(seconds(33));
        assertThat(log.facts().cell(Waits.FIRST_ABANDONED)).isEqualTo(seconds(44));
    }

    @Test
    void a_measured_handling_beats_the_difference_of_times() {
        log.talk("c").begins(0).assigned(0, "a").released(50, "a", ReleaseCause.ENDED, Duration.ofSeconds(55));
        assertThat(log.facts().cell(Durations.HANDLING)).isEqualTo(seconds(55));
    }

    @Test
    void without_its_queued_record_a_session_has_no_wait() {
        log.talk("answered").begins(0).queued(0).assigned(30, "a", AssignCause.IMPORT, 300, Duration.ofSeconds(33));
        log.talk("abandoned")
                .begins(0)
                .queued(0)
                .left(30, EndReason.ABANDONED, Duration.ofSeconds(44))
                .ended(30, EndReason.ABANDONED);
        List<EventRecord> without = log.records().stream()
                .filter(record -> !(record.event() instanceof SessionQueued))
                .toList();
        Facts facts = MetricsReplay.of(without).snapshot(EventLog.SHOP);
        assertThat(log.facts().cell(Counts.OFFERED)).isEqualTo(new Count(2));
        assertThat(facts.cell(Counts.OFFERED)).as("only the answered one").isEqualTo(Count.ONE);
        assertThat(facts.cell(Waits.FIRST_OFFERED)).isEqualTo(seconds(0));
        assertThat(facts.intake().incomplete()).isEqualTo(2);
    }

    @Test
    void a_direct_transfer_waits_from_the_request_to_the_new_stay() {
        log.talk("c")
                .begins(0)
                .assigned(5, "a")
                .transferAsked(20, "a")
                .released(32, "a", ReleaseCause.TRANSFER, null)
                .assigned(32, "b", AssignCause.TRANSFER, 300, null)
                .transferReached(32, "b");
        assertThat(log.facts().cell(Waits.EACH_ANSWERED)).isEqualTo(seconds(0).merge(seconds(12)));
        assertThat(log.facts().cell(Counts.TRANSFERS)).isEqualTo(Count.ONE);
    }

    @Test
    void waking_up_is_no_new_offer_unless_it_goes_through_the_queue() {
        log.talk("kept")
                .begins(0)
                .assigned(0, "a")
                .held(10)
                .resumed(20)
                .released(20, "a", ReleaseCause.WOKEN, null)
                .assigned(20, "a", AssignCause.WOKEN, 300, null);
        log.talk("queued")
                .begins(0)
                .assigned(0, "a")
                .held(10)
                .resumed(20)
                .released(20, "a", ReleaseCause.WOKEN, null)
                .queued(20, QueueCause.WOKEN)
                .assigned(27, "b");
        assertThat(log.facts().cell(Waits.EACH_ANSWERED))
                .isEqualTo(seconds(0).merge(seconds(0)).merge(seconds(7)));
        assertThat(log.facts().cell(Counts.STAYS)).isEqualTo(new Count(4));
    }

    @Test
    void messages_never_restart_a_wait() {
        log.talk("c").begins(0).queued(0).contactSays(10).contactSays(20).abandoned(25);
        assertThat(log.facts().cell(Waits.FIRST_ABANDONED)).isEqualTo(seconds(25));
    }

    @Test
    void notes_greetings_and_bots_are_no_answers() {
        log.talk("c")
                .begins(0)
                .contactSays(0)
                .queued(0)
                .assigned(10, "a")
                .says(11, Actor.agent(new AgentId("a")), Visibility.STAFF, false)
                .says(12, Actor.agent(new AgentId("a")), Visibility.PUBLIC, true)
                .botSays(13)
                .agentSays(40, "a");
        Facts facts = log.facts();
        assertThat(facts.cell(Responses.FIRST_FROM_HANDOFF)).isEqualTo(seconds(40));
        assertThat(facts.cell(Responses.FIRST_FROM_ASSIGNMENT)).isEqualTo(seconds(30));
        assertThat(facts.cell(Responses.REPLY_INCLUDE_BOTS)).isEqualTo(seconds(40));
    }

    @Test
    void what_an_agent_wrote_first_is_a_response_only_once_the_contact_wrote() {
        log.talk("outbound")
                .begins(0, Origin.AGENT, "SALES", Map.of())
                .assigned(0, "a", AssignCause.PICK, 300, null)
                .agentSays(1, "a")
                .contactSays(50)
                .agentSays(58, "a");
        log.talk("unheard")
                .begins(0, Origin.AGENT, "SALES", Map.of())
                .assigned(0, "a", AssignCause.PICK, 300, null)
                .agentSays(1, "a");
        assertThat(log.facts().cell(Responses.FIRST_FROM_HANDOFF)).isEqualTo(seconds(8));
        assertThat(log.facts().cell(Responses.FIRST_FROM_START)).isEqualTo(seconds(58));
        assertThat(log.facts().cell(Responses.FIRST_FROM_FIRST_MESSAGE)).isEqualTo(seconds(8));
    }

    @Test
    void what_a_bot_settled_owes_no_human_response() {
        log.talk("c").begins(0).bot(0).contactSays(0).botSays(1).ended(9, EndReason.BOT_COMPLETED);
        Facts facts = log.facts();
        assertThat(facts.cell(Responses.FIRST_FROM_HANDOFF)).isEqualTo(Samples.EMPTY);
        assertThat(facts.cell(Responses.FIRST_FROM_FIRST_MESSAGE)).isEqualTo(Samples.EMPTY);
        assertThat(facts.cell(Responses.REPLY_EXCLUDE_BOTS)).isEqualTo(Samples.EMPTY);
        assertThat(facts.cell(Responses.REPLY_INCLUDE_BOTS)).isEqualTo(Samples.CENSORED);
    }

    @Test
    void a_later_rating_replaces_the_earlier_one() {
        log.talk("c")
                .begins(0)
                .assigned(0, "a")
                .endedBy(9, "a")
                .rated(10, Scale.STARS, 5)
                .rated(11, Scale.STARS, 3);
        assertThat(log.facts().cell(Rates.SATISFACTION)).isEqualTo(Ratio.MISS);
    }

    @Test
    void what_is_open_is_censored_and_not_zero() {
        log.talk("c").begins(0).contactSays(0).queued(0);
        Facts facts = log.facts();
        assertThat(facts.cell(Waits.FIRST_ANSWERED)).isEqualTo(Samples.CENSORED);
        assertThat(facts.cell(Waits.TOTAL)).isEqualTo(Samples.CENSORED);
        assertThat(facts.cell(Durations.START_TO_END)).isEqualTo(Samples.CENSORED);
        assertThat(facts.cell(Durations.OPEN_TIME)).isEqualTo(Samples.CENSORED);
        assertThat(facts.cell(Responses.REPLY_EXCLUDE_BOTS)).isEqualTo(Samples.CENSORED);
        assertThat(facts.cell(Rates.ABANDONMENT)).isEqualTo(Ratio.UNDECIDED);
        assertThat(facts.result(Waits.FIRST_ANSWERED).value()).isNull();
    }

    @Test
    void a_session_whose_begin_was_lost_is_kept_with_what_is_known() {
        log.talk("c").begins(0).queued(5).assigned(9, "a").endedBy(20, "a");
        List<EventRecord> without = log.records().stream()
                .filter(record -> !(record.event() instanceof SessionStarted))
                .toList();
        Facts facts = MetricsReplay.of(without).snapshot(EventLog.SHOP);
        assertThat(facts.cell(Waits.FIRST_ANSWERED)).isEqualTo(seconds(4));
        assertThat(facts.cell(Durations.START_TO_END)).isEqualTo(Samples.CENSORED);
        assertThat(facts.sessions().get(0).purpose()).isNull();
        assertThat(facts.by(Dimension.PURPOSE)).isEmpty();
    }

    @Test
    void sessions_are_told_apart_by_purpose_channel_attribute_and_half_hour() {
        log.talk("c").begins(0, Origin.IMPORT, "PS", Map.of("source", "may")).ended(1, EndReason.SYSTEM);
        log.talk("d")
                .begins(1_799, Origin.IMPORT, "NE", Map.of("source", "may"))
                .ended(1_800, EndReason.SYSTEM);
        log.talk("e").begins(1_800, Origin.IMPORT, "PS", Map.of()).ended(1_801, EndReason.SYSTEM);
        Facts facts = log.facts();
        assertThat(sizes(facts, Dimension.PURPOSE)).isEqualTo(Map.of("PS", 2, "NE", 1));
        assertThat(sizes(facts, Dimension.CHANNEL)).isEqualTo(Map.of("web", 3));
        assertThat(sizes(facts, Dimension.attribute("source"))).isEqualTo(Map.of("may", 2));
        assertThat(sizes(
                        facts,
                        Dimension.slot(
                                Duration.ofMinutes(30),
                                ZoneOffset.UTC,
                                s -> s.from().wall())))
                .isEqualTo(Map.of(
                        LocalDateTime.parse("2026-01-01T00:00"), 2,
                        LocalDateTime.parse("2026-01-01T00:30"), 1));
        assertThat(facts.where(session -> "NE".equals(session.purpose())).conversations())
                .hasSize(1);
    }

    @Test
    void satisfaction_is_told_by_channel_and_by_last_agent() {
        log.talk("c").begins(0).assigned(1, "ida").endedBy(2, "ida").rated(3, Scale.STARS, 5);
        log.talk("d")
                .over("mail")
                .begins(0)
                .assigned(1, "ida")
                .transferredToQueue(2, "ida")
                .assigned(3, "max")
                .endedBy(4, "max")
                .rated(5, Scale.STARS, 1);
        Facts facts = log.facts();
        assertThat(cells(facts, Dimension.CHANNEL)).isEqualTo(Map.of("web", Ratio.HIT, "mail", Ratio.MISS));
        assertThat(cells(facts, Dimension.LAST_AGENT))
                .isEqualTo(Map.of(new AgentId("ida"), Ratio.HIT, new AgentId("max"), Ratio.MISS));
    }

    private static <K extends Comparable<? super K>> Map<K, Ratio> cells(Facts facts, Dimension<K> dimension) {
        var cells = new TreeMap<K, Ratio>();
        facts.by(dimension).forEach((key, part) -> cells.put(key, part.cell(Rates.SATISFACTION)));
        return cells;
    }

    @Test
    void slots_follow_the_local_clock() {
        var berlin = Slots.local(Duration.ofMinutes(30), ZoneId.of("Europe/Berlin"));
        assertThat(berlin.apply(Instant.parse("2026-03-29T00:59:59Z"))).isEqualTo("2026-03-29T01:30:00");
        assertThat(berlin.apply(Instant.parse("2026-03-29T01:00:00Z"))).isEqualTo("2026-03-29T03:00:00");
        assertThatThrownBy(() -> Slots.utc(Duration.ZERO)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Slots.utc(Duration.ofHours(25))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void stays_of_an_agent_are_summed_up_for_a_day() {
        log.talk("c").begins(0).assigned(10, "a").released(20, "a", ReleaseCause.ENDED, Duration.ofSeconds(11));
        log.talk("d").begins(0).assigned(20, "a").released(40, "a");
        log.talk("e").begins(0).assigned(30, "a").released(35, "a");
        StaySummary summary = StaySummary.of(log.facts().staysByAgent().getOrDefault(new AgentId("a"), List.of()));
        assertThat(summary.stays()).isEqualTo(3);
        assertThat(summary.handling()).isEqualTo(Duration.ofSeconds(36));
        assertThat(summary.firstFrom()).contains(EventLog.second(10));
        assertThat(summary.lastTo()).contains(EventLog.second(40));
        assertThat(summary.maxOverlap()).isEqualTo(2);
        assertThat(StaySummary.of(List.of()).firstFrom()).isEmpty();
    }

    @Test
    void a_clock_that_stepped_back_gives_zero_and_never_less() {
        log.talk("c").begins(100).queued(100).assigned(90, "a").released(80, "a");
        Facts facts = log.facts();
        assertThat(facts.cell(Waits.FIRST_ANSWERED)).isEqualTo(seconds(0));
        assertThat(facts.cell(Durations.HANDLING)).isEqualTo(seconds(0));
        assertThat(facts.loads(LoadPolicy.DEFAULT).values())
                .extracting(load -> load.busy())
                .containsExactly(Duration.ZERO);
    }

    @Test
    void imports_are_listed_in_the_order_of_the_journal() {
        for (String source : List.of("may", "april")) {
            log.record(
                    StreamId.ofImport(source),
                    0,
                    Actor.SYSTEM,
                    new ImportFinished(source, 3, 1, 1, 0, Map.of(), Map.of()));
        }
        assertThat(log.facts().imports()).extracting(ImportFinished::source).containsExactly("may", "april");
    }

    @Test
    void tenants_never_meet() {
        log.talk("c").begins(0);
        ChatMetrics metrics = MetricsReplay.of(log.records());
        Facts other = metrics.snapshot(new TenantId("other"));
        assertThat(other.conversations()).isEmpty();
        assertThat(other.intake()).isEqualTo(new Intake(0, 0, 0, 0));
    }

    @Test
    void a_snapshot_never_changes() {
        log.talk("c").begins(0);
        ChatMetrics metrics = MetricsReplay.of(log.records());
        Facts before = metrics.snapshot(EventLog.SHOP);
        log.talk("d").begins(5);
        log.records().forEach(metrics::accept);
        assertThat(before.cell(Counts.SESSIONS)).isEqualTo(Count.ONE);
        assertThat(metrics.snapshot(EventLog.SHOP).cell(Counts.SESSIONS)).isEqualTo(new Count(2));
    }

    private static <K extends Comparable<? super K>> Map<K, Integer> sizes(Facts facts, Dimension<K> dimension) {
        var sizes = new TreeMap<K, Integer>();
        facts.by(dimension)
                .forEach((key, part) -> sizes.put(key, part.sessions().size()));
        return sizes;
    }

    private static Samples seconds(long seconds) {
        return Samples.of(Duration.ofSeconds(seconds));
    }
}
