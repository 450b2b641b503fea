package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session asks of the plan, beside the rules of its queue. Immutable.
 *
 * @param queue where it waits
 * @param channel where its messages travel
 * @param required what every agent who serves it must meet, on all steps of the queue
 * @param excluded agents who never serve it, at most {@value Requirement#MAX_NAMED}: who handed it over, say
 * @param named the agent whom the contact picked, asked first and waited for as long as the queue says, or null
 * @param last the agent who served the contact before, asked after the named one, or null
 * @param priority higher goes first; -{@value WorkOrder#MAX_PRIORITY} to {@value WorkOrder#MAX_PRIORITY}, added to that of
 *     the queue
 * @param credit makes the session older, or younger if negative; at most {@link LifecycleEvent#MAX_CREDIT} either way
 * @param due when it is due, or null for what the queue says
 */
public record Demand(
        QueueId queue,
        ChannelId channel,
        Requirement required,
        Set<AgentId> excluded,
        @Nullable AgentId named,
        @Nullable AgentId last,
        int priority,
        Duration credit,
        @Nullable Instant due) {
    /** The channel of a session that does not name one. */
    public static final ChannelId WEB = new ChannelId("web");

    public Demand {
        Set<AgentId> given = excluded;
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("queue", queue));
        problems.check(() -> Bounds.present("channel", channel));
        problems.check(() -> Requirement.checked("required", required));
        excluded = problems.value(Set.of(), () -> Bounds.set("excluded", given, Requirement.MAX_NAMED));
        problems.check(() -> Bounds.range("priority", priority, -WorkOrder.MAX_PRIORITY, WorkOrder.MAX_PRIORITY));
        problems.check(() -> Queue.credit("credit", credit));
        problems.throwIfAny("demand");
    }

    /** Returns a session of the web channel that asks for nothing of its own. */
    public static Demand of(String queue) {
        return new Demand(new QueueId(queue), WEB, Requirement.anyone(), Set.of(), null, null, 0, Duration.ZERO, null);
    }

    /** Returns this on another channel. */
    public Demand withChannel(ChannelId other) {
        return new Demand(queue, other, required, excluded, named, last, priority, credit, due);
    }

    /** Returns this with what every agent must meet. */
    public Demand withRequired(Requirement other) {
        return new Demand(queue, channel, other, excluded, named, last, priority, credit, due);
    }

    /** Returns this with agents who never serve it. */
    public Demand withExcluded(Set<AgentId> others) {
        return new Demand(queue, channel, required, others, named, last, priority, credit, due);
    }

    /** Returns this with the agent whom the contact picked. */
    public Demand withNamed(@Nullable AgentId agent) {
        return new Demand(queue, channel, required, excluded, agent, last, priority, credit, due);
    }

    /** Returns this with the agent who served the contact before. */
    public Demand withLast(@Nullable AgentId agent) {
        return new Demand(queue, channel, required, excluded, named, agent, priority, credit, due);
    }

    /** Returns this with another priority. */
    public Demand withPriority(int other) {
        return new Demand(queue, channel, required, excluded, named, last, other, credit, due);
    }

    /** Returns this with other credit. */
    public Demand withCredit(Duration other) {
        return new Demand(queue, channel, required, excluded, named, last, priority, other, due);
    }

    /** Returns this with a due time of its own. */
    public Demand withDue(@Nullable Instant other) {
        return new Demand(queue, channel, required, excluded, named, last, priority, credit, other);
    }

    /** Returns this in another queue: overflow and transfer keep all else. */
    public Demand withQueue(QueueId other) {
        return new Demand(other, channel, required, excluded, named, last, priority, credit, due);
    }
}
