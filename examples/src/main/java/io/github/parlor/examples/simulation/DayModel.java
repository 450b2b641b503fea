package io.github.parlor.examples.simulation;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day of a call centre. It starts empty; calls arrive by Poisson processes, wait for an exponential patience and are
 * served for an exponential time, both with the rate of the period in which they arrived. After the last period nobody
 * arrives, and those who are there are served by the agents of that period. Immutable.
 *
 * @param period length of each period
 * @param busynessShape all arrivals of a day are multiplied by one gamma variate of this shape and mean 1; null for 1
 * @param servicesPerMinute by period
 * @param abandonmentsPerMinute by period
 * @param types the kinds of calls
 * @param groups the groups of agents
 */
public record DayModel(
        Duration period,
        @Nullable Double busynessShape,
        List<Double> servicesPerMinute,
        List<Double> abandonmentsPerMinute,
        List<CallType> types,
        List<AgentGroup> groups) {
    /**
     * Three types, two groups, three periods of two hours: the example {@code SimpleMSK} of the simulation library
     * ContactCenters of the University of Montreal, whose results are published.
     */
    public static final DayModel REFERENCE = new DayModel(
            Duration.ofHours(2),
            28.7,
            List.of(0.5, 0.6, 0.4),
            List.of(0.3, 0.4, 0.2),
            List.of(
                    new CallType(List.of(4.2, 5.3, 3.2), List.of(0)),
                    new CallType(List.of(5.1, 4.3, 4.8), List.of(0, 1)),
                    new CallType(List.of(6.3, 5.2, 4.8), List.of(1))),
            List.of(
                    new AgentGroup(List.of(12, 18, 9), List.of(1, 0)),
                    new AgentGroup(List.of(15, 20, 11), List.of(2, 1))));

    /**
     * A kind of calls. Immutable.
     *
     * @param arrivalsPerMinute by period
     * @param groups who can serve them, first choice first
     */
    public record CallType(List<Double> arrivalsPerMinute, List<Integer> groups) {
        public CallType {
            arrivalsPerMinute = rates("arrivalsPerMinute", arrivalsPerMinute);
            groups = Bounds.list("groups", groups, 64);
        }
    }

    /**
     * Agents who can do the same. Immutable.
     *
     * @param agents how many are there, by period
     * @param types what they can do, preferred first
     */
    public record AgentGroup(List<Integer> agents, List<Integer> types) {
        public AgentGroup {
            agents = Bounds.list("agents", agents, 1_000);
            agents.forEach(number -> Bounds.range("agents", number, 0, 10_000));
            types = Bounds.list("types", types, 64);
        }
    }

    public DayModel {
        Bounds.check("period", period.compareTo(Duration.ZERO) > 0, "longer than zero", period);
        if (busynessShape != null) {
            Bounds.range("busynessShape", busynessShape.doubleValue(), 1e-3, 1e6);
        }
        servicesPerMinute = rates("servicesPerMinute", servicesPerMinute);
        abandonmentsPerMinute = rates("abandonmentsPerMinute", abandonmentsPerMinute);
        types = Bounds.list("types", types, 64);
        groups = Bounds.list("groups", groups, 64);
        int periods = servicesPerMinute.size();
        checkPeriods("abandonmentsPerMinute", abandonmentsPerMinute, periods);
        for (CallType type : types) {
            checkPeriods("arrivalsPerMinute", type.arrivalsPerMinute(), periods);
            checkNumbers("groups", type.groups(), groups);
        }
        for (AgentGroup group : groups) {
            checkPeriods("agents", group.agents(), periods);
            checkNumbers("types", group.types(), types);
        }
        for (int type = 0; type < types.size(); type++) {
            for (int group = 0; group < groups.size(); group++) {
                boolean servedBy = types.get(type).groups().contains(group);
                boolean serves = groups.get(group).types().contains(type);
                Bounds.check("groups", servedBy == serves, "what types say", "type " + type + ", group " + group);
            }
        }
    }

    private static void checkPeriods(String field, List<?> values, int periods) {
        Bounds.check(field, values.size() == periods, "a figure for each of " + periods + " periods", values);
    }

    private static void checkNumbers(String field, List<Integer> numbers, List<?> named) {
        numbers.forEach(number -> Bounds.range(field, number, 0, named.size() - 1));
    }

    int periods() {
        return servicesPerMinute.size();
    }

    /** Returns how long calls arrive. */
    Duration length() {
        return period.multipliedBy(periods());
    }

    private static List<Double> rates(String field, List<Double> rates) {
        List<Double> copy = Bounds.list(field, rates, 1_000);
        Bounds.check(field, !copy.isEmpty(), "a rate for each period", "none");
        copy.forEach(rate -> Bounds.range(field, rate.doubleValue(), 0, 1e6));
        return copy;
    }
}
