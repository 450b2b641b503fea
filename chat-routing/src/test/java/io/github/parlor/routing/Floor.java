package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.testing.RouterLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A floor of agents who are told by name, before the plain router, its naive double and the ledger at once. */
final class Floor {
    static final TenantId TENANT = new TenantId("shop");
    static final int UNITS = Agent.UNITS_PER_SESSION;
    static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    final RouterLedger router =
            new RouterLedger((tenant, listener) -> new PairedRouter(PlainRouter::new, NaiveRouter::new, listener));
    Instant now = START;

    void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    void available(String agent, int sessions) {
        router.update(Agent.of(agent).withSessions(sessions), AgentStatus.AVAILABLE, now);
    }

    void available(String agent, int sessions, String... skills) {
        router.update(skilled(agent, skills).withSessions(sessions), AgentStatus.AVAILABLE, now);
    }

    void status(String agent, int sessions, AgentStatus status) {
        router.update(Agent.of(agent).withSessions(sessions), status, now);
    }

    /** Tells an agent of any capacity. */
    void units(String agent, int units) {
        router.update(
                new Agent(new AgentId(agent), agent, java.util.Set.of(), Map.of(), units), AgentStatus.AVAILABLE, now);
    }

    void submit(String... sessions) {
        for (String session : sessions) {
            submit(session, Target.ANYONE);
        }
    }

    void submit(String session, Target target) {
        submit(session, target, 0, UNITS);
    }

    void submit(String session, Target target, int creditSeconds, int units) {
        assertThat(router.submit(
                        new Ticket(session(session), target, now, Duration.ofSeconds(creditSeconds), units, null), now))
                .isTrue();
    }

    void prefer(String session, String agent) {
        assertThat(router.submit(
                        new Ticket(session(session), Target.ANYONE, now, Duration.ZERO, UNITS, new AgentId(agent)),
                        now))
                .isTrue();
    }

    /** Returns whom a session is proposed to. */
    String at(String session) {
        return proposal(session).agent().value();
    }

    void accept(String... sessions) {
        for (String session : sessions) {
            Proposal made = proposal(session);
            assertThat(router.confirm(made.session(), made.agent(), made.reservation(), now))
                    .isTrue();
        }
    }

    void decline(String session) {
        Proposal made = proposal(session);
        assertThat(router.decline(made.session(), made.agent(), made.reservation(), now))
                .isTrue();
    }

    void close(String... sessions) {
        for (String session : sessions) {
            AgentId owner = router.owner(session(session)).orElseThrow();
            assertThat(router.release(session(session), owner, now)).isTrue();
        }
    }

    void force(String session, String agent) {
        router.assign(session(session), new AgentId(agent), UNITS, now);
    }

    List<String> waiting() {
        return router.waiting().stream()
                .map(session -> session.conversation().value())
                .toList();
    }

    Pool pool(Target target) {
        return router.pool(target, now);
    }

    Proposal proposal(String session) {
        return router.onlyReservation(session(session));
    }

    static Agent skilled(String agent, String... skills) {
        Map<SkillId, Integer> levels = new java.util.HashMap<>();
        for (String skill : skills) {
            levels.put(new SkillId(skill), 1);
        }
        return Agent.of(agent).withSkills(levels);
    }

    static Target skill(String skill) {
        return Target.skill(new SkillId(skill));
    }

    static Ticket ticket(String session) {
        return new Ticket(session(session), Target.ANYONE, START, Duration.ZERO, UNITS, null);
    }

    static SessionId session(String name) {
        return new SessionId(new ConversationId(name), 1);
    }
}
