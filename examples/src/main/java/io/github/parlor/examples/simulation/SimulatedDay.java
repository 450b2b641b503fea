package io.github.parlor.examples.simulation;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One day on virtual time: events in the order of their instants, each told to the router, whose proposals are accepted at
 * once. The clock counts nanoseconds since the day began. Single-owner.
 */
final class SimulatedDay {
    /** A call that waits no longer than this was served soon. */
    static final Duration SOON = Duration.ofSeconds(20);

    private static final TenantId TENANT = new TenantId("simulation");
    private static final Instant START = Instant.parse("2000-01-03T08:00:00Z");
    private static final double NANOS_PER_MINUTE = 60e9;

    private final DayModel model;
    private final Chance chance;
    private final double busyness;
    private final List<Duration> credits;
    private final List<Target> targets;
    private final Router router;
    private final DayCounts counts;
    private final long period;
    private final List<Crew> crews;
    private final Map<AgentId, Worker> workers = new HashMap<>();
    private final Queue<Event> agenda = new PriorityQueue<>(Event.ORDER);
    private final Queue<Proposal> proposals = new ArrayDeque<>();
    private final Map<SessionId, Call> waiting = new HashMap<>();
    private long now;
    private long events;
    /** When somebody last left, or the last period ended. */
    private long end;

    private record Event(long at, long number, Runnable action) {
        static final Comparator<Event> ORDER =
                Comparator.comparingLong(Event::at).thenComparingLong(Event::number);
    }

    private record Call(SessionId session, int type, int period, long arrived, long service) {}

    private record Worker(Agent agent, int group) {}

    SimulatedDay(DayModel model, WorkOrder order, RouterFactory factory, Chance chance) {
        this.model = model;
        this.chance = chance;
        busyness = model.busynessShape() == null ? 1 : chance.busyness(model.busynessShape());
        credits = order.credits(model);
        targets = IntStream.range(0, model.types().size())
                .mapToObj(type -> Target.skill(skill(type)))
                .toList();
        router = factory.create(TENANT, proposals::add);
        counts = new DayCounts(
                model.types().size(), model.periods(), model.groups().size());
        period = model.period().toNanos();
        crews = IntStream.range(0, model.groups().size()).mapToObj(this::crew).toList();
    }

    /** Runs until nobody is left. */
    DayCounts run() {
        IntStream.range(0, model.periods()).forEach(number -> schedule(number * period, () -> staff(number)));
        schedule(model.periods() * period, () -> end = now);
        IntStream.range(0, model.types().size()).forEach(this::scheduleArrival);
        for (Event next = agenda.poll(); next != null; next = agenda.poll()) {
            now = next.at();
            next.action().run();
        }
        for (int group = 0; group < crews.size(); group++) {
            counts.presentNanos[group] = crews.get(group).presentNanos(end);
        }
        return counts;
    }

    private void schedule(long at, Runnable action) {
        agenda.add(new Event(at, ++events, action));
    }

    private void staff(int number) {
        for (int group = 0; group < crews.size(); group++) {
            Crew crew = crews.get(group);
            crew.plan(model.groups().get(group).agents().get(number));
            while (crew.isShort()) {
                router.update(crew.come(now), AgentStatus.AVAILABLE, instant(now));
                accept();
            }
            Optional<Agent> free = crew.anyFree();
            while (crew.isTooMany() && free.isPresent()) {
                sendHome(crew, free.get());
                free = crew.anyFree();
            }
        }
    }

    private void sendHome(Crew crew, Agent agent) {
        crew.goHome(agent, now);
        router.update(agent, AgentStatus.GONE, instant(now));
    }

    /**
     * A Poisson process of changing rate is one of rate 1 on the clock that runs at that rate: the next arrival is where this
     * clock has run on by an exponential variate.
     */
    private void scheduleArrival(int type) {
        double left = chance.exponential();
        double at = now;
        for (int number = (int) (now / period); number < model.periods(); number++) {
            double rate = busyness * model.types().get(type).arrivalsPerMinute().get(number) / NANOS_PER_MINUTE;
            double periodEnd = (number + 1.0) * period;
            double run = (periodEnd - at) * rate;
            if (left < run) {
                int arrivalPeriod = number;
                schedule(Math.round(at + left / rate), () -> arrive(type, arrivalPeriod));
                return;
            }
            left -= run;
            at = periodEnd;
        }
    }

    private void arrive(int type, int number) {
        scheduleArrival(type);
        SessionId session = new SessionId(new ConversationId("call-" + ++counts.arrived), 1);
        long service = chance.exponentialNanos(model.servicesPerMinute().get(number));
        long patience = chance.exponentialNanos(model.abandonmentsPerMinute().get(number));
        waiting.put(session, new Call(session, type, number, now, service));
        router.submit(ticket(session, type), instant(now));
        accept();
        if (waiting.containsKey(session)) {
            schedule(now + patience, () -> abandon(session));
        }
    }

    private Ticket ticket(SessionId session, int type) {
        return new Ticket(
                session,
                targets.get(type),
                instant(now),
                credits.get(type),
                Agent.UNITS_PER_SESSION,
                firstChoice(model.types().get(type).groups()));
    }

    /** Returns somebody free of the first group that has any; the router may choose among those of one group. */
    private @Nullable AgentId firstChoice(List<Integer> groups) {
        if (groups.size() == 1) {
            return null;
        }
        return groups.stream()
                .flatMap(group -> crews.get(group).anyFree().stream())
                .findFirst()
                .map(Agent::id)
                .orElse(null);
    }

    private void accept() {
        for (Proposal made = proposals.poll(); made != null; made = proposals.poll()) {
            boolean confirmed = router.confirm(made.session(), made.agent(), made.reservation(), instant(now));
            Call call = waiting.remove(made.session());
            Worker worker = workers.get(made.agent());
            if (!confirmed || call == null || worker == null) {
                throw new IllegalStateException("not to be accepted: " + made);
            }
            start(call, worker);
        }
    }

    private void start(Call call, Worker worker) {
        long waited = now - call.arrived();
        counts.served++;
        counts.waitedNanos += waited;
        if (waited < SOON.toNanos()) {
            counts.servedSoon[call.type()][call.period()]++;
        }
        counts.busyNanos[worker.group()] += call.service();
        crews.get(worker.group()).busy(worker.agent());
        schedule(now + call.service(), () -> finish(call, worker));
    }

    private void finish(Call call, Worker worker) {
        end = now;
        Crew crew = crews.get(worker.group());
        if (crew.isTooMany()) {
            sendHome(crew, worker.agent());
        } else {
            crew.free(worker.agent());
        }
        router.release(call.session(), worker.agent().id(), instant(now));
        accept();
    }

    private void abandon(SessionId session) {
        Call call = waiting.remove(session);
        if (call == null) {
            return;
        }
        end = now;
        long waited = now - call.arrived();
        counts.abandoned++;
        counts.waitedNanos += waited;
        counts.abandonedLate += waited < SOON.toNanos() ? 0 : 1;
        router.withdraw(session, instant(now));
        accept();
    }

    private Crew crew(int group) {
        DayModel.AgentGroup modelled = model.groups().get(group);
        int most = modelled.agents().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Agent> agents = IntStream.range(0, most)
                .mapToObj(number -> Agent.of("group-" + group + "-agent-" + number)
                        .withSkills(modelled.types().stream().collect(Collectors.toMap(SimulatedDay::skill, type -> 1)))
                        .withSessions(1))
                .toList();
        agents.forEach(agent -> workers.put(agent.id(), new Worker(agent, group)));
        return new Crew(agents);
    }

    private static SkillId skill(int type) {
        return new SkillId("type-" + type);
    }

    private static Instant instant(long nanos) {
        return START.plusNanos(nanos);
    }
}
