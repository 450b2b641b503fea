package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link io.github.parlor.dispatch.Router} promises, as tests. A subclass supplies a factory. Each call of the
 * single-threaded tests goes through a {@link RouterLedger}, which checks far more than the test says; which of several
 * free agents is asked is left to the router.
 */
public abstract class RouterContract {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    private static final int UNITS = Agent.UNITS_PER_SESSION;
    private static final Agent ANNA = Agent.of("anna").withSessions(1);
    private static final Agent BEN = Agent.of("ben").withSessions(1);
    private static final SkillId SPANISH = new SkillId("es");
    private static final TeamId NIGHT = new TeamId("night");
    private static final SessionId ONE = session("one");
    private static final SessionId TWO = session("two");
    private static final SessionId THREE = session("three");

    @SuppressWarnings("NullAway.Init")
    private RouterLedger router;

    /** For implementations. */
    protected RouterContract() {}

    /** Returns the factory under test; each router it makes is empty. */
    protected abstract RouterFactory factory();

    /** Returns how many random histories are played, 300 by default; races are run a fifteenth as often. */
    protected int histories() {
        return 300;
    }

    @BeforeEach
    void makeRouter() {
        router = new RouterLedger(factory());
    }

    @Test
    void a_free_agent_is_proposed_within_submit() {
        available(ANNA);
        assertThat(submit(ONE)).isTrue();
        assertThat(proposed(ONE).agent()).isEqualTo(ANNA.id());
    }

    @Test
    void nobody_is_proposed_who_is_not_available() {
        submit(ONE);
        for (AgentStatus status : AgentStatus.values()) {
            if (status != AgentStatus.AVAILABLE) {
                router.update(ANNA, status, NOW);
                assertThat(router.reservations()).as("%s", status).isEmpty();
            }
        }
    }

    @Test
    void reservations_and_assignments_together_never_exceed_the_capacity() {
        available(ANNA.withSessions(2));
        submit(ONE);
        submit(TWO);
        confirm(ONE);
        submit(THREE);
        assertThat(router.waiting()).containsExactly(THREE);
        assertThat(router.reservations()).hasSize(1);
    }

    @Test
    void units_are_counted_not_sessions() {
        available(ANNA);
        router.submit(ticket(ONE, Target.ANYONE, 0, 0, 200), NOW);
        router.submit(ticket(TWO, Target.ANYONE, 0, 0, 101), NOW);
        router.submit(ticket(THREE, Target.ANYONE, 0, 0, 100), NOW);
        assertThat(router.waiting()).containsExactly(TWO);
    }

    @Test
    void equal_sessions_are_served_first_in_first_out() {
        submit(ONE);
        submit(TWO);
        submit(THREE);
        available(ANNA.withSessions(2));
        assertThat(router.waiting()).containsExactly(THREE);
    }

    @Test
    void the_earlier_order_instant_goes_first_whenever_it_is_submitted() {
        router.submit(ticket(ONE, Target.ANYONE, 10, 0, UNITS), NOW);
        router.submit(ticket(TWO, Target.ANYONE, 9, 0, UNITS), NOW);
        available(ANNA);
        assertThat(router.waiting()).containsExactly(ONE);
    }

    @Test
    void credit_counts_as_age_and_a_tie_goes_to_the_earlier_submission() {
        router.submit(ticket(ONE, Target.ANYONE, 0, 0, UNITS), NOW);
        router.submit(ticket(TWO, Target.ANYONE, 90, 90, UNITS), NOW);
        router.submit(ticket(THREE, Target.ANYONE, 90, 91, UNITS), NOW);
        assertThat(router.waiting()).containsExactly(THREE, ONE, TWO);
        available(ANNA);
        assertThat(router.waiting()).containsExactly(ONE, TWO);
    }

    @Test
    void skills_want_their_least_level() {
        Target spanish = new Target(null, Map.of(SPANISH, 3), null);
        available(ANNA.withSkills(Map.of(SPANISH, 2)));
        router.submit(ticket(ONE, spanish, 0, 0, UNITS), NOW);
        assertThat(router.waiting()).containsExactly(ONE);
        available(BEN.withSkills(Map.of(SPANISH, 3)));
        assertThat(proposed(ONE).agent()).isEqualTo(BEN.id());
    }

    @Test
    void a_target_may_name_a_team_or_an_agent() {
        available(ANNA.withTeams(Set.of(NIGHT)));
        available(BEN);
        router.submit(ticket(ONE, Target.team(NIGHT), 0, 0, UNITS), NOW);
        router.submit(ticket(TWO, Target.agent(BEN.id()), 0, 0, UNITS), NOW);
        assertThat(proposed(ONE).agent()).isEqualTo(ANNA.id());
        assertThat(proposed(TWO).agent()).isEqualTo(BEN.id());
    }

    @Test
    void an_ineligible_head_delays_nobody() {
        router.submit(ticket(ONE, Target.skill(SPANISH), 0, 300, UNITS), NOW);
        submit(TWO);
        available(ANNA);
        assertThat(proposed(TWO).agent()).isEqualTo(ANNA.id());
    }

    @Test
    void a_free_preferred_agent_is_asked_first() {
        available(ANNA.withSessions(9));
        available(BEN.withSessions(9));
        for (Agent preferred : new Agent[] {ANNA, BEN, ANNA, ANNA, BEN}) {
            SessionId session = session("for-" + router.reservations().size());
            router.submit(new Ticket(session, Target.ANYONE, NOW, Duration.ZERO, UNITS, preferred.id()), NOW);
            assertThat(proposed(session).agent()).isEqualTo(preferred.id());
        }
    }

    @Test
    void each_kind_of_call_that_frees_capacity_lets_the_next_session_in() {
        available(ANNA);
        submit(ONE);
        confirm(ONE);
        submit(TWO);
        router.release(ONE, ANNA.id(), NOW);
        submit(THREE);
        router.withdraw(TWO, NOW);
        submit(ONE);
        decline(THREE);
        submit(TWO);
        confirm(ONE);
        router.assign(ONE, BEN.id(), UNITS, NOW);
        assertThat(router.reservations()).hasSize(1);
        assertThat(router.waiting()).hasSize(1);
    }

    @Test
    void a_higher_limit_a_new_skill_and_a_smaller_assignment_let_the_next_session_in() {
        available(ANNA);
        submit(ONE);
        confirm(ONE);
        submit(TWO);
        available(ANNA.withSessions(2));
        assertThat(proposed(TWO).agent()).isEqualTo(ANNA.id());
        router.submit(ticket(THREE, Target.skill(SPANISH), 0, 0, UNITS), NOW);
        router.resize(ONE, ANNA.id(), 0, NOW);
        assertThat(router.waiting()).containsExactly(THREE);
        available(ANNA.withSessions(2).withSkills(Map.of(SPANISH, 1)));
        assertThat(proposed(THREE).agent()).isEqualTo(ANNA.id());
    }

    @Test
    void a_reservation_is_confirmed_once_and_under_its_own_name_only() {
        available(ANNA);
        available(BEN);
        submit(ONE);
        Proposal made = proposed(ONE);
        AgentId other = made.agent().equals(ANNA.id()) ? BEN.id() : ANNA.id();
        assertThat(router.confirm(ONE, made.agent(), made.reservation() + 1, NOW))
                .isFalse();
        assertThat(router.confirm(ONE, other, made.reservation(), NOW)).isFalse();
        assertThat(router.confirm(TWO, made.agent(), made.reservation(), NOW)).isFalse();
        assertThat(router.confirm(ONE, made.agent(), made.reservation(), NOW)).isTrue();
        assertThat(router.confirm(ONE, made.agent(), made.reservation(), NOW)).isFalse();
        assertThat(router.decline(ONE, made.agent(), made.reservation(), NOW)).isFalse();
    }

    @Test
    void a_declined_session_goes_to_somebody_else() {
        available(ANNA);
        available(BEN);
        submit(ONE);
        AgentId first = proposed(ONE).agent();
        decline(ONE);
        assertThat(proposed(ONE).agent()).isNotEqualTo(first);
    }

    @Test
    void a_declined_session_returns_to_its_place() {
        available(ANNA);
        submit(ONE);
        submit(TWO);
        submit(THREE);
        decline(ONE);
        assertThat(router.waiting()).containsExactly(ONE, THREE);
        confirm(TWO);
        router.release(TWO, ANNA.id(), NOW);
        assertThat(router.waiting()).containsExactly(THREE);
    }

    @Test
    void a_session_that_its_only_agent_declined_waits_for_the_next_change() {
        available(ANNA);
        submit(ONE);
        decline(ONE);
        assertThat(router.waiting()).containsExactly(ONE);
        assertThat(router.withdraw(TWO, NOW)).isFalse();
        assertThat(router.waiting()).containsExactly(ONE);
        router.update(BEN, AgentStatus.AWAY, NOW);
        assertThat(proposed(ONE).agent()).isEqualTo(ANNA.id());
    }

    @Test
    void a_withdrawn_session_is_forgotten_and_may_come_again() {
        available(ANNA);
        submit(ONE);
        submit(TWO);
        Proposal made = proposed(ONE);
        assertThat(router.withdraw(ONE, NOW)).isTrue();
        assertThat(router.withdraw(ONE, NOW)).isFalse();
        assertThat(router.confirm(ONE, made.agent(), made.reservation(), NOW)).isFalse();
        assertThat(proposed(TWO).agent()).isEqualTo(ANNA.id());
        assertThat(submit(ONE)).isTrue();
    }

    @Test
    void a_session_cannot_be_submitted_twice() {
        assertThat(submit(ONE)).isTrue();
        assertThat(submit(ONE)).isFalse();
        available(ANNA);
        assertThat(submit(ONE)).isFalse();
        confirm(ONE);
        assertThat(submit(ONE)).isFalse();
        router.release(ONE, ANNA.id(), NOW);
        assertThat(submit(ONE)).isTrue();
    }

    @Test
    void capacity_is_released_once_and_by_its_holder_only() {
        available(ANNA);
        submit(ONE);
        assertThat(router.release(ONE, ANNA.id(), NOW)).isFalse();
        confirm(ONE);
        assertThat(router.release(ONE, BEN.id(), NOW)).isFalse();
        assertThat(router.release(ONE, ANNA.id(), NOW)).isTrue();
        assertThat(router.release(ONE, ANNA.id(), NOW)).isFalse();
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isEqualTo(UNITS);
    }

    @Test
    void a_lost_agent_loses_reservations_and_keeps_assignments() {
        available(ANNA.withSessions(2));
        submit(ONE);
        confirm(ONE);
        submit(TWO);
        submit(THREE);
        Proposal made = proposed(TWO);
        router.update(ANNA.withSessions(2), AgentStatus.LOST, NOW);
        assertThat(router.waiting()).containsExactly(TWO, THREE);
        assertThat(router.owner(ONE)).contains(ANNA.id());
        assertThat(router.confirm(TWO, made.agent(), made.reservation(), NOW)).isFalse();
        available(ANNA.withSessions(2));
        assertThat(router.waiting()).containsExactly(THREE);
        assertThat(proposed(TWO).reservation()).isNotEqualTo(made.reservation());
    }

    @Test
    void a_lower_limit_takes_nothing_away_and_lets_nothing_in() {
        available(ANNA.withSessions(2));
        submit(ONE);
        submit(TWO);
        confirm(ONE);
        available(ANNA.withSessions(0));
        assertThat(router.reservations()).hasSize(1);
        submit(THREE);
        confirm(TWO);
        available(ANNA);
        router.release(ONE, ANNA.id(), NOW);
        assertThat(router.waiting()).containsExactly(THREE);
        router.release(TWO, ANNA.id(), NOW);
        assertThat(router.waiting()).isEmpty();
    }

    @Test
    void a_recorded_assignment_may_exceed_the_limit_and_is_paid_back_first() {
        available(ANNA);
        submit(ONE);
        confirm(ONE);
        router.assign(TWO, ANNA.id(), UNITS, NOW);
        submit(THREE);
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isZero();
        router.release(ONE, ANNA.id(), NOW);
        assertThat(router.waiting()).containsExactly(THREE);
        router.release(TWO, ANNA.id(), NOW);
        assertThat(proposed(THREE).agent()).isEqualTo(ANNA.id());
    }

    @Test
    void a_recorded_assignment_ends_waiting_and_replaces_another() {
        submit(ONE);
        router.assign(ONE, ANNA.id(), UNITS, NOW);
        router.assign(ONE, BEN.id(), UNITS, NOW);
        available(ANNA);
        available(BEN);
        assertThat(router.reservations()).isEmpty();
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isEqualTo(UNITS);
    }

    @Test
    void an_assignment_grows_only_into_room() {
        available(ANNA);
        router.assign(ONE, ANNA.id(), 100, NOW);
        assertThat(router.resize(ONE, ANNA.id(), UNITS + 1, NOW)).isFalse();
        assertThat(router.resize(ONE, ANNA.id(), UNITS, NOW)).isTrue();
        assertThat(router.resize(ONE, BEN.id(), 0, NOW)).isFalse();
        assertThat(router.resize(ONE, ANNA.id(), 0, NOW)).isTrue();
    }

    @Test
    void a_named_agent_is_reserved_whatever_the_target_is() {
        available(ANNA);
        router.submit(ticket(ONE, Target.skill(SPANISH), 0, 0, UNITS), NOW);
        assertThat(router.reserve(ONE, ANNA.id(), UNITS, NOW)).isPresent();
        assertThat(router.reserve(ONE, ANNA.id(), UNITS, NOW)).isEmpty();
        assertThat(router.reserve(TWO, ANNA.id(), 1, NOW)).isEmpty();
        decline(ONE);
        assertThat(router.waiting()).containsExactly(ONE);
    }

    @Test
    void of_two_reservations_of_a_session_one_is_confirmed() {
        available(ANNA);
        available(BEN);
        long anna = router.reserve(ONE, ANNA.id(), UNITS, NOW).orElseThrow();
        long ben = router.reserve(ONE, BEN.id(), UNITS, NOW).orElseThrow();
        assertThat(router.confirm(ONE, BEN.id(), ben, NOW)).isTrue();
        assertThat(router.confirm(ONE, ANNA.id(), anna, NOW)).isFalse();
        assertThat(router.pool(Target.agent(ANNA.id()), NOW).freeUnits()).isEqualTo(UNITS);
    }

    @Test
    void a_reservation_beside_an_assignment_moves_it_or_leaves_it() {
        available(ANNA);
        available(BEN);
        router.assign(ONE, ANNA.id(), UNITS, NOW);
        router.reserve(ONE, BEN.id(), UNITS, NOW);
        decline(ONE);
        assertThat(router.waiting()).isEmpty();
        assertThat(router.owner(ONE)).contains(ANNA.id());
        router.reserve(ONE, BEN.id(), UNITS, NOW);
        confirm(ONE);
        assertThat(router.pool(Target.agent(ANNA.id()), NOW).freeUnits()).isEqualTo(UNITS);
        assertThat(router.owner(ONE)).contains(BEN.id());
    }

    @Test
    void an_agent_may_pull_what_they_declined() {
        available(ANNA);
        submit(ONE);
        decline(ONE);
        assertThat(router.reserveNext(BEN.id(), NOW)).isEmpty();
        assertThat(router.reserveNext(ANNA.id(), NOW).map(Proposal::session)).contains(ONE);
        assertThat(router.reserveNext(ANNA.id(), NOW)).isEmpty();
    }

    @Test
    void positions_count_only_work_that_the_same_agents_can_take() {
        router.update(ANNA.withSkills(Map.of(SPANISH, 1)), AgentStatus.AWAY, NOW);
        router.update(BEN.withTeams(Set.of(NIGHT)), AgentStatus.AWAY, NOW);
        router.submit(ticket(ONE, Target.skill(SPANISH), 0, 0, UNITS), NOW);
        router.submit(ticket(TWO, Target.team(NIGHT), 0, 0, UNITS), NOW);
        submit(THREE);
        assertThat(router.position(ONE)).hasValue(0);
        assertThat(router.position(TWO)).hasValue(0);
        assertThat(router.position(THREE)).hasValue(2);
        assertThat(router.position(session("unknown"))).isEmpty();
    }

    @Test
    void what_is_not_known_is_said_to_be_unknown() {
        assertThat(router.pool(Target.ANYONE, NOW).estimate()).isEqualTo(Estimate.unknown(NOW));
        available(ANNA);
        assertThat(router.pool(Target.ANYONE, NOW).estimate()).isEqualTo(Estimate.immediate(NOW));
        submit(ONE);
        assertThat(router.pool(Target.ANYONE, NOW).estimate()).isEqualTo(Estimate.unknown(NOW));
    }

    @Test
    void units_out_of_range_are_refused_with_the_name_of_the_field() {
        for (int units : new int[] {-1, Agent.MAX_CAPACITY_UNITS + 1}) {
            refusesUnits(() -> router.reserve(ONE, ANNA.id(), units, NOW));
            refusesUnits(() -> router.assign(ONE, ANNA.id(), units, NOW));
            refusesUnits(() -> router.resize(ONE, ANNA.id(), units, NOW));
        }
        refusesUnits(() -> router.reserve(ONE, ANNA.id(), 0, NOW));
    }

    @Test
    void the_invariants_hold_after_each_step_of_random_histories() {
        for (long seed = 0; seed < histories(); seed++) {
            RouterHistory.play(factory(), seed, 120);
        }
    }

    @Test
    @Timeout(60)
    void scenario_48_of_1000_concurrent_submits_exactly_as_many_are_proposed_as_there_is_room() throws Exception {
        RouterRaces.burst(factory());
    }

    @Test
    @Timeout(60)
    void threads_that_answer_proposals_never_see_an_agent_above_the_limit_and_lose_nothing() throws Exception {
        for (long seed = 0; seed <= histories() / 15; seed++) {
            RouterRaces.churn(factory(), seed);
        }
    }

    @Test
    @Timeout(60)
    void threads_that_withdraw_and_lose_agents_leave_no_capacity_held() throws Exception {
        for (long seed = 0; seed <= histories() / 15; seed++) {
            RouterRaces.chaos(factory(), seed);
        }
    }

    private void available(Agent agent) {
        router.update(agent, AgentStatus.AVAILABLE, NOW);
    }

    private boolean submit(SessionId session) {
        return router.submit(ticket(session, Target.ANYONE, 0, 0, UNITS), NOW);
    }

    private Proposal proposed(SessionId session) {
        return router.onlyReservation(session);
    }

    private void confirm(SessionId session) {
        Proposal made = proposed(session);
        assertThat(router.confirm(session, made.agent(), made.reservation(), NOW))
                .isTrue();
    }

    private void decline(SessionId session) {
        Proposal made = proposed(session);
        assertThat(router.decline(session, made.agent(), made.reservation(), NOW))
                .isTrue();
    }

    private static void refusesUnits(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(InvalidValueException.class).hasMessageStartingWith("units:");
    }

    private static Ticket ticket(SessionId session, Target target, int fromSeconds, int creditSeconds, int units) {
        return new Ticket(
                session, target, NOW.plusSeconds(fromSeconds), Duration.ofSeconds(creditSeconds), units, null);
    }

    private static SessionId session(String name) {
        return new SessionId(new ConversationId(name), 1);
    }
}
