package io.github.parlor.routing;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.SessionLife.Call;
import io.github.parlor.routing.SessionLife.State;
import io.github.parlor.routing.SessionLife.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * A {@link SkillRouter} with two agents, of whom one has a skill, and three sessions, of which one wants it and one has a
 * credit. The answers to the calls are checked by {@link SessionLife}; at rest each unit is counted, and nobody waits whom
 * somebody could serve.
 */
@Param(name = "session", gen = IntGen.class, conf = "0:2")
@Param(name = "agent", gen = IntGen.class, conf = "0:1")
@Param(name = "limit", gen = IntGen.class, conf = "0:2")
@Param(name = "available", gen = BooleanGen.class)
public class RouterUnderLincheck {
    private static final SkillId SKILL = new SkillId("x");

    private final SkillRouter router = new SkillRouter(
            SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, (session, agent, epoch) -> offered(session, agent, epoch));
    private final RoutedAgent[] agents = {known(0), known(1)};
    private final RoutedSession[] sessions = {
        session(0, Target.ANYONE, 0), session(1, Target.ANYONE, 10), session(2, Target.skill(SKILL), 0)
    };
    private final SessionLife[] lives = {new SessionLife(), new SessionLife(), new SessionLife()};
    private final int[] limits = {1, 1};
    private final AtomicInteger time = new AtomicInteger();
    private volatile boolean updated;

    /** Made by Lincheck for each run. */
    public RouterUnderLincheck() {}

    private RoutedAgent known(int number) {
        return router.update(profile(number, 1), AgentStatus.AVAILABLE, Instant.EPOCH);
    }

    private static Agent profile(int number, int limit) {
        Map<SkillId, Integer> skills = number == 0 ? Map.of(SKILL, 1) : Map.of();
        return new Agent(new AgentId("a" + number), "agent", Set.of(), skills, limit);
    }

    private RoutedSession session(int number, Target target, int credit) {
        SessionId id = new SessionId(new ConversationId(String.valueOf(number)), 1);
        return router.session(router.route(target, 1), id, Instant.EPOCH, Duration.ofSeconds(credit), null);
    }

    private static int number(SessionId session) {
        return Integer.parseInt(session.conversation().value());
    }

    private void offered(RoutedSession session, RoutedAgent agent, long epoch) {
        offered(session.id(), agent, epoch);
    }

    private void offered(SessionId session, RoutedAgent agent, long epoch) {
        lives[number(session)].called(new Call(What.OFFER, agent.number(), epoch, true, 0, time.getAndIncrement()));
    }

    private void call(What what, int session, int agent, long epoch, BooleanSupplier call) {
        int began = time.getAndIncrement();
        boolean answer = call.getAsBoolean();
        lives[session].called(new Call(what, agent, epoch, answer, began, time.getAndIncrement()));
    }

    @Operation
    public void submit(@Param(name = "session") int session) {
        call(What.SUBMIT, session, -1, 0, () -> router.submit(sessions[session], Instant.EPOCH));
    }

    @Operation
    public void abandon(@Param(name = "session") int session) {
        call(What.ABANDON, session, -1, 0, () -> router.abandon(sessions[session], Instant.EPOCH));
    }

    @Operation
    public void accept(@Param(name = "session") int session) {
        answer(What.ACCEPT, session);
    }

    @Operation
    public void decline(@Param(name = "session") int session) {
        answer(What.DECLINE, session);
    }

    private void answer(What what, int session) {
        State state = State.of(sessions[session]);
        if (state.epoch() != 0) {
            RoutedAgent agent = agents[state.agent()];
            call(
                    what,
                    session,
                    state.agent(),
                    state.epoch(),
                    () -> what == What.ACCEPT
                            ? router.accept(sessions[session], agent, state.epoch(), Instant.EPOCH)
                            : router.decline(sessions[session], agent, state.epoch(), Instant.EPOCH));
        }
    }

    @Operation
    public void release(@Param(name = "session") int session, @Param(name = "agent") int agent) {
        call(What.RELEASE, session, agent, 0, () -> router.release(sessions[session], agents[agent], Instant.EPOCH));
    }

    @Operation
    public void assign(@Param(name = "session") int session, @Param(name = "agent") int agent) {
        call(What.ASSIGN, session, agent, 0, () -> router.assign(sessions[session], agents[agent], 1, Instant.EPOCH));
    }

    @Operation(nonParallelGroup = "updates")
    public void status(@Param(name = "agent") int agent, @Param(name = "available") boolean available) {
        updated = true;
        router.update(
                profile(agent, limits[agent]), available ? AgentStatus.AVAILABLE : AgentStatus.AWAY, Instant.EPOCH);
    }

    @Operation(nonParallelGroup = "updates")
    public void limit(@Param(name = "agent") int agent, @Param(name = "limit") int limit) {
        updated = true;
        limits[agent] = limit;
        router.update(profile(agent, limit), AgentStatus.AVAILABLE, Instant.EPOCH);
    }

    @Operation
    public void takeNext(@Param(name = "agent") int agent) {
        Optional<Proposal> made = router.reserveNext(agents[agent], Instant.EPOCH);
        made.ifPresent(next -> offered(next.session(), agents[agent], next.reservation()));
    }

    @Validate
    public void nothingIsWrong() {
        int[] held = new int[agents.length];
        for (int i = 0; i < sessions.length; i++) {
            RoutedSession session = sessions[i];
            State state = State.of(session);
            check(lives[i].canEndAs(state, updated), "no order of " + lives[i] + " ends as " + state);
            for (RoutedAgent agent : agents) {
                held[agent.number()] += session.isHeldBy(agent) ? 1 : 0;
                boolean couldServe = agent.hasRoom(agent.word(), 1) && (agent.number() == 0 || i < 2);
                check(!session.waits() || !couldServe || session.wasDeclinedBy(agent), session + " waits for " + agent);
            }
        }
        for (RoutedAgent agent : agents) {
            check(
                    RoutedAgent.heldOf(agent.word()) == held[agent.number()],
                    agent + " holds " + RoutedAgent.heldOf(agent.word()) + " instead of " + held[agent.number()]);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
