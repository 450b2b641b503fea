package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Where scenarios are played: a router, a clock that stands still until it is told to go on, and the script of what
 * happened. Sessions and agents go by short names, instants by seconds after noon. After each step the {@link HouseRules}
 * are checked.
 */
final class Stage {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<RoutingEvent> events = new ArrayList<>();
    private final HouseRules rules = new HouseRules();
    private final Map<String, ToIntFunction<Agent>> scorers;
    private PlanRouter router;
    private Instant now = NOON;
    private int read;

    private Stage(RoutingPlan plan, Map<String, ToIntFunction<Agent>> scorers) {
        this.scorers = scorers;
        router = new PlanRouter(plan, scorers, events::add);
    }

    static Stage of(RoutingPlan plan) {
        return new Stage(plan, Map.of());
    }

    static Stage of(RoutingPlan.Builder plan) {
        return of(plan.build());
    }

    static Stage of(RoutingPlan plan, Map<String, ToIntFunction<Agent>> scorers) {
        return new Stage(plan, scorers);
    }

    /** Queues whose work is given without asking. */
    static RoutingPlan.Builder given(Queue... queues) {
        return RoutingPlan.builder()
                .queues(queues)
                .offers(OfferPolicy.builder().autoAccept(true).build());
    }

    /** Queues whose work is offered, for 30 s unless the test says otherwise. */
    static RoutingPlan.Builder offered(Queue... queues) {
        return RoutingPlan.builder().queues(queues);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    static Instant instant(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static SessionId session(String name) {
        return new SessionId(new ConversationId(name), 1);
    }

    static AgentId id(String agent) {
        return new AgentId(agent);
    }

    static QueueId queue(String name) {
        return new QueueId(name);
    }

    /** Makes an agent who serves three sessions at once, with skills such as {@code fr:3}. */
    static Agent person(String name, String... skills) {
        Map<SkillId, Integer> levels = new LinkedHashMap<>();
        for (String skill : skills) {
            int colon = skill.indexOf(':');
            String what = colon < 0 ? skill : skill.substring(0, colon);
            levels.put(new SkillId(what), colon < 0 ? 1 : Integer.parseInt(skill.substring(colon + 1)));
        }
        return Agent.of(name).withSkills(levels);
    }

    /** Makes an agent without skills who has this many units. */
    static Agent withUnits(String name, int units) {
        Agent agent = Agent.of(name);
        return new Agent(agent.id(), agent.displayName(), agent.teams(), agent.skills(), units);
    }

    PlanRouter router() {
        return router;
    }

    Instant now() {
        return now;
    }

    /** Lets time go on to so many seconds after noon; the router is woken whenever it asked to be. */
    Stage at(long seconds) {
        return until(instant(seconds));
    }

    /** Lets time go on to the last nanosecond before so many seconds after noon. */
    Stage justBefore(long seconds) {
        return until(instant(seconds).minusNanos(1));
    }

    Stage until(Instant then) {
        assertThat(then).as("time goes on").isAfterOrEqualTo(now);
        Optional<Instant> due = router.nextDue();
        while (due.isPresent() && !due.get().isAfter(then)) {
            now = due.get().isAfter(now) ? due.get() : now;
            done(new RoutingCommand.Advance());
            due = router.nextDue();
        }
        return leap(then);
    }

    /** Lets time go on although nobody wakes the router on the way. */
    Stage leap(long seconds) {
        return leap(instant(seconds));
    }

    /** Lets time go on without a word to the router, which learns of it by the next command. */
    Stage quietly(long seconds) {
        now = instant(seconds);
        return this;
    }

    private Stage leap(Instant then) {
        now = then;
        return done(new RoutingCommand.Advance());
    }

    /** Carries a command out that may be refused. */
    Outcome apply(RoutingCommand command) {
        int before = events.size();
        Outcome outcome = router.apply(command, now);
        rules.check(router, scorers, List.copyOf(events.subList(before, events.size())), now);
        return outcome;
    }

    /** Carries a command out. */
    Stage done(RoutingCommand command) {
        Outcome outcome = apply(command);
        assertThat(outcome.isDone()).as(command + ": " + outcome).isTrue();
        return this;
    }

    /** Tries what cannot be done, and changes nothing. */
    Refusal refusal(RoutingCommand command) {
        RoutingState before = router.state();
        Outcome outcome = apply(command);
        assertThat(router.state()).as("nothing changed by " + command).isEqualTo(before);
        return Optional.ofNullable(outcome.refusal()).orElseThrow(() -> new AssertionError("carried out: " + command));
    }

    /** Somebody who serves three sessions at once comes, with skills such as {@code fr:3}. */
    Stage agent(String name, String... skills) {
        return agent(person(name, skills));
    }

    /** Somebody who serves so many sessions at once comes. */
    Stage agent(String name, int sessions, String... skills) {
        return agent(person(name, skills).withSessions(sessions));
    }

    Stage agent(Agent agent) {
        return done(new RoutingCommand.SetAgent(agent, AgentStatus.AVAILABLE, null));
    }

    /** An agent who is known does something else. */
    Stage status(String agent, AgentStatus status) {
        return done(new RoutingCommand.SetAgent(work(agent).profile(), status, null));
    }

    Stage away(String agent) {
        return status(agent, AgentStatus.AWAY);
    }

    Stage back(String agent) {
        return status(agent, AgentStatus.AVAILABLE);
    }

    Stage gone(String agent) {
        return status(agent, AgentStatus.GONE);
    }

    /** Sessions come to the first queue. */
    Stage submit(String... names) {
        for (String name : names) {
            submit(name, Demand.of(router.state().plan().queues().get(0).id().value()));
        }
        return this;
    }

    Stage submit(String name, Demand demand) {
        return done(new RoutingCommand.Submit(session(name), demand, now));
    }

    /** A session comes that has waited elsewhere since so many seconds after noon, perhaps before it. */
    Stage submit(String name, Demand demand, long orderedFrom) {
        return done(new RoutingCommand.Submit(session(name), demand, instant(orderedFrom)));
    }

    /** An agent accepts the open offer. */
    Stage accept(String session, String agent) {
        return done(new RoutingCommand.Accept(session(session), id(agent), offer(session, agent)));
    }

    /** An agent declines the open offer. */
    Stage decline(String session, String agent) {
        return done(new RoutingCommand.Decline(session(session), id(agent), offer(session, agent), null));
    }

    /** Sessions have been served. */
    Stage release(String... sessions) {
        for (String session : sessions) {
            done(new RoutingCommand.Release(session(session)));
        }
        return this;
    }

    Stage abandon(String session) {
        return done(new RoutingCommand.Abandon(session(session)));
    }

    Stage requeue(String session) {
        return done(new RoutingCommand.Requeue(session(session)));
    }

    Stage park(String session) {
        return done(new RoutingCommand.Park(session(session)));
    }

    Stage pick(String session, String agent) {
        return done(new RoutingCommand.Pick(session(session), id(agent)));
    }

    Stage force(String session, String agent) {
        return done(new RoutingCommand.Force(session(session), id(agent), true));
    }

    Stage plan(RoutingPlan plan) {
        return done(new RoutingCommand.SetPlan(plan));
    }

    /** The process dies and another one goes on from what was stored. */
    Stage restored() {
        router = PlanRouter.restore(router.state(), scorers, events::add);
        return this;
    }

    /** The number of the open offer of a session to an agent. */
    long offer(String session, String agent) {
        return work(session(session)).offerTo(id(agent)).orElseThrow().number();
    }

    SessionWork work(SessionId session) {
        return router.session(session).orElseThrow(() -> new AssertionError("no session " + session));
    }

    AgentWork work(String agent) {
        return router.agent(id(agent)).orElseThrow(() -> new AssertionError("no agent " + agent));
    }

    boolean isThere(String session) {
        return router.session(session(session)).isPresent();
    }

    /** Who serves the session; "" for nobody. */
    String assignedTo(String session) {
        AgentId owner = work(session(session)).owner();
        return owner == null ? "" : owner.value();
    }

    /** Whom the session is offered to, the first asked first. */
    List<String> offeredTo(String session) {
        return work(session(session)).offers().stream()
                .map(offer -> offer.agent().value())
                .toList();
    }

    /** The sessions that wait and are offered to nobody, in the order of work as far as groups do not change it. */
    List<String> waiting() {
        Comparator<SessionWork> order =
                Comparator.comparing(work -> work.place().key());
        return router.state().sessions().stream()
                .filter(work -> work.stage() == SessionWork.Stage.WAITING
                        && work.offers().isEmpty())
                .sorted(order.thenComparingLong(SessionWork::number))
                .map(work -> work.id().conversation().value())
                .toList();
    }

    /** What an agent holds, such as {@code c1 ACTIVE}, the oldest first. */
    List<String> held(String agent) {
        return work(agent).held().stream()
                .sorted(Comparator.comparingLong(Held::number))
                .map(held -> held.session().conversation().value() + " " + held.phase())
                .toList();
    }

    /** The sessions that an agent serves, the oldest first. */
    List<String> serves(String agent) {
        return work(agent).held().stream()
                .filter(held -> held.phase() == Phase.ACTIVE)
                .sorted(Comparator.comparingLong(Held::number))
                .map(held -> held.session().conversation().value())
                .toList();
    }

    /** The units of an agent that are free, negative above the limit. */
    long free(String agent) {
        AgentWork work = work(agent);
        return router.state().plan().capacity().free(work.profile(), work.holdings());
    }

    /** How often an agent stood above a limit, by cause. */
    Map<RoutingEvent.OverBecause, Integer> over(String agent) {
        return work(agent).over();
    }

    /** What was told since the last question, as {@link Script} writes it: {@code 30 c1 offered anna}. */
    List<String> told() {
        List<String> lines =
                events.subList(read, events.size()).stream().map(Script::line).toList();
        read = events.size();
        return lines;
    }

    /** What was told since the last question about sessions or agents of these names; the rest is passed over. */
    List<String> told(String... names) {
        List<String> of = List.of(names);
        return told().stream().filter(line -> of.contains(Script.who(line))).toList();
    }

    /** Everything that was told. */
    List<RoutingEvent> events() {
        return List.copyOf(events);
    }

    /** How often each agent was given a session. */
    Map<String, Integer> assignments() {
        Map<String, Integer> counts = new HashMap<>();
        for (RoutingEvent event : events) {
            if (event instanceof RoutingEvent.Assigned assigned) {
                counts.merge(assigned.agent().value(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
