package io.github.parlor.routing.live;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.Turns;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A tiny world of a plan, up to three agents and a few sessions, in which two or three threads do a few things at once; when
 * all of them are done, everything that must hold then is checked. Who runs the threads is up to the caller.
 */
final class PlanBurst {
    private static final Instant BEGIN = Instant.parse("2026-03-02T12:00:00Z");
    private static final int MOST_STEPS = 400;

    private final SplittableRandom random;
    private final Consumer<List<Runnable>> threads;
    private final ConcurrentLinkedQueue<RoutingEvent> told = new ConcurrentLinkedQueue<>();
    private final HouseRules rules = new HouseRules();
    private final List<String> story = new ArrayList<>();
    private final PlanRouter router;
    private final boolean plain;
    /** Whether the plan changes all the time. */
    private final boolean restless;

    private final Map<SessionId, Integer> submitted = new HashMap<>();
    private final Set<SessionId> taken = ConcurrentHashMap.newKeySet();
    private final Set<SessionId> ended = new HashSet<>();
    private final List<SessionId> offered = new ArrayList<>();
    private Instant now = BEGIN;
    private int sessions;
    private int round;

    PlanBurst(long seed, Consumer<List<Runnable>> threads) {
        random = new SplittableRandom(seed);
        this.threads = threads;
        plain = random.nextInt(3) == 0;
        restless = !plain && random.nextInt(4) == 0;
        router = PlanRouter.of(plan(), this::hear);
        for (int i = random.nextInt(3); i >= 0; i--) {
            apply(agent(i, AgentStatus.AVAILABLE));
        }
        rest();
    }

    /** A thread may stop here as well. */
    private void hear(RoutingEvent event) {
        Turns.point();
        told.add(event);
    }

    private RoutingPlan plan() {
        OfferPolicy.Builder offers = OfferPolicy.builder()
                .timeout(Duration.ofSeconds(30))
                .autoAccept(!plain && random.nextInt(3) == 0)
                .atOnce(plain ? 1 : 1 + random.nextInt(2))
                .declineLimit(2);
        Queue first = Queue.builder("q0").build();
        Queue.Builder second = Queue.builder("q1").served(Requirement.skill("x"));
        if (!plain && random.nextBoolean()) {
            second.escalations(Escalation.atLength(
                    1, random.nextBoolean() ? Escalation.Action.move("q0") : Escalation.Action.refuse()));
        }
        boolean both = plain || random.nextInt(4) > 0;
        RoutingPlan.Builder plan = RoutingPlan.builder()
                .queues(both ? new Queue[] {first, second.build()} : new Queue[] {first})
                .offers(offers.build())
                .agentOrder(List.of(AgentOrder.values()).get(random.nextInt(AgentOrder.values().length)));
        if (both && !plain && random.nextBoolean()) {
            plan.groups(new AgentGroup(
                    "g",
                    Requirement.skill("x"),
                    Map.of(
                            new QueueId("q0"),
                            new AgentGroup.Preference(1, 2, Duration.ZERO),
                            new QueueId("q1"),
                            AgentGroup.Preference.DEFAULT)));
        }
        return plan.build();
    }

    /** Plays so many bursts, with a check after each. Throws {@link AssertionError} with the whole story. */
    void play(int bursts) {
        try {
            for (round = 0; round < bursts; round++) {
                threads.accept(burst());
                rest();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure.getMessage() + "\n  " + String.join("\n  ", story), failure);
        }
    }

    /**
     * Plays a burst in which a thread stops at some step, while the others go on and newcomers are served.
     *
     * @return whether a thread stood
     */
    boolean playWithStop(Turns turns) {
        round++;
        boolean stood = turns.runWithStop(burst(), random, 1 + random.nextInt(MOST_STEPS));
        if (stood) {
            told.clear();
            for (int i = 0; i < 2; i++) {
                apply(new RoutingCommand.SetAgent(
                        new Agent(new AgentId("new" + i), "new", Set.of(), Map.of(new SkillId("x"), 1), 1_200),
                        AgentStatus.AVAILABLE,
                        null));
                apply(new RoutingCommand.Submit(session(), Demand.of("q0"), now));
            }
            boolean goesOn = told.stream().anyMatch(RoutingEvent.Offered.class::isInstance);
            if (!goesOn) {
                throw new AssertionError("nothing was offered while a thread stood\n  " + String.join("\n  ", story));
            }
            turns.resume();
        }
        return stood;
    }

    private List<Runnable> burst() {
        now = now.plusMillis(1);
        List<Runnable> work = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int thread = 0; thread < count; thread++) {
            List<RoutingCommand> commands = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                RoutingCommand command = command(router.state());
                commands.add(command);
                story.add(round + "." + thread + " " + command);
            }
            work.add(() -> commands.forEach(this::apply));
        }
        return work;
    }

    private void apply(RoutingCommand command) {
        Outcome outcome = router.apply(command, now);
        if (command instanceof RoutingCommand.Submit submit && outcome.equals(Outcome.DONE)) {
            taken.add(submit.session());
        }
    }

    private RoutingCommand command(RoutingState state) {
        if (restless && random.nextInt(3) == 0) {
            return new RoutingCommand.SetPlan(plan());
        }
        int kind = random.nextInt(24);
        if (state.sessions().isEmpty() || kind < 6) {
            Demand demand = Demand.of("q" + random.nextInt(2));
            if (!plain && random.nextInt(4) == 0) {
                demand = demand.withLast(new AgentId("a" + random.nextInt(3)));
            }
            return new RoutingCommand.Submit(session(), demand, now);
        }
        SessionWork work = state.sessions().get(random.nextInt(state.sessions().size()));
        AgentId agent = work.owner() == null ? new AgentId("a" + random.nextInt(3)) : work.owner();
        if (kind < 12 && !work.offers().isEmpty()) {
            SessionWork.Offer offer = work.offers().get(0);
            return kind < 10 || plain
                    ? new RoutingCommand.Accept(work.id(), offer.agent(), offer.number())
                    : new RoutingCommand.Decline(work.id(), offer.agent(), offer.number(), null);
        }
        return switch (kind) {
            case 12, 13 -> new RoutingCommand.Abandon(work.id());
            case 14 -> agent(random.nextInt(3), AgentStatus.AVAILABLE);
            case 15 -> agent(random.nextInt(3), plain ? AgentStatus.AVAILABLE : AgentStatus.AWAY);
            case 16 -> plain ? new RoutingCommand.Release(work.id()) : new RoutingCommand.TakeNext(agent);
            case 17 -> plain ? new RoutingCommand.Advance() : new RoutingCommand.SetPlan(plan());
            case 18 -> plain ? new RoutingCommand.Advance() : new RoutingCommand.Requeue(work.id());
            case 19, 20 -> plain ? new RoutingCommand.Release(work.id()) : rare(work);
            default -> new RoutingCommand.Release(work.id());
        };
    }

    private RoutingCommand rare(SessionWork work) {
        return switch (random.nextInt(6)) {
            case 0 -> new RoutingCommand.Transfer(work.id(), Demand.of("q" + random.nextInt(2)));
            case 1 -> agent(random.nextInt(3), AgentStatus.GONE);
            case 2 -> new RoutingCommand.Force(work.id(), new AgentId("a" + random.nextInt(3)), false);
            case 3 -> new RoutingCommand.Consult(work.id(), new AgentId("a" + random.nextInt(3)));
            case 4 -> new RoutingCommand.Park(work.id());
            default -> new RoutingCommand.Wake(work.id(), WakePolicy.QUEUE);
        };
    }

    private SessionId session() {
        SessionId id = new SessionId(new ConversationId("s" + sessions++), 1);
        submitted.put(id, round);
        return id;
    }

    private RoutingCommand agent(int number, AgentStatus status) {
        Map<SkillId, Integer> skills = number == 0 ? Map.of() : Map.of(new SkillId("x"), 1);
        return new RoutingCommand.SetAgent(
                new Agent(new AgentId("a" + number), "agent", Set.of(), skills, 300 * (1 + number % 2)), status, null);
    }

    private void rest() {
        List<RoutingEvent> events = new ArrayList<>(told);
        told.clear();
        rules.check(router, Map.of(), events, now);
        RoutingState state = router.state();
        Map<Long, Integer> answers = new HashMap<>();
        for (RoutingEvent event : events) {
            if (event instanceof RoutingEvent.Ended end && !ended.add(end.session())) {
                throw new AssertionError(end.session() + " ended twice");
            }
            if (event instanceof RoutingEvent.Offered offer) {
                offered.add(offer.session());
            }
            long answered = event instanceof RoutingEvent.Declined declined
                    ? declined.offer()
                    : event instanceof RoutingEvent.Withdrawn withdrawn ? withdrawn.offer() : 0;
            if (answered != 0 && answers.merge(answered, 1, Integer::sum) > 1) {
                throw new AssertionError("offer " + answered + " was answered twice");
            }
        }
        Set<SessionId> there = new HashSet<>();
        state.sessions().forEach(session -> there.add(session.id()));
        for (SessionId session : taken) {
            if (there.contains(session) == ended.contains(session)) {
                throw new AssertionError(session + " vanished, or ended and is still there");
            }
        }
        if (plain) {
            inOrder(state);
        }
    }

    /** S9: nobody of a later burst is offered while somebody of the same queue and an earlier one waits without an offer. */
    private void inOrder(RoutingState state) {
        for (SessionWork waiting : state.sessions()) {
            if (waiting.stage() != SessionWork.Stage.WAITING || offered.contains(waiting.id())) {
                continue;
            }
            for (SessionWork other : state.sessions()) {
                if (other.demand().queue().equals(waiting.demand().queue())
                        && offered.contains(other.id())
                        && submitted.getOrDefault(other.id(), 0) > submitted.getOrDefault(waiting.id(), 0)) {
                    throw new AssertionError(other.id() + " overtook " + waiting.id());
                }
            }
        }
    }
}
