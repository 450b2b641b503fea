package io.github.parlor.routing.plan;

import io.github.parlor.json.JsonFormat;
import io.github.parlor.json.JsonTypes;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** The JSON of routing. Thread-safe. */
public final class RoutingJson {
    private static final Queue SOME_QUEUE = Queue.of("some");

    /**
     * A plan, as {@link RoutingPlan#parse} describes it; fields of a newer version are kept in a {@link
     * io.github.parlor.json.JsonDocument}, where {@code parse} refuses them.
     */
    public static final JsonFormat<RoutingPlan> PLAN =
            types(MethodHandles.lookup()).format(RoutingPlan.class);

    private RoutingJson() {}

    /**
     * Returns the types of a plan and of the library's core, to add others to.
     *
     * @param lookup with the access to the records that will be added
     */
    public static JsonTypes types(MethodHandles.Lookup lookup) {
        return JsonTypes.of(lookup)
                .family(
                        Requirement.class,
                        Map.of(
                                "Anyone",
                                Requirement.Anyone.class,
                                "HasSkill",
                                Requirement.HasSkill.class,
                                "InTeam",
                                Requirement.InTeam.class,
                                "Named",
                                Requirement.Named.class,
                                "AllOf",
                                Requirement.AllOf.class,
                                "AnyOf",
                                Requirement.AnyOf.class,
                                "Not",
                                Requirement.Not.class))
                .defaults(Ladder.Step.class, Ladder.ANYONE.steps().get(0), "requirement")
                .defaults(Ladder.class, Ladder.ANYONE)
                .family(
                        Scoring.class,
                        Map.of(
                                "Even",
                                Scoring.Even.class,
                                "Points",
                                Scoring.Points.class,
                                "MostSkilled",
                                Scoring.MostSkilled.class,
                                "Match",
                                Scoring.Match.class,
                                "Specialists",
                                Scoring.Specialists.class,
                                "Custom",
                                Scoring.Custom.class))
                .family(
                        Escalation.Condition.class,
                        Map.of(
                                "Length",
                                Escalation.Condition.Length.class,
                                "Wait",
                                Escalation.Condition.Wait.class,
                                "Unstaffed",
                                Escalation.Condition.Unstaffed.class,
                                "OutOfHours",
                                Escalation.Condition.OutOfHours.class))
                .family(
                        Escalation.Action.class,
                        Map.of(
                                "Refuse",
                                Escalation.Action.Refuse.class,
                                "Move",
                                Escalation.Action.Move.class,
                                "Raise",
                                Escalation.Action.Raise.class))
                .family(
                        Limit.class,
                        Map.of("Held", Limit.Held.class, "Rate", Limit.Rate.class, "Daily", Limit.Daily.class))
                .defaults(OfferPolicy.class, OfferPolicy.DEFAULT)
                .defaults(Queue.class, SOME_QUEUE, "id")
                .defaults(AgentGroup.Preference.class, AgentGroup.Preference.DEFAULT)
                .defaults(AgentGroup.class, AgentGroup.EVERYONE, "name", "members")
                .defaults(WorkOrder.class, WorkOrder.DEFAULT)
                .defaults(Capacity.Load.class, Capacity.Load.DEFAULT)
                .defaults(Capacity.class, Capacity.DEFAULT)
                .defaults(StatusPolicy.class, StatusPolicy.DEFAULT)
                .defaults(RoutingPlan.class, RoutingPlan.of(SOME_QUEUE), "queues");
    }
}
