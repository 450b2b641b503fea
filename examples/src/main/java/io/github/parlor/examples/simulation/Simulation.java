package io.github.parlor.examples.simulation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.RouterFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Independent days of one model. Immutable.
 *
 * @param model what a day is like
 * @param order which waiting call an agent takes
 */
public record Simulation(DayModel model, WorkOrder order) {
    /** Fewest days: one day alone has no interval. */
    public static final int MIN_DAYS = 2;

    /** Most days. */
    public static final int MAX_DAYS = 1_000_000;

    private static final double NANOS = 1e9;

    /**
     * The figures of a run. Sums and integrals are those of whole days, from the first arrival to the last departure; {@code
     * served} and {@code abandoned} add up to {@code arrived}. Ratios are ratios of means over days. Immutable.
     *
     * @param arrived calls a day
     * @param served calls a day that an agent took
     * @param abandoned calls a day that left the queue
     * @param abandonedShare abandoned over arrived
     * @param meanWaitSeconds wait of all calls, served or not
     * @param serviceLevel20 served after less than 20 seconds, over served and those who left after 20 seconds or more
     * @param occupancyByGroup time in calls over time there, those included who finish a call after their last period
     * @param servedIn20ByTypeAndPeriod calls a day that were served after less than 20 seconds, by type and by period of
     *     arrival
     */
    public record Figures(
            Estimate arrived,
            Estimate served,
            Estimate abandoned,
            Estimate abandonedShare,
            Estimate meanWaitSeconds,
            Estimate serviceLevel20,
            List<Estimate> occupancyByGroup,
            List<List<Estimate>> servedIn20ByTypeAndPeriod) {
        public Figures {
            occupancyByGroup = List.copyOf(occupancyByGroup);
            servedIn20ByTypeAndPeriod =
                    servedIn20ByTypeAndPeriod.stream().map(List::copyOf).toList();
        }
    }

    public Simulation {
        Bounds.present("model", model);
        Bounds.present("order", order);
        Bounds.check("order", !order.credits(model).isEmpty(), "a model with types", model);
    }

    /**
     * Runs days one after the other, each with a router of its own. The same seed gives the same figures, and a day is the
     * same however many follow it; arrivals, services and patience do not depend on what the router decides.
     *
     * @param router makes the routers
     * @param days {@value #MIN_DAYS} to {@value #MAX_DAYS}
     * @param progress is told how many days are done
     * @throws io.github.parlor.bounds.InvalidValueException if {@code days} is out of range, or nobody called or was there
     *     on any of them
     */
    public Figures run(RouterFactory router, long seed, int days, LongConsumer progress) {
        Bounds.range("days", days, MIN_DAYS, MAX_DAYS);
        List<DayCounts> done = new ArrayList<>(days);
        for (Chance chance : Chance.ofDays(seed, days)) {
            done.add(new SimulatedDay(model, order, router, chance).run());
            progress.accept(done.size());
        }
        return figures(done);
    }

    private Figures figures(List<DayCounts> days) {
        return new Figures(
                mean(days, day -> day.arrived),
                mean(days, day -> day.served),
                mean(days, day -> day.abandoned),
                ratio(days, day -> day.abandoned, day -> day.arrived),
                ratio(days, day -> day.waitedNanos / NANOS, day -> day.arrived),
                ratio(days, DayCounts::servedSoon, day -> day.served + day.abandonedLate),
                range(model.groups().size())
                        .map(group -> ratio(days, day -> day.busyNanos[group], day -> day.presentNanos[group]))
                        .toList(),
                range(model.types().size())
                        .map(type -> range(model.periods())
                                .map(period -> mean(days, day -> day.servedSoon[type][period]))
                                .toList())
                        .toList());
    }

    private static Stream<Integer> range(int end) {
        return IntStream.range(0, end).boxed();
    }

    private static Estimate mean(List<DayCounts> days, ToDoubleFunction<DayCounts> figure) {
        return Estimate.mean(days.stream().mapToDouble(figure).toArray());
    }

    private static Estimate ratio(
            List<DayCounts> days, ToDoubleFunction<DayCounts> part, ToDoubleFunction<DayCounts> whole) {
        return Estimate.ratio(
                days.stream().mapToDouble(part).toArray(),
                days.stream().mapToDouble(whole).toArray());
    }
}
