package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Escalation.Action.move;
import static io.github.parlor.routing.plan.Escalation.Action.raise;
import static io.github.parlor.routing.plan.Escalation.Action.refuse;
import static io.github.parlor.routing.plan.Escalation.afterWait;
import static io.github.parlor.routing.plan.Escalation.atLength;
import static io.github.parlor.routing.plan.Escalation.outOfHours;
import static io.github.parlor.routing.plan.Escalation.unstaffed;
import static io.github.parlor.routing.plan.Floor.NOON;
import static io.github.parlor.routing.plan.Floor.at;
import static io.github.parlor.routing.plan.Floor.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueueTest {
    @Test
    void scenario_28_length_at_the_101st_and_waits_once_each() {
        Queue queue = Queue.builder("sales")
                .escalations(
                        atLength(100, refuse()),
                        afterWait(seconds(300), move("second")),
                        afterWait(seconds(60), raise(10)))
                .build();

        assertThat(queue.onArrival(NOON, 99, true, 0)).isEmpty();
        assertThat(queue.onArrival(NOON, 100, true, 0)).contains(refuse());
        assertThat(queue.onWait(seconds(0), seconds(59))).isEmpty();
        assertThat(queue.onWait(seconds(59), seconds(60))).containsExactly(raise(10));
        assertThat(queue.onWait(seconds(60), seconds(299))).isEmpty();
        assertThat(queue.onWait(seconds(0), seconds(300))).containsExactly(raise(10), move("second"));
        assertThat(queue.nextWait(seconds(0))).contains(seconds(60));
        assertThat(queue.nextWait(seconds(60))).contains(seconds(300));
        assertThat(queue.nextWait(seconds(300))).isEmpty();
        assertThat(queue.longestWait()).contains(seconds(300));
    }

    @Test
    void each_escalation_is_due_once_however_time_is_cut() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Queue queue = new RandomPlans(seed).queue("q", 2, false);
            List<Action> cut = new ArrayList<>();
            Duration waited = Duration.ZERO;
            while (waited.toSeconds() < 700) {
                Duration next = waited.plusSeconds(1 + random.nextInt(90));
                cut.addAll(queue.onWait(waited, next));
                waited = next;
            }
            assertThat(cut).as("seed %d", seed).isEqualTo(queue.onWait(Duration.ZERO, waited));
        }
    }

    @Test
    void formula_2_7_of_several_that_apply_at_an_arrival_the_first_one_counts() {
        Queue queue = Queue.builder("sales")
                .hours(Schedule.never())
                .escalations(unstaffed(seconds(0), move("backup")), outOfHours(refuse()), atLength(0, move("full")))
                .build();

        assertThat(queue.onArrival(NOON, 5, false, 0)).contains(move("backup"));
        assertThat(queue.onArrival(NOON, 5, true, 0)).contains(refuse());
    }

    @Test
    void a_queue_without_staff_is_given_up_after_a_while_of_its_own() {
        Queue queue = Queue.builder("sales")
                .escalations(unstaffed(seconds(30), refuse()), unstaffed(seconds(5), move("backup")))
                .build();

        assertThat(queue.onArrival(NOON, 0, false, 0)).isEmpty();
        assertThat(queue.onUnstaffed(seconds(0), seconds(30))).containsExactly(move("backup"), refuse());
        assertThat(queue.onUnstaffed(seconds(5), seconds(29))).isEmpty();
        Queue atOnce = Queue.builder("sales")
                .escalations(unstaffed(seconds(0), refuse()))
                .build();
        assertThat(atOnce.onUnstaffed(null, seconds(0))).containsExactly(refuse());
        assertThat(atOnce.onUnstaffed(seconds(0), seconds(9))).isEmpty();
    }

    @Test
    void scenario_40_who_comes_back_in_time_has_the_original_place() {
        Queue queue = Queue.builder("sales").rejoin(seconds(60)).build();

        assertThat(queue.orderedFrom(at(-500), at(0), at(59))).isEqualTo(at(-500));
        assertThat(queue.orderedFrom(at(-500), at(0), at(60))).isEqualTo(at(60));
        assertThat(Queue.of("strict").orderedFrom(at(-500), at(0), at(0))).isEqualTo(at(0));
    }

    @Test
    void the_simple_case_serves_anybody_day_and_night() {
        Queue queue = Queue.of("sales");

        assertThat(queue.id()).isEqualTo(new QueueId("sales"));
        assertThat(queue.onArrival(NOON, 1_000_000, true, 0)).isEmpty();
        assertThat(queue.longestWait()).isEmpty();
        assertThat(queue.keepsCallbacks()).isTrue();
        assertThat(queue.ladder()).isEqualTo(Ladder.ANYONE);
    }

    @Test
    void who_may_serve_is_said_once_by_a_requirement_or_by_a_ladder() {
        Requirement french = Requirement.skill("french");
        Ladder ladder = Ladder.rings(seconds(10), french, Requirement.anyone());

        assertThatThrownBy(() ->
                        Queue.builder("sales").served(french).ladder(ladder).build())
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("queue 'sales'.ladder: expected either served(…) or ladder(…), got both");
        assertThatThrownBy(() -> Queue.builder("sales")
                        .ladder(ladder)
                        .served(french)
                        .priority(1_001)
                        .build())
                .hasMessageContainingAll("served", "ladder", "sales", "priority");
        assertThat(Queue.builder("sales").served(french).build().ladder()).isEqualTo(Ladder.of(french));
    }

    @Test
    void what_is_said_in_several_calls_adds_up() {
        Queue queue = Queue.builder("sales")
                .teams(Set.of(new TeamId("wine")))
                .teams(Set.of(new TeamId("beer")))
                .escalations(atLength(100, refuse()))
                .escalations(afterWait(seconds(60), raise(10)))
                .ladder(Ladder.builder()
                        .always(Requirement.team("wine"))
                        .always(Requirement.skill("french"))
                        .last(Requirement.anyone()))
                .build();

        assertThat(queue.teams()).containsExactly(new TeamId("wine"), new TeamId("beer"));
        assertThat(queue.escalations()).containsExactly(atLength(100, refuse()), afterWait(seconds(60), raise(10)));
        assertThat(queue.ladder().always())
                .isEqualTo(Requirement.all(Requirement.team("wine"), Requirement.skill("french")));
    }

    @Test
    void a_reason_for_missed_offers_does_not_change_what_a_reason_means() {
        StatusPolicy policy = StatusPolicy.DEFAULT.withReason("call", AgentStatus.DRAINING);

        assertThatThrownBy(() -> policy.withMissedReason("call"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("missedReason", "AWAY", "call");
        assertThat(policy.withReason("gone", AgentStatus.AWAY)
                        .withMissedReason("gone")
                        .reasons())
                .containsOnlyKeys("call", "gone");
    }

    @Test
    void every_wrong_value_is_named() {
        Requirement.AllOf tooLarge = new Requirement.AllOf(java.util.Collections.nCopies(64, Requirement.anyone()));
        assertThatThrownBy(() -> Queue.builder("sales")
                        .priority(1_001)
                        .credit(Duration.ofDays(-366))
                        .target(seconds(-1))
                        .namedPatience(seconds(-1))
                        .lastPatience(seconds(-1))
                        .rejoin(seconds(-1))
                        .ladder(Ladder.builder().always(tooLarge).last(Requirement.anyone()))
                        .build())
                .hasMessageContainingAll(
                        "priority", "credit", "target", "namedPatience", "lastPatience", "rejoin", "ladder.always");
        assertThatThrownBy(() -> Queue.of("")).hasMessageContaining("queue");
        assertThatThrownBy(() -> afterWait(Duration.ZERO, refuse())).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> raise(0)).hasMessageStartingWith("raise.levels: ");
        assertThatThrownBy(() -> atLength(-1, refuse())).hasMessageStartingWith("length.most: ");
        assertThatThrownBy(() -> unstaffed(seconds(-1), refuse())).hasMessageStartingWith("unstaffed.atLeast: ");
        assertThatThrownBy(() -> Demand.of("sales").withPriority(-1_001)).hasMessageContaining("priority");
        assertThatThrownBy(() -> Demand.of("sales").withExcluded(Set.of()).withCredit(Duration.ofDays(400)))
                .hasMessageContaining("credit");
    }
}
