package io.github.parlor.examples.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.StreamId;
import io.github.parlor.event.VisitorEvent.InvitationShown;
import io.github.parlor.id.AgentId;
import io.github.parlor.journal.Journal;
import io.github.parlor.metrics.MetricResult;
import io.github.parlor.metrics.catalog.Counts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopDayTest {
    private static final ShopDay DAY = new ShopDay(7, 2, 1_500);

    @SuppressWarnings("NullAway.Init")
    private static Journal journal;

    @SuppressWarnings("NullAway.Init")
    private static DayReport report;

    @BeforeAll
    static void run() {
        journal = DAY.run(now -> {});
        report = DayReport.of(DAY, journal);
    }

    private static List<EventRecord> records() {
        return journal.readAll(ShopDay.TENANT, 0, Integer.MAX_VALUE);
    }

    private static double value(String metric) {
        MetricResult figure = report.figures().stream()
                .filter(result -> result.definition().id().equals(metric))
                .findFirst()
                .orElseThrow();
        return figure.value() == null ? Double.NaN : figure.value();
    }

    @Test
    void the_same_seed_gives_the_same_facts_and_the_same_bytes() {
        ShopDay again = new ShopDay(7, 2, 1_500);
        Journal second = again.run(now -> {});

        assertThat(second.readAll(ShopDay.TENANT, 0, Integer.MAX_VALUE)).isEqualTo(records());
        DayReport repeated = DayReport.of(again, second);
        assertThat(DayHtml.page(repeated)).isEqualTo(DayHtml.page(report));
        assertThat(DayJson.tree(repeated).toString())
                .isEqualTo(DayJson.tree(report).toString());
    }

    @Test
    void another_seed_gives_another_day() {
        Journal other = new ShopDay(8, 2, 300).run(now -> {});
        Journal same = new ShopDay(7, 2, 300).run(now -> {});
        assertThat(other.readAll(ShopDay.TENANT, 0, 1_000)).isNotEqualTo(same.readAll(ShopDay.TENANT, 0, 1_000));
    }

    @Test
    void the_whole_way_is_in_the_journal_from_the_invitation_to_the_purchase() {
        Set<String> kinds = new HashSet<>();
        records().forEach(record -> kinds.add(record.event().getClass().getSimpleName()));
        assertThat(kinds)
                .contains(
                        "AgentConfigured",
                        "AgentStatusChanged",
                        "InvitationShown",
                        "InvitationAccepted",
                        "InvitationDismissed",
                        "InvitationExpired",
                        "SessionStarted",
                        "SessionQueued",
                        "OfferMade",
                        "OfferAccepted",
                        "OfferExpired",
                        "OwnerAssigned",
                        "MessagePosted",
                        "LeftQueue",
                        "SessionEnded",
                        "OwnerReleased",
                        "SessionRated",
                        "PurchaseRecorded");
    }

    @Test
    void every_session_ends_and_every_stream_replays() {
        Map<StreamId, Conversation> states = new HashMap<>();
        for (EventRecord record : records()) {
            if (record.stream().kind() == StreamId.Kind.CONVERSATION) {
                states.put(record.stream(), Conversation.evolve(states.get(record.stream()), record));
            }
        }
        assertThat(states).isNotEmpty();
        assertThat(states.values())
                .allSatisfy(
                        state -> assertThat(state.session().state().isOver()).isTrue());
        assertThat(value(Counts.SESSIONS.definition().id())).isEqualTo(states.size());
    }

    @Test
    void no_agent_ever_serves_more_than_three_at_once() {
        Map<AgentId, Integer> serving = new HashMap<>();
        for (EventRecord record : records()) {
            if (record.event() instanceof OwnerAssigned e) {
                assertThat(serving.merge(e.agent(), 1, Integer::sum)).isLessThanOrEqualTo(3);
            } else if (record.event() instanceof OwnerReleased e) {
                serving.merge(e.agent(), -1, Integer::sum);
            }
        }
        assertThat(serving.values()).isNotEmpty().containsOnly(0);
        assertThat(report.byAgent()).allSatisfy(load -> assertThat(load.most()).isLessThanOrEqualTo(3));
    }

    @Test
    void a_visitor_is_invited_once_per_visit() {
        Set<String> invited = new HashSet<>();
        for (EventRecord record : records()) {
            if (record.event() instanceof InvitationShown shown) {
                assertThat(invited.add(shown.visitor() + "/" + shown.visit())).isTrue();
            }
        }
        assertThat(report.invited()).isEqualTo(invited.size()).isPositive();
    }

    @Test
    void the_report_adds_up() {
        double offered = value(Counts.OFFERED.definition().id());
        assertThat(value(Counts.ANSWERED.definition().id())
                        + value(Counts.ABANDONED.definition().id()))
                .isEqualTo(offered);
        assertThat(report.halfHours().stream()
                        .mapToLong(DayReport.HalfHour::offered)
                        .sum())
                .isEqualTo((long) offered);
        assertThat(report.bySubject().values().stream()
                        .mapToLong(figures -> figures.get(1).size())
                        .sum())
                .isEqualTo((long) offered);
    }

    @Test
    void the_page_loads_nothing_from_anywhere() {
        assertThat(DayHtml.page(report))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</body></html>\n")
                .contains("<svg", "@media (prefers-color-scheme: dark)")
                .contains("<td>advice</td>", "<td>agent-1</td>")
                .doesNotContain("http://", "https://", "<script", "@import", "src=", "url(");
    }

    @Test
    void a_number_of_agents_out_of_range_is_refused_by_name() {
        assertThatThrownBy(() -> new ShopDay(1, 0))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("agents: expected a number from 1 to 1000, got 0");
    }
}
