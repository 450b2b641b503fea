package io.github.parlor.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.examples.RouterKind;
import io.github.parlor.examples.simulation.DayModel.AgentGroup;
import io.github.parlor.examples.simulation.DayModel.CallType;
import io.github.parlor.examples.simulation.Simulation.Figures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final Simulation REFERENCE = new Simulation(DayModel.REFERENCE, WorkOrder.ARRIVAL);

    /** Erlang A: one type, one group, days so long that the empty morning does not count. */
    @ParameterizedTest
    @EnumSource
    void one_type_and_one_group_are_erlang_a(RouterKind router) {
        double arrivals = 5;
        double services = 0.5;
        double abandonments = 0.3;
        int agents = 10;
        DayModel model = new DayModel(
                Duration.ofHours(20),
                null,
                List.of(services),
                List.of(abandonments),
                List.of(new CallType(List.of(arrivals), List.of(0))),
                List.of(new AgentGroup(List.of(agents), List.of(0))));

        Figures figures = new Simulation(model, WorkOrder.ARRIVAL).run(router.factory(), 1, 20, done -> {});

        double[] present = stationary(arrivals, services, abandonments, agents);
        double queue = 0;
        double busy = 0;
        for (int k = 0; k < present.length; k++) {
            queue += present[k] * Math.max(0, k - agents);
            busy += present[k] * Math.min(k, agents);
        }
        covers(figures.abandonedShare(), abandonments * queue / arrivals);
        covers(figures.meanWaitSeconds(), 60 * queue / arrivals);
        covers(figures.occupancyByGroup().get(0), busy / agents);
        covers(figures.arrived(), arrivals * 20 * 60);
        assertThat(figures.abandonedShare().high() - figures.abandonedShare().low())
                .as("an interval that says something")
                .isLessThan(figures.abandonedShare().value() / 10);
    }

    @ParameterizedTest
    @EnumSource
    void whoever_arrives_is_served_or_abandons(RouterKind router) {
        Figures figures = REFERENCE.run(router.factory(), 7, 5, done -> {});
        assertThat(figures.served().value() + figures.abandoned().value())
                .isCloseTo(figures.arrived().value(), within(1e-9));
        assertThat(figures.servedIn20ByTypeAndPeriod()).hasSize(3).allMatch(periods -> periods.size() == 3);
        assertThat(figures.occupancyByGroup()).hasSize(2).allMatch(share -> share.value() > 0 && share.value() < 1);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_figures_of_the_plain_router_and_another_seed_others(RouterKind router) {
        for (WorkOrder order : WorkOrder.values()) {
            Simulation simulation = new Simulation(DayModel.REFERENCE, order);
            Figures plain = simulation.run(RouterKind.PLAIN.factory(), 7, 2, done -> {});
            assertThat(simulation.run(router.factory(), 7, 2, done -> {})).isEqualTo(plain);
            assertThat(simulation.run(router.factory(), 8, 2, done -> {})).isNotEqualTo(plain);
        }
    }

    @Test
    void arrivals_do_not_depend_on_the_routing() {
        RouterFactory router = RouterKind.PLAIN.factory();
        assertThat(new Simulation(DayModel.REFERENCE, WorkOrder.PREFERENCE)
                        .run(router, 7, 3, done -> {})
                        .arrived())
                .isEqualTo(REFERENCE.run(router, 7, 3, done -> {}).arrived());
    }

    /**
     * The results that come with the example SimpleMSK of ContactCenters, 1,000 days: mean and 95 % interval. The two
     * intervals of each figure have to meet.
     */
    @ParameterizedTest
    @EnumSource(names = "SKILL") // the plain one gives the same figures, and takes minutes for them
    @Tag("slow")
    void a_thousand_days_agree_with_the_published_ones(RouterKind router) {
        Figures figures = REFERENCE.run(router.factory(), 1, 1_000, done -> {});
        meets(figures.served(), 4_270.150, 4_324.460);
        meets(figures.abandoned(), 876.133, 944.537);
        meets(figures.serviceLevel20(), 0.494, 0.509);
        meets(figures.occupancyByGroup().get(0), 0.877, 0.884);
        double[][][] soon = {
            {{164.338, 175.970}, {594.159, 604.509}, {13.782, 17.198}},
            {{254.597, 271.275}, {506.276, 517.020}, {31.270, 38.124}},
            {{250.178, 269.434}, {607.586, 619.878}, {22.137, 27.639}}
        };
        for (int type = 0; type < 3; type++) {
            for (int period = 0; period < 3; period++) {
                double[] published = soon[type][period];
                meets(figures.servedIn20ByTypeAndPeriod().get(type).get(period), published[0], published[1]);
            }
        }
    }

    @Test
    void one_day_has_no_interval() {
        assertThatThrownBy(() -> REFERENCE.run(RouterKind.PLAIN.factory(), 1, 1, done -> {}))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("days: expected a number from 2 to 1000000, got 1");
    }

    private static void covers(Estimate estimate, double truth) {
        assertThat(truth).as("%s", estimate).isBetween(estimate.low(), estimate.high());
    }

    private static void meets(Estimate estimate, double low, double high) {
        assertThat(estimate.low()).as("%s", estimate).isLessThan(high);
        assertThat(estimate.high()).as("%s", estimate).isGreaterThan(low);
    }

    /** Share of time with so many calls: a birth and death process, cut where nothing is left to lose. */
    private static double[] stationary(double arrivals, double services, double abandonments, int agents) {
        double[] share = new double[200];
        share[0] = 1;
        double sum = 1;
        for (int k = 1; k < share.length; k++) {
            share[k] =
                    share[k - 1] * arrivals / (Math.min(k, agents) * services + Math.max(0, k - agents) * abandonments);
            sum += share[k];
        }
        for (int k = 0; k < share.length; k++) {
            share[k] /= sum;
        }
        return share;
    }
}
