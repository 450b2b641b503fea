package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.QueueReplay.Start;
import io.github.parlor.routing.ordered.OrderedRouter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueueReplayTest {
    private static final Instant START = Floor.START;
    private static final Agent ANNA = Agent.of("anna").withSessions(1);

    private final QueueReplay log = new QueueReplay();

    @Test
    void a_session_starts_when_the_one_before_has_ended() {
        log.staff(START, ANNA, AgentStatus.AVAILABLE);
        arrive("one", 0, 60);
        arrive("two", 10, 60);
        arrive("three", 20, 60);
        assertThat(starts()).containsExactly("one at 0", "two at 60", "three at 120");
    }

    @Test
    void at_one_instant_ends_come_before_leaves_and_arrivals() {
        log.staff(START, ANNA, AgentStatus.AVAILABLE);
        arrive("next", 60, 60);
        arrive("gone", 10, 60);
        arrive("one", 0, 60);
        log.leave(at(60), Floor.session("gone"));
        assertThat(starts()).containsExactly("one at 0", "gone at 60", "next at 120");
    }

    @Test
    void a_slot_takes_one_session_of_its_kind_at_its_instant_or_none() {
        log.slot(at(5), ANNA);
        arrive("one", 5, 0);
        arrive("two", 6, 0);
        log.slot(at(9), ANNA);
        log.slot(at(12), ANNA);
        log.leave(at(12), Floor.session("two"));
        assertThat(starts()).containsExactly("one at 9");
    }

    @Test
    void nobody_starts_after_the_agents_left() {
        log.staff(START, ANNA, AgentStatus.AVAILABLE);
        log.staff(at(30), ANNA, AgentStatus.DRAINING);
        arrive("one", 0, 60);
        arrive("two", 10, 60);
        assertThat(starts()).containsExactly("one at 0");
    }

    @Test
    void a_log_can_be_played_again() {
        log.staff(START, ANNA, AgentStatus.AVAILABLE);
        arrive("one", 0, 60);
        assertThat(starts()).isEqualTo(starts()).hasSize(1);
    }

    /** Kiefer and Wolfowitz: a session starts when it came or when the first server is free, whichever is later. */
    @Test
    void first_in_first_out_gives_the_starts_of_the_textbook_recursion() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int agents = random.nextInt(1, 5);
            int concurrency = random.nextInt(1, 4);
            QueueReplay replay = new QueueReplay();
            for (int i = 0; i < agents; i++) {
                replay.staff(START, Agent.of("a" + i).withSessions(concurrency), AgentStatus.AVAILABLE);
            }
            List<Instant> expected = new ArrayList<>();
            PriorityQueue<Integer> free = new PriorityQueue<>();
            for (int i = 0; i < agents * concurrency; i++) {
                free.add(0);
            }
            int arrival = 0;
            for (int i = 0; i < 200; i++) {
                arrival += random.nextInt(30);
                int handling = random.nextInt(150);
                int start = Math.max(arrival, free.remove());
                free.add(start + handling);
                expected.add(at(start));
                replay.arrive(at(arrival), ticket("s" + i, arrival), Duration.ofSeconds(handling));
            }
            assertThat(replay.run(OrderedRouter.factory()).stream().map(Start::at))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void what_is_out_of_range_is_refused_by_name() {
        assertThatThrownBy(() -> log.arrive(START, ticket("one", 0), Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("handling:");
        assertThatThrownBy(() -> log.leave(Instant.MAX, Floor.session("one")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("at:");
    }

    private void arrive(String session, int second, int handling) {
        log.arrive(at(second), ticket(session, second), Duration.ofSeconds(handling));
    }

    private List<String> starts() {
        return log.run(OrderedRouter.factory()).stream()
                .map(start -> start.session().conversation() + " at "
                        + Duration.between(START, start.at()).toSeconds())
                .toList();
    }

    private static Ticket ticket(String session, int second) {
        return new Ticket(Floor.session(session), Target.ANYONE, at(second), Duration.ZERO, Floor.UNITS, null);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
