package io.github.parlor.routing;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A large paired history: more kinds of agents and more demands than there are bits in a word, capacities that differ, more
 * credits than lanes, and so many who wait in no order that some belong far from both ends of the line.
 */
final class Crowd {
    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
    private static final int AGENTS = 90;
    private static final int SKILLS = 8;

    private final SplittableRandom random;
    private final List<Proposal> open = new ArrayList<>();
    private final List<Proposal> served = new ArrayList<>();
    private final List<SessionId> submitted = new ArrayList<>();
    private final Router router;

    private Crowd(RouterFactory factory, long seed) {
        random = new SplittableRandom(seed);
        router = new PairedRouter(PlainRouter::new, proposals -> factory.create(Floor.TENANT, proposals), open::add);
    }

    /** Plays one. Throws {@link AssertionError} that names the seed. */
    static void play(RouterFactory factory, long seed, int calls) {
        try {
            Crowd crowd = new Crowd(factory, seed);
            for (int i = 0; i < calls; i++) {
                crowd.step(i < calls / 2 ? 60 : 20);
            }
        } catch (AssertionError failed) {
            throw new AssertionError("seed " + seed + ": " + failed.getMessage(), failed);
        }
    }

    private void step(int submissions) {
        int dice = random.nextInt(100);
        if (dice < submissions) {
            submit();
        } else if (dice < 85 && !open.isEmpty()) {
            answer(open.remove(random.nextInt(open.size())));
        } else if (dice < 90 && !submitted.isEmpty()) {
            router.withdraw(submitted.get(random.nextInt(submitted.size())), START);
        } else if (dice < 95 && !served.isEmpty()) {
            Proposal ended = served.remove(random.nextInt(served.size()));
            router.release(ended.session(), ended.agent(), START);
        } else {
            update();
        }
    }

    private void submit() {
        SessionId session = new SessionId(new ConversationId("c" + submitted.size()), 1);
        submitted.add(session);
        router.submit(
                new Ticket(
                        session,
                        target(),
                        START.plusMillis(random.nextInt(100_000)),
                        Duration.ofSeconds(random.nextInt(30)),
                        100 * (1 + random.nextInt(3)),
                        random.nextInt(20) == 0 ? agent() : null),
                START);
        router.position(session);
    }

    private void answer(Proposal made) {
        if (random.nextInt(5) == 0) {
            router.decline(made.session(), made.agent(), made.reservation(), START);
        } else if (router.confirm(made.session(), made.agent(), made.reservation(), START)) {
            served.add(made);
        }
    }

    private void update() {
        AgentStatus status = random.nextInt(4) == 0 ? AgentStatus.AWAY : AgentStatus.AVAILABLE;
        router.update(new Agent(agent(), "agent", Set.of(), skills(4), 100 * random.nextInt(8)), status, START);
        router.pool(target(), START);
    }

    private Target target() {
        return random.nextInt(30) == 0 ? Target.agent(agent()) : new Target(null, skills(2), null);
    }

    private Map<SkillId, Integer> skills(int most) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            skills.put(new SkillId("skill-" + random.nextInt(SKILLS)), 1);
        }
        return skills;
    }

    private AgentId agent() {
        return new AgentId("a" + random.nextInt(AGENTS));
    }
}
