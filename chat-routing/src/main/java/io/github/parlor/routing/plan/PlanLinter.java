package io.github.parlor.routing.plan;

import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Finding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for what a plan allows and nobody means. Single-owner. */
final class PlanLinter {
    private final RoutingPlan plan;
    private final List<Agent> agents;
    private final Map<Agent, AgentGroup> groups = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    PlanLinter(RoutingPlan plan, List<Agent> agents) {
        this.plan = plan;
        this.agents = agents;
        agents.forEach(agent -> groups.put(agent, plan.group(agent)));
    }

    List<Finding> findings() {
        for (int i = 0; i < plan.queues().size(); i++) {
            Queue queue = plan.queues().get(i);
            String path = "$.queues[" + i + "]";
            service(queue, path);
            skills(queue, path);
            steps(queue, path);
            hops(queue, path);
        }
        cycles();
        membership();
        inversions();
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return List.copyOf(findings);
    }

    /** Whether and when anybody may serve the queue. */
    private void service(Queue queue, String path) {
        Optional<Duration> soonest =
                agents.stream().flatMap(agent -> opens(queue, agent).stream()).min(Comparator.naturalOrder());
        if (soonest.isEmpty()) {
            add(Kind.UNREACHABLE_QUEUE, path, "no agent can ever serve queue " + queue.id());
            return;
        }
        queue.longestWait().filter(wait -> soonest.get().compareTo(wait) >= 0).ifPresent(wait -> {
            String words = "queue " + queue.id() + " gives a session up after " + wait
                    + ", but the first agent may take it after " + soonest.get();
            add(Kind.DELAY_TOO_LONG, path, words);
        });
    }

    /** Returns the wait after which the agent may take a session that asks for nothing of its own. */
    private Optional<Duration> opens(Queue queue, Agent agent) {
        Optional<Preference> preference =
                groups.getOrDefault(agent, AgentGroup.EVERYONE).preference(queue.id());
        var tier = queue.ladder().tier(agent);
        if (preference.isEmpty() || tier.isEmpty()) {
            return Optional.empty();
        }
        Duration start = earliest(queue.ladder(), tier.getAsInt());
        Duration delay = preference.get().delay();
        return Optional.of(start.compareTo(delay) >= 0 ? start : delay);
    }

    /** A skippable step may take no time, so it delays nothing for certain. */
    private static Duration earliest(Ladder ladder, int step) {
        Duration start = Duration.ZERO;
        for (Ladder.Step before : ladder.steps().subList(0, step)) {
            start = start.plus(before.skippable() || before.stay() == null ? Duration.ZERO : before.stay());
        }
        return start;
    }

    private void skills(Queue queue, String path) {
        skills(queue.ladder().always(), path + ".ladder.always");
        for (int i = 0; i < queue.ladder().steps().size(); i++) {
            skills(queue.ladder().steps().get(i).requirement(), path + ".ladder.steps[" + i + "].requirement");
        }
    }

    private void skills(Requirement requirement, String path) {
        Requirement.skills(requirement)
                .distinct()
                .filter(need -> agents.stream().noneMatch(need::meets))
                .forEach(need -> add(
                        Kind.SKILL_NOBODY_HAS,
                        path,
                        "no agent has the skill " + need.skill() + " at level " + need.level()));
    }

    private void steps(Queue queue, String path) {
        OfferPolicy offers = plan.offers(queue);
        for (int i = 0; i < queue.ladder().steps().size(); i++) {
            String step = path + ".ladder.steps[" + i + "]";
            Duration stay = queue.ladder().steps().get(i).stay();
            // No stay at all says that these are asked first and not waited for: that is no race.
            if (stay != null && !stay.isZero() && !offers.autoAccept() && stay.compareTo(offers.timeout()) < 0) {
                String words = "the step ends after " + stay + ", an offer on it only after " + offers.timeout();
                add(Kind.STEP_SHORTER_THAN_OFFER, step, words);
            }
            Duration start = earliest(queue.ladder(), i);
            queue.longestWait().filter(wait -> start.compareTo(wait) >= 0).ifPresent(wait -> {
                String words = "the step begins after " + start + ", but the queue gives a session up after " + wait;
                add(Kind.STEP_NEVER_REACHED, step, words);
            });
        }
    }

    private List<QueueId> targets(Queue queue) {
        List<QueueId> targets = new ArrayList<>();
        queue.escalations().forEach(each -> {
            if (each.then() instanceof Action.Move move && !targets.contains(move.to())) {
                targets.add(move.to());
            }
        });
        return targets;
    }

    private void hops(Queue queue, String path) {
        int moves = moves(queue, new HashMap<>());
        if (moves > plan.maxHops()) {
            String words = "a session of queue " + queue.id() + " may want to move " + moves + " times, "
                    + plan.maxHops() + " are allowed";
            add(Kind.TOO_MANY_HOPS, path, words);
        }
    }

    /** Returns the moves on the longest way from the queue; a way into a circle counts up to where it closes. */
    private int moves(Queue queue, Map<QueueId, Integer> known) {
        Integer before = known.putIfAbsent(queue.id(), 0);
        if (before != null) {
            return before;
        }
        int most = 0;
        for (QueueId next : targets(queue)) {
            most = Math.max(most, 1 + moves(plan.queue(next), known));
        }
        known.put(queue.id(), most);
        return most;
    }

    /** Each queue that lies on a circle is named once, with the first circle that is found through it. */
    private void cycles() {
        Set<QueueId> named = new HashSet<>();
        for (int i = 0; i < plan.queues().size(); i++) {
            Queue queue = plan.queues().get(i);
            List<QueueId> circle = named.contains(queue.id()) ? List.of() : circle(queue);
            if (!circle.isEmpty()) {
                named.addAll(circle);
                String words = "sessions overflow in a circle: " + circle + " and back";
                add(Kind.OVERFLOW_CYCLE, "$.queues[" + i + "].escalations", words);
            }
        }
    }

    /** Returns the queues of a shortest circle through the queue, itself first; empty if there is none. */
    private List<QueueId> circle(Queue start) {
        Map<QueueId, QueueId> cameFrom = new LinkedHashMap<>();
        List<QueueId> open = new ArrayList<>(List.of(start.id()));
        for (int i = 0; i < open.size(); i++) {
            for (QueueId next : targets(plan.queue(open.get(i)))) {
                if (next.equals(start.id())) {
                    return way(cameFrom, open.get(i), start.id());
                }
                if (cameFrom.putIfAbsent(next, open.get(i)) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<QueueId> way(Map<QueueId, QueueId> cameFrom, QueueId end, QueueId start) {
        List<QueueId> way = new ArrayList<>();
        QueueId at = end;
        while (!at.equals(start)) {
            way.add(0, at);
            at = cameFrom.getOrDefault(at, start);
        }
        way.add(0, start);
        return way;
    }

    private void membership() {
        if (plan.groups().isEmpty()) {
            return;
        }
        groups.forEach((agent, group) -> {
            if (group.equals(AgentGroup.EVERYONE)) {
                add(Kind.AGENT_WITHOUT_GROUP, "$.groups", "agent " + agent.id() + " is in no group");
            }
        });
        for (int i = 0; i < plan.groups().size(); i++) {
            AgentGroup group = plan.groups().get(i);
            if (!groups.containsValue(group)) {
                add(Kind.GROUP_WITHOUT_AGENT, "$.groups[" + i + "]", "no agent is in group " + group.name());
            }
        }
    }

    /** A group that ranks or weighs queues against their priorities undoes them for its agents. */
    private void inversions() {
        for (int g = 0; g < plan.groups().size(); g++) {
            AgentGroup group = plan.groups().get(g);
            for (Queue more : plan.queues()) {
                for (Queue less : plan.queues()) {
                    if (isMore(more, less) && isLater(group, more, less)) {
                        String words = "group " + group.name() + " prefers queue " + less.id() + " to " + more.id()
                                + ", which has the higher priority";
                        add(Kind.PRIORITY_INVERSION, "$.groups[" + g + "].queues", words);
                    }
                }
            }
        }
    }

    private static boolean isMore(Queue more, Queue less) {
        return more.priority() > less.priority()
                || (more.priority() == less.priority() && more.credit().compareTo(less.credit()) > 0);
    }

    private static boolean isLater(AgentGroup group, Queue more, Queue less) {
        Optional<Preference> later = group.preference(more.id());
        Optional<Preference> sooner = group.preference(less.id());
        if (later.isEmpty() || sooner.isEmpty()) {
            return false;
        }
        int byRank = Integer.compare(later.get().rank(), sooner.get().rank());
        return byRank > 0 || (byRank == 0 && later.get().weight() < sooner.get().weight());
    }

    private void add(Kind kind, String path, String words) {
        findings.add(Finding.of(kind, path, words));
    }
}
