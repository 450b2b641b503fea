package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.Turns;
import io.github.parlor.routing.live.RoutingCommand.Release;
import io.github.parlor.routing.live.RoutingCommand.SetAgent;
import io.github.parlor.routing.live.RoutingCommand.SetPlan;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A few threads do one or two things at once in a world that has what one part of {@link Index} is for, and nothing else: so
 * that a hint that is missing for a moment, or for good, keeps an agent and a session apart. What each world does is always
 * the same; in which order its threads do it is up to the caller.
 */
final class IndexBurst {
    private static final Instant BEGIN = Instant.parse("2026-03-02T12:00:00Z");
    private static final ChannelId HALF = new ChannelId("half");
    private static final AgentId A = new AgentId("a");
    private static final Requirement X = Requirement.skill("x");
    private static final Requirement Y = Requirement.skill("y");
    /** One for each agent and limit, so that who comes back is who went. */
    private static final Map<String, Agent> PROFILES = new ConcurrentHashMap<>();

    private static final Duration DELAY = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<RoutingEvent> told = new ConcurrentLinkedQueue<>();
    private final HouseRules rules = new HouseRules();
    private final World world;
    private final Consumer<List<Runnable>> threads;
    private final PlanRouter router;
    private Instant now = BEGIN;

    /** What one thread does after the other within a burst; the bursts of a world come one after the other. */
    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to them.
    enum World {
        /** One agent has room for two and lies where the search comes last: on a shelf that was made before the one left. */
        TWO_SHELVES(
                plan(),
                alone(available("a", 1_200), submit("s")),
                alone(new SetPlan(plan())),
                alone(new Release(session("s"))),
                together(does(submit("t")), does(submit("u")))),
        /** The agent who is found has room for all who come. */
        ROOM_FOR_ALL(plan(), alone(available("a", 1_200)), together(does(submit("s")), does(submit("t")))),
        /** Somebody goes and comes back, and has moved nowhere then. */
        AWAY_AND_BACK(
                plan(),
                alone(available("a", 300)),
                together(does(away("a", 300)), does(available("a", 300))),
                alone(submit("s"))),
        /** A session is offered and waits again, in the lane where it was. */
        OFFERED_AND_BACK(
                plan(false),
                alone(available("b", 300), submit("r"), new RoutingCommand.Accept(session("r"), new AgentId("b"), 1)),
                alone(available("a", 300)),
                together(does(submit("s")), does(away("a", 300))),
                alone(new Release(session("r")))),
        /** A plan comes while somebody is moved, who is looked for by it later. */
        PLAN_WHILE_AGENTS_MOVE(
                plan(),
                alone(available("a", 300), available("b", 300), submit("s"), submit("t")),
                together(does(new SetPlan(plan())), does(new Release(session("s"))), does(new Release(session("t")))),
                alone(submit("u"), submit("v"))),
        /** A plan comes while sessions come. */
        PLAN_WHILE_SESSIONS_COME(
                plan(),
                alone(away("a", 600)),
                together(does(new SetPlan(plan())), does(submit("s")), does(submit("t"))),
                alone(available("a", 600))),
        /** Two plans come at once. */
        TWO_PLANS(
                plan(),
                alone(available("a", 300), away("b", 300), submit("s")),
                together(
                        does(new SetPlan(plan())),
                        does(new SetPlan(plan(false)), new SetPlan(plan())),
                        does(new Release(session("s")))),
                alone(submit("t"), submit("u")),
                alone(available("b", 300))),
        /** A plan comes that has another queue, and sessions go there while something is done to them by the plan before. */
        PLAN_WITH_ANOTHER_QUEUE(
                plan(false),
                alone(away("a", 300), submit("s"), submit("t"), submit("u")),
                together(
                        does(
                                new RoutingCommand.Abandon(session("s")),
                                new RoutingCommand.Pick(session("t"), A),
                                new RoutingCommand.Force(session("u"), A, true)),
                        does(new SetPlan(another()), elsewhere("u"), elsewhere("t"), elsewhere("s")))),
        /** Two threads find at once that a session has waited long. */
        RAISED_ONCE(
                raising(),
                alone(submit("s")),
                later(
                        does(new RoutingCommand.Advance()),
                        does(new RoutingCommand.Reorder(session("s"), 0, Duration.ZERO, null)))),
        /** Two agents of a kind that is new come to sessions that wait. */
        NEW_KIND(
                plan(),
                alone(submit("s"), submit("t")),
                together(does(available("a", 300)), does(available("b", 300)))),
        /** Two agents of a kind that is new are looked for later. */
        NEW_KIND_OF_WHO_WAITS(
                plan(),
                together(does(available("a", 300)), does(available("b", 300))),
                alone(submit("s"), submit("t"))),
        /** A session makes a lane, a kind is made by who can take from it. */
        NEW_KIND_AND_NEW_LANE(
                plan(),
                together(does(submit("s", X)), does(available("a", 300)), does(available("b", 600))),
                alone(submit("t", X), submit("u", X))),
        /** Two sessions make one lane while somebody gets room for both. */
        NEW_LANE(
                plan(),
                alone(available("a", 600), submit("s"), submit("t")),
                together(
                        does(submit("u", X)),
                        does(submit("v", X)),
                        does(new Release(session("s")), new Release(session("t"))))),
        /** Sessions of two lanes name one agent for the first time, and nobody else may take them. */
        NAMED(
                named(),
                alone(available("a", 600), submit("q"), submit("r")),
                together(does(submit("s", Requirement.anyone(), A)), does(submit("t", X, A))),
                alone(new Release(session("q")), new Release(session("r")))),
        /** The lane of an agent is left by its only session and forgotten, while another one comes to it. */
        NAMED_AND_LEFT(
                named(),
                alone(available("a", 600), submit("q"), submit("r"), submit("s", Requirement.anyone(), A)),
                together(does(new RoutingCommand.Abandon(session("s"))), does(submit("t", Requirement.anyone(), A))),
                alone(new Release(session("q")), new Release(session("r")))),
        /** Sessions come to another lane because time passes, while somebody comes who may take them there. */
        DELAYED(
                delayed(),
                alone(away("a", 600), available("b", 300), submit("s"), submit("t"), submit("u")),
                later(
                        does(new RoutingCommand.Advance()),
                        does(available("a", 600)),
                        does(new RoutingCommand.Advance())),
                alone(submit("v")),
                later(does(available("b", 900)), does(submit("w")))),
        /** Kinds that nobody is of are forgotten while somebody comes to be of one. */
        FORGOTTEN_KIND(
                plan(),
                alone(available("c", 150), away("a", 600), away("b", 900)),
                together(does(available("a", 600)), does(available("b", 900))),
                alone(submit("s"), submit("t"), submit("u"), submit("v"), submit("w"))),
        /** Lanes in which nobody waits are forgotten while somebody comes to one. */
        FORGOTTEN_LANE(
                plan(),
                alone(available("c", 150), submit("r")),
                together(does(submit("s", X)), does(submit("t", Y))),
                alone(available("a", 900))),
        /** Shelves on which nobody lies are forgotten while somebody comes to one. */
        FORGOTTEN_SHELF(
                plan(),
                alone(available("a", 900), available("b", 900), submit("r"), new Release(session("r"))),
                together(does(submit("s")), does(submit("t", HALF))),
                alone(submit("u"), submit("v"), submit("w"), submit("x"))),
        /** Two agents of a kind come to shelves that are new. */
        NEW_SHELVES(
                plan(),
                alone(available("a", 900), available("b", 900)),
                together(does(submit("s")), does(submit("t", HALF))),
                alone(submit("u"), submit("v"), submit("w"), submit("x")));

        private final RoutingPlan plan;

        private final List<Burst> bursts;

        World(RoutingPlan plan, Burst... bursts) {
            this.plan = plan;
            this.bursts = List.of(bursts);
        }
    }

    private record Burst(boolean later, List<Work> threads) {}

    private record Work(List<RoutingCommand> commands) {}

    private static Burst alone(RoutingCommand... commands) {
        return together(does(commands));
    }

    private static Burst together(Work... threads) {
        return new Burst(false, List.of(threads));
    }

    /** When the delay of a group is over. */
    private static Burst later(Work... threads) {
        return new Burst(true, List.of(threads));
    }

    private static Work does(RoutingCommand... commands) {
        return new Work(List.of(commands));
    }

    IndexBurst(World world, Consumer<List<Runnable>> threads) {
        this.world = world;
        this.threads = threads;
        router = PlanRouter.of(world.plan, this::hear);
    }

    /** A thread may stop here as well. */
    private void hear(RoutingEvent event) {
        Turns.point();
        told.add(event);
    }

    /** Plays all bursts, with a check after each. Throws {@link AssertionError}. */
    void play() {
        for (Burst burst : world.bursts) {
            now = now.plus(burst.later ? DELAY : Duration.ofMillis(1));
            threads.accept(burst.threads.stream()
                    .map(work -> (Runnable) () -> work.commands.forEach(command -> router.apply(command, now)))
                    .toList());
            List<RoutingEvent> events = new ArrayList<>(told);
            told.clear();
            rules.check(router, Map.of(), events, now);
            if (events.stream().filter(RoutingEvent.Raised.class::isInstance).count() > 1) {
                throw new AssertionError("raised twice: " + events);
            }
        }
    }

    private static RoutingPlan plan() {
        return plan(true);
    }

    /** A plan by which the units that an agent has left tell what the agent can take. */
    private static RoutingPlan plan(boolean autoAccept) {
        return builder(autoAccept).build();
    }

    private static RoutingPlan raising() {
        return RoutingPlan.builder()
                .queues(Queue.builder("q")
                        .escalations(Escalation.afterWait(DELAY, Escalation.Action.raise(1)))
                        .build())
                .build();
    }

    private static RoutingPlan another() {
        return RoutingPlan.builder().queues(Queue.of("q"), Queue.of("r")).build();
    }

    private static RoutingCommand elsewhere(String session) {
        return new RoutingCommand.Transfer(session(session), Demand.of("r"));
    }

    private static RoutingPlan named() {
        return RoutingPlan.builder()
                .queues(Queue.builder("q").namedPatience(DELAY).build())
                .offers(OfferPolicy.builder().autoAccept(true).build())
                .build();
    }

    private static RoutingPlan delayed() {
        return builder(true)
                .groups(
                        new AgentGroup("g", X, Map.of(new QueueId("q"), AgentGroup.Preference.of(0, DELAY))),
                        AgentGroup.EVERYONE)
                .build();
    }

    private static RoutingPlan.Builder builder(boolean autoAccept) {
        return RoutingPlan.builder()
                .queues(Queue.of("q"))
                .capacity(new Capacity(
                        Map.of(HALF, Capacity.Load.of(150)), Capacity.Load.DEFAULT, List.of(), Duration.ZERO))
                .offers(OfferPolicy.builder().autoAccept(autoAccept).build());
    }

    private static SetAgent available(String id, int units) {
        return agent(id, units, AgentStatus.AVAILABLE);
    }

    private static SetAgent away(String id, int units) {
        return agent(id, units, AgentStatus.AWAY);
    }

    private static SetAgent agent(String id, int units, AgentStatus status) {
        Agent profile = PROFILES.computeIfAbsent(
                id + units,
                any -> new Agent(
                        new AgentId(id), "agent", Set.of(), Map.of(new SkillId("x"), 1, new SkillId("y"), 1), units));
        return new SetAgent(profile, status, null);
    }

    private static SessionId session(String name) {
        return new SessionId(new ConversationId(name), 1);
    }

    private static Submit submit(String name) {
        return submit(name, Demand.of("q"));
    }

    private static Submit submit(String name, Requirement required) {
        return submit(name, Demand.of("q").withRequired(required));
    }

    private static Submit submit(String name, Requirement required, AgentId named) {
        return submit(name, Demand.of("q").withRequired(required).withNamed(named));
    }

    private static Submit submit(String name, ChannelId channel) {
        Demand any = Demand.of("q");
        return submit(
                name,
                new Demand(
                        any.queue(),
                        channel,
                        any.required(),
                        any.excluded(),
                        any.named(),
                        any.last(),
                        any.priority(),
                        any.credit(),
                        any.due()));
    }

    private static Submit submit(String name, Demand demand) {
        return new Submit(session(name), demand, BEGIN);
    }
}
