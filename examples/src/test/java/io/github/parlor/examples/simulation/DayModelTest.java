package io.github.parlor.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.simulation.DayModel.AgentGroup;
import io.github.parlor.examples.simulation.DayModel.CallType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayModelTest {
    private static final CallType TYPE = new CallType(List.of(1.0), List.of(0));
    private static final AgentGroup GROUP = new AgentGroup(List.of(1), List.of(0));

    @Test
    void the_reference_is_six_hours_long() {
        assertThat(DayModel.REFERENCE.length()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void types_and_groups_have_to_name_each_other() {
        refused("groups: expected what types say", TYPE, new AgentGroup(List.of(1), List.of()));
        refused("groups: expected what types say", new CallType(List.of(1.0), List.of()), GROUP);
        refused("groups: expected a number from 0 to 0, got 1", new CallType(List.of(1.0), List.of(0, 1)), GROUP);
        refused("types: expected a number from 0 to 0, got 2", TYPE, new AgentGroup(List.of(1), List.of(0, 2)));
    }

    @Test
    void every_period_has_its_figures() {
        refused(
                "arrivalsPerMinute: expected a figure for each of 1 periods",
                new CallType(List.of(1.0, 2.0), List.of(0)),
                GROUP);
        refused("agents: expected a figure for each of 1 periods", TYPE, new AgentGroup(List.of(), List.of(0)));
    }

    @Test
    void rates_are_not_negative() {
        assertThatThrownBy(() -> new CallType(List.of(-1.0), List.of(0))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new CallType(List.of(Double.NaN), List.of(0)))
                .isInstanceOf(InvalidValueException.class);
    }

    private static void refused(String message, CallType type, AgentGroup group) {
        assertThatThrownBy(() -> new DayModel(
                        Duration.ofHours(1), null, List.of(1.0), List.of(1.0), List.of(type), List.of(group)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(message);
    }
}
