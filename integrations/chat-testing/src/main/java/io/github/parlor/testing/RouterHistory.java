package io.github.parlor.testing;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Random calls to a router in a world so small that everything collides: a few agents, skills, teams and sessions, calls
 * that are late, repeated or wrong. The same seed makes the same calls. Single-owner.
 */
public final class RouterHistory {
    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
    private static final List<SkillId> SKILLS = List.of(new SkillId("es"), new SkillId("billing"));
    private static final List<TeamId> TEAMS = List.of(new TeamId("day"), new TeamId("night"));
    private static final int AGENTS = 4;
    private static final int SESSIONS = 14;

    private final SplittableRandom random;
    private final RouterLedger router;
    private Instant now = START;

    private RouterHistory(RouterFactory factory, long seed) {
        random = new SplittableRandom(seed);
        router = new RouterLedger(factory);
    }

    /**
     * Makes random calls; the {@link RouterLedger} checks each.
     *
     * @param factory whose router is called
     * @param seed decides the calls, together with what the router answers
     * @param calls how many
     * @throws AssertionError that names the seed, if a promise is broken
     */
    public static void play(RouterFactory factory, long seed, int calls) {
        RouterHistory history = new RouterHistory(factory, seed);
        try {
            for (int i = 0; i < calls; i++) {
                history.step();
            }
            history.end();
        } catch (AssertionError failed) {
            throw new AssertionError("seed " + seed + ": " + failed.getMessage(), failed);
        }
    }

    private void step() {
        now = now.plusSeconds(random.nextInt(120));
        int dice = random.nextInt(100);
        if (dice < 30) {
            router.submit(ticket(session()), now);
        } else if (dice < 45) {
            answer(true);
        } else if (dice < 55) {
            answer(false);
        } else if (dice < 70) {
            SessionId session = session();
            router.release(session, router.owner(session).orElseGet(this::agent), now);
        } else if (dice < 80) {
            router.update(profile(), status(), now);
        } else {
            rarely(dice);
        }
        router.pool(target(), now);
    }

    private void rarely(int dice) {
        if (dice < 86) {
            router.withdraw(session(), now);
        } else if (dice < 90) {
            router.reserve(session(), agent(), units(), now);
        } else if (dice < 93) {
            router.reserveNext(agent(), now);
        } else if (dice < 96) {
            router.assign(session(), agent(), random.nextInt(3) * 150, now);
        } else if (dice < 98) {
            SessionId session = session();
            router.resize(session, router.owner(session).orElseGet(this::agent), random.nextInt(5) * 150, now);
        } else {
            stale();
        }
    }

    private void answer(boolean yes) {
        List<Proposal> open = router.reservations();
        if (!open.isEmpty()) {
            answer(open.get(random.nextInt(open.size())), yes);
        }
    }

    private void answer(Proposal open, boolean yes) {
        for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
            if (yes) {
                router.confirm(open.session(), open.agent(), open.reservation(), now);
            } else {
                router.decline(open.session(), open.agent(), open.reservation(), now);
            }
        }
    }

    private void stale() {
        long epoch = random.nextLong(1, 100);
        router.confirm(session(), agent(), epoch, now);
        router.decline(session(), agent(), epoch, now);
        router.position(session());
    }

    /** Everybody leaves: nothing may be held afterwards. */
    private void end() {
        for (int i = 0; i < SESSIONS; i++) {
            SessionId session = session(i);
            router.owner(session).ifPresent(owner -> router.release(session, owner, now));
            router.withdraw(session, now);
        }
        for (int i = 0; i < AGENTS; i++) {
            Agent agent = Agent.of("a" + i);
            router.update(agent, AgentStatus.AVAILABLE, now);
            router.pool(Target.agent(agent.id()), now);
        }
    }

    private Agent profile() {
        return new Agent(agent(), "agent", subset(TEAMS), skills(), random.nextInt(4) * 150);
    }

    private Map<SkillId, Integer> skills() {
        return subset(SKILLS).stream().collect(Collectors.toMap(skill -> skill, skill -> random.nextInt(1, 4)));
    }

    private <T> Set<T> subset(List<T> all) {
        return all.stream().filter(one -> random.nextBoolean()).collect(Collectors.toSet());
    }

    private AgentStatus status() {
        AgentStatus[] all = AgentStatus.values();
        return random.nextInt(3) > 0 ? AgentStatus.AVAILABLE : all[random.nextInt(all.length)];
    }

    private Ticket ticket(SessionId session) {
        Instant from = random.nextInt(4) == 0 ? now.minusSeconds(random.nextInt(300)) : now;
        Duration credit = Duration.ofSeconds(random.nextInt(3) * 90L);
        return new Ticket(session, target(), from, credit, units(), preferred());
    }

    private @Nullable AgentId preferred() {
        return random.nextInt(3) == 0 ? agent() : null;
    }

    private Target target() {
        return switch (random.nextInt(6)) {
            case 0 -> Target.agent(agent());
            case 1 -> Target.team(TEAMS.get(random.nextInt(TEAMS.size())));
            case 2 -> new Target(null, Map.of(SKILLS.get(0), random.nextInt(1, 4)), null);
            case 3 ->
                new Target(
                        TEAMS.get(0),
                        Stream.of(SKILLS.get(1)).collect(Collectors.toMap(skill -> skill, skill -> 1)),
                        null);
            default -> Target.ANYONE;
        };
    }

    private int units() {
        return random.nextBoolean() ? 150 : 300;
    }

    private AgentId agent() {
        return new AgentId("a" + random.nextInt(AGENTS));
    }

    private SessionId session() {
        return session(random.nextInt(SESSIONS));
    }

    private static SessionId session(int number) {
        return new SessionId(new ConversationId("c" + number), 1);
    }
}
