package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.json.JsonDocument;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * All that a shop decides about who serves whom, and when. Built by {@link #builder()} or in one line, {@code
 * RoutingPlan.of(Queue.of("sales"))}; every value but the queues has a default. Immutable.
 *
 * <p><b>Which agent.</b> Of those who may serve a session the router asks the one with the lowest {@linkplain Ladder#tier
 * tier}, then the lowest {@linkplain Preference#rank() rank} of the agent's group for the queue, then the highest
 * {@linkplain Scoring score} ({@link Suitability}), then by {@link AgentOrder}. All but the last follow from the plan, the
 * demand and the agent's teams and skills.
 *
 * <p><b>Which session.</b> A freed agent takes, of the sessions that may be taken, the one of the queue with the lowest
 * rank, then of the lowest level, then with the largest product of weight and wait, then the earliest key ({@link #order}).
 *
 * @param queues at least one, at most {@value #MAX_QUEUES}, with distinct ids; a session that names no other waits in the
 *     first
 * @param groups at most {@value #MAX_GROUPS}, with distinct names; an agent belongs to the first that fits, otherwise to
 *     {@link AgentGroup#EVERYONE}
 * @param workOrder which waiting session goes first
 * @param agentOrder who is asked first among agents who fit equally well
 * @param capacity how much one agent holds
 * @param offers how work is handed over, where the queue does not say otherwise
 * @param statuses what agents' statuses mean
 * @param maxHops how often a session moves between queues at the most, 0 to {@value #MAX_HOPS}
 */
public record RoutingPlan(
        List<Queue> queues,
        List<AgentGroup> groups,
        WorkOrder workOrder,
        AgentOrder agentOrder,
        Capacity capacity,
        OfferPolicy offers,
        StatusPolicy statuses,
        int maxHops) {
    /** Most queues. */
    public static final int MAX_QUEUES = 1_000;

    /** Most groups. */
    public static final int MAX_GROUPS = 1_000;

    /** Greatest number of moves between queues. */
    public static final int MAX_HOPS = 100;

    /** Moves between queues unless the plan says otherwise. */
    public static final int DEFAULT_HOPS = 3;

    public RoutingPlan {
        List<Queue> givenQueues = queues;
        List<AgentGroup> givenGroups = groups;
        Problems problems = new Problems();
        queues = problems.value(List.of(), () -> PlanChecks.some("queues", givenQueues, MAX_QUEUES));
        PlanChecks.distinct(problems, "queues", queues, Queue::id, "id");
        groups = problems.value(List.of(), () -> Bounds.list("groups", givenGroups, MAX_GROUPS));
        PlanChecks.distinct(problems, "groups", groups, AgentGroup::name, "name");
        problems.check(() -> Bounds.present("workOrder", workOrder));
        problems.check(() -> Bounds.present("agentOrder", agentOrder));
        problems.check(() -> Bounds.present("capacity", capacity));
        problems.check(() -> Bounds.present("offers", offers));
        problems.check(() -> Bounds.present("statuses", statuses));
        problems.check(() -> Bounds.range("maxHops", maxHops, 0, MAX_HOPS));
        problems.throwIfAny("plan");
        PlanChecks.references(problems, queues, groups, capacity);
        PlanChecks.targets(problems, queues, workOrder);
        problems.throwIfAny("plan");
    }

    /** Returns a plan with these queues and every other value at its default. */
    public static RoutingPlan of(Queue... queues) {
        return builder().queues(queues).build();
    }

    /** Returns a builder with every value at its default and without queues. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a plan. The document is one JSON object with the fields below; a field that is not listed is refused, so that a
     * misspelt rule never silently does nothing. What is left out has its default unless it is marked *. Durations are ISO
     * 8601 such as {@code "PT1M40S"}. What the fields mean and allow stands at the types.
     *
     * <table>
     * <caption>Fields by object; objects with a kind name it in the field {@code type}</caption>
     * <tr><th>object</th><th>fields</th></tr>
     * <tr><td>{@link RoutingPlan}</td><td>{@code queues}*, {@code groups}, {@code workOrder}, {@code agentOrder},
     *     {@code capacity}, {@code offers}, {@code statuses}, {@code maxHops}</td></tr>
     * <tr><td>{@link Queue}</td><td>{@code id}*, {@code teams}, {@code ladder}, {@code scoring}, {@code priority},
     *     {@code credit}, {@code target}, {@code hours}, {@code escalations}, {@code namedPatience},
     *     {@code lastPatience}, {@code rejoin}, {@code keepsCallbacks}, {@code offers}</td></tr>
     * <tr><td>{@link Ladder}</td><td>{@code always}, {@code steps}</td></tr>
     * <tr><td>{@link Ladder.Step}</td><td>{@code requirement}*, {@code stay}, {@code skippable}</td></tr>
     * <tr><td>{@link AgentGroup}</td><td>{@code name}*, {@code members}*, {@code queues} (queue to preference)</td></tr>
     * <tr><td>{@link AgentGroup.Preference}</td><td>{@code rank}, {@code weight}, {@code delay}</td></tr>
     * <tr><td>{@link WorkOrder}</td><td>{@code rule}, {@code perLevel}</td></tr>
     * <tr><td>{@link Capacity}</td><td>{@code channels} (channel to load), {@code others}, {@code limits},
     *     {@code wrapUp}</td></tr>
     * <tr><td>{@link Capacity.Load}</td><td>{@code units}, {@code parkedUnits}, {@code wrapUpUnits},
     *     {@code alongside}</td></tr>
     * <tr><td>{@link OfferPolicy}</td><td>{@code timeout}, {@code autoAccept}, {@code atOnce}, {@code onMissed},
     *     {@code missedInRow}, {@code declineLimit}, {@code coolDown}, {@code lastResort}, {@code takeNext},
     *     {@code pick}</td></tr>
     * <tr><td>{@link StatusPolicy}</td><td>{@code reasons} (name to status), {@code grace}, {@code onGone},
     *     {@code changeResetsIdle}, {@code missedReason}</td></tr>
     * <tr><td>{@link Escalation}</td><td>{@code when}*, {@code then}*</td></tr>
     * <tr><td>{@link Scoring.Points.Entry}</td><td>{@code requirement}*, {@code points}*</td></tr>
     * <tr><td>a requirement</td><td>{@code Anyone}, {@code HasSkill} ({@code skill}*, {@code level}*), {@code InTeam}
     *     ({@code team}*), {@code Named} ({@code agents}*), {@code AllOf} ({@code parts}*), {@code AnyOf}
     *     ({@code parts}*), {@code Not} ({@code part}*)</td></tr>
     * <tr><td>a scoring</td><td>{@code Even}, {@code Points} ({@code entries}*), {@code MostSkilled} ({@code skills}*),
     *     {@code Match} ({@code wanted}*), {@code Specialists}, {@code Custom} ({@code scorer}*)</td></tr>
     * <tr><td>a limit</td><td>{@code Held} ({@code name}*, {@code most}*, {@code channels}*, {@code queues}*),
     *     {@code Rate} (the same and {@code window}*), {@code Daily} (the same and {@code zone}*)</td></tr>
     * <tr><td>a condition</td><td>{@code Length} ({@code most}*), {@code Wait} ({@code atLeast}*), {@code Unstaffed}
     *     ({@code atLeast}*), {@code OutOfHours}</td></tr>
     * <tr><td>an action</td><td>{@code Refuse}, {@code Move} ({@code to}*, {@code least}), {@code Raise} ({@code levels}*)</td></tr>
     * </table>
     *
     * <p>A schedule has the form of {@link io.github.parlor.json.ConfigurationJson#SCHEDULE}. Who passes on documents of a
     * newer writer reads them with {@link RoutingJson#PLAN}.
     *
     * @param json the document, within the limits of {@link io.github.parlor.json.JsonFormat}
     * @throws InvalidValueException if it is not such a document; the field is the JSON path, for example {@code
     *     $.queues[2].ladder.steps[0].stay}
     */
    public static RoutingPlan parse(String json) {
        JsonDocument<RoutingPlan> document = RoutingJson.PLAN.readDocument(json);
        Problems problems = new Problems();
        document.unknown()
                .forEach((pointer, value) -> problems.add(new InvalidValueException(
                        PlanChecks.path(pointer), "no such field", InvalidValueException.show(value))));
        problems.throwIfAny("$");
        return document.value();
    }

    /**
     * Returns the document that {@link #parse} makes an equal plan of, with every field.
     *
     * @throws InvalidValueException if it would exceed the limits of {@link io.github.parlor.json.JsonFormat}
     */
    public String toJson() {
        return RoutingJson.PLAN.write(this);
    }

    /** Returns the queue with this id, if it is one of the plan. */
    public Optional<Queue> find(QueueId id) {
        return queues.stream().filter(queue -> queue.id().equals(id)).findFirst();
    }

    /**
     * Returns the queue with this id.
     *
     * @throws InvalidValueException if it is none of the plan
     */
    public Queue queue(QueueId id) {
        return find(id).orElseThrow(() ->
                new InvalidValueException("queue", "a queue of the plan", InvalidValueException.show(id.value())));
    }

    /** Returns where a session for the target waits: the first queue that has the target's team, otherwise the first. */
    public Queue queueFor(Target target) {
        return queues.stream()
                .filter(queue -> target.team() != null && queue.teams().contains(target.team()))
                .findFirst()
                .orElse(queues.get(0));
    }

    /** Returns the group of the agent. */
    public AgentGroup group(Agent agent) {
        for (AgentGroup group : groups) {
            if (group.members().meets(agent)) {
                return group;
            }
        }
        return AgentGroup.EVERYONE;
    }

    /** Returns the rules of handing over that hold for a queue. */
    public OfferPolicy offers(Queue queue) {
        return queue.offers() == null ? offers : queue.offers();
    }

    /** Returns the names of the shop's own functions that {@link Scoring.Custom} needs, in order. */
    public Set<String> scorers() {
        Set<String> names = new TreeSet<>();
        queues.forEach(queue -> {
            if (queue.scoring() instanceof Scoring.Custom custom) {
                names.add(custom.scorer());
            }
        });
        return names;
    }

    /**
     * Returns who may serve a session, and when: the named agent, then the last one, then the ladder of the queue; an agent
     * who is not there, is excluded or does not meet what the session requires is not waited for.
     *
     * @throws InvalidValueException if its queue is none of the plan
     */
    public Ladder ladder(Demand demand) {
        return ladder(demand, queue(demand.queue()));
    }

    /** Returns the same for who knows the queue of the demand already. */
    public Ladder ladder(Demand demand, Queue queue) {
        Requirement always =
                Requirement.all(queue.ladder().always(), demand.required(), Requirement.except(demand.excluded()));
        List<Ladder.Step> steps = new ArrayList<>();
        addFirst(steps, demand.named(), queue.namedPatience());
        addFirst(steps, demand.last(), queue.lastPatience());
        steps.addAll(queue.ladder().steps());
        return new Ladder(always, steps);
    }

    /**
     * Returns how well an agent suits a session; empty if the agent never serves it, however long it waits. What depends
     * on the time is the {@linkplain Ladder ladder} and the delay of the preference.
     *
     * @param scorers the shop's own functions by name, at least those of {@link #scorers()}
     * @throws InvalidValueException if its queue is none of the plan or a scorer is missing
     */
    public Optional<Suitability> suitability(Demand demand, Agent agent, Map<String, ToIntFunction<Agent>> scorers) {
        Queue queue = queue(demand.queue());
        OptionalInt tier = ladder(demand).tier(agent);
        Optional<Preference> preference = group(agent).preference(queue.id());
        if (tier.isEmpty() || preference.isEmpty()) {
            return Optional.empty();
        }
        int score = queue.scoring().score(agent, this::breadth, scorers);
        return Optional.of(new Suitability(tier.getAsInt(), preference.get().rank(), score));
    }

    /**
     * How well an agent suits a session, as far as load and time do not matter; smaller is asked first. Immutable.
     *
     * @param tier the first step of the ladder that lets the agent in, the lowest first
     * @param rank the rank of the agent's group for the queue, the lowest first
     * @param score how well the agent fits, the highest first
     */
    public record Suitability(int tier, int rank, int score) implements Comparable<Suitability> {
        @Override
        public int compareTo(Suitability other) {
            int order = Integer.compare(tier, other.tier);
            order = order != 0 ? order : Integer.compare(rank, other.rank);
            return order != 0 ? order : Integer.compare(other.score, score);
        }
    }

    /**
     * Returns the place of a session in the order of work; it does not change while the session waits, moves or returns.
     *
     * @param orderedFrom the instant that drives the order
     * @throws InvalidValueException if its queue is none of the plan
     */
    public WorkOrder.Key key(Demand demand, Instant orderedFrom) {
        return key(demand, queue(demand.queue()), orderedFrom);
    }

    /** Returns the same for who knows the queue of the demand already. */
    public WorkOrder.Key key(Demand demand, Queue queue, Instant orderedFrom) {
        Instant due = demand.due();
        if (due == null) {
            due = queue.target() == null ? orderedFrom : orderedFrom.plus(queue.target());
        }
        return workOrder.key(
                queue.priority() + demand.priority(), queue.credit().plus(demand.credit()), orderedFrom, due);
    }

    /** Returns whether the group may take the work now: it serves the queue, and its delay is over. */
    public boolean admits(AgentGroup group, WorkOrder.Work work, Instant now) {
        return group.preference(work.queue())
                .filter(preference -> preference.admits(work.since(), now))
                .isPresent();
    }

    /**
     * Returns the order in which an agent of the group takes work that it {@linkplain #admits may take}: lowest rank, lowest
     * level, largest product of weight and wait, earliest key, order of submission. With one weight for all queues it is
     * the same at every instant.
     */
    public Comparator<WorkOrder.Work> order(AgentGroup group, Instant now) {
        Comparator<WorkOrder.Work> byRank =
                Comparator.comparingInt(work -> preference(group, work).rank());
        Comparator<WorkOrder.Work> byUrgency =
                Comparator.comparingLong(work -> -preference(group, work).urgency(work.key(), now));
        return byRank.thenComparingInt(work -> work.key().level())
                .thenComparing(byUrgency)
                .thenComparing(WorkOrder.Work::key)
                .thenComparingLong(WorkOrder.Work::number);
    }

    /**
     * Returns what is allowed in this plan and probably not meant, the worst first.
     *
     * @param agents everybody who works by it, signed in or not
     */
    public List<Finding> findings(Collection<Agent> agents) {
        return new PlanLinter(this, List.copyOf(agents)).findings();
    }

    /** Returns how many queues the agent can serve. */
    public int breadth(Agent agent) {
        AgentGroup group = group(agent);
        return (int) queues.stream()
                .filter(queue -> group.preference(queue.id()).isPresent()
                        && queue.ladder().tier(agent).isPresent())
                .count();
    }

    private static Preference preference(AgentGroup group, WorkOrder.Work work) {
        return group.preference(work.queue()).orElse(Preference.DEFAULT);
    }

    private static void addFirst(List<Ladder.Step> steps, @Nullable AgentId agent, Duration patience) {
        if (agent != null) {
            steps.add(new Ladder.Step(Requirement.agent(agent), patience, true));
        }
    }

    /** Collects the values of a {@link RoutingPlan}. Single-owner. */
    public static final class Builder {
        private final List<Queue> queues = new ArrayList<>();
        private final List<AgentGroup> groups = new ArrayList<>();
        private WorkOrder workOrder = WorkOrder.DEFAULT;
        private AgentOrder agentOrder = AgentOrder.LOAD_RATIO;
        private Capacity capacity = Capacity.DEFAULT;
        private OfferPolicy offers = OfferPolicy.DEFAULT;
        private StatusPolicy statuses = StatusPolicy.DEFAULT;
        private int maxHops = DEFAULT_HOPS;

        private Builder() {}

        /** Adds queues behind those that are there; at least one is needed. */
        public Builder queues(Queue... more) {
            queues.addAll(Arrays.asList(more));
            return this;
        }

        /** Adds groups behind those that are there; none by default. */
        public Builder groups(AgentGroup... more) {
            groups.addAll(Arrays.asList(more));
            return this;
        }

        /** Which waiting session goes first; default {@link WorkOrder#DEFAULT}. */
        public Builder workOrder(WorkOrder value) {
            this.workOrder = value;
            return this;
        }

        /** Who is asked first among agents who fit equally well; default {@link AgentOrder#LOAD_RATIO}. */
        public Builder agentOrder(AgentOrder value) {
            this.agentOrder = value;
            return this;
        }

        /** How much one agent holds; default {@link Capacity#DEFAULT}, three sessions. */
        public Builder capacity(Capacity value) {
            this.capacity = value;
            return this;
        }

        /** How work is handed over; default {@link OfferPolicy#DEFAULT}. */
        public Builder offers(OfferPolicy value) {
            this.offers = value;
            return this;
        }

        /** What agents' statuses mean; default {@link StatusPolicy#DEFAULT}. */
        public Builder statuses(StatusPolicy value) {
            this.statuses = value;
            return this;
        }

        /** How often a session moves between queues at the most; default {@value RoutingPlan#DEFAULT_HOPS}. */
        public Builder maxHops(int value) {
            this.maxHops = value;
            return this;
        }

        /**
         * Returns the plan.
         *
         * @throws InvalidValueException if a value is out of its bounds, two queues or groups have one name, or something
         *     names a queue that is none of the plan; the message names each wrong field
         */
        public RoutingPlan build() {
            return new RoutingPlan(queues, groups, workOrder, agentOrder, capacity, offers, statuses, maxHops);
        }
    }
}
