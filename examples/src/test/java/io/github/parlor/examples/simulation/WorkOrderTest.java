package io.github.parlor.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.simulation.DayModel.AgentGroup;
import io.github.parlor.examples.simulation.DayModel.CallType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkOrderTest {
    @Test
    void by_arrival_no_type_is_older() {
        assertThat(WorkOrder.ARRIVAL.credits(DayModel.REFERENCE))
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void by_preference_each_type_is_older_by_a_day_than_those_it_is_preferred_to() {
        assertThat(WorkOrder.PREFERENCE.credits(DayModel.REFERENCE))
                .containsExactly(Duration.ZERO, Duration.ofHours(6), Duration.ofHours(12));
    }

    /** Each of two groups prefers another type: no single key of the waiting call can say that. */
    @Test
    void preferences_that_contradict_each_other_are_refused() {
        CallType both = new CallType(List.of(1.0), List.of(0, 1));
        DayModel model = new DayModel(
                Duration.ofHours(1),
                null,
                List.of(1.0),
                List.of(1.0),
                List.of(both, both),
                List.of(new AgentGroup(List.of(1), List.of(0, 1)), new AgentGroup(List.of(1), List.of(1, 0))));
        assertThat(WorkOrder.ARRIVAL.credits(model)).hasSize(2);
        assertThatThrownBy(() -> new Simulation(model, WorkOrder.PREFERENCE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("lists that one order agrees with");
    }
}
