package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final int CAPACITY = 300;
    private static final Loads LOADS = new Loads();

    @Test
    void what_is_held_by_force_never_spills_into_the_bits_beside_it() {
        RoutedAgent agent = seated(false);
        for (int left = RoutedAgent.MAX_HELD; left > 0; left -= Math.min(left, 300_000)) {
            Room.force(agent, Math.min(left, 300_000), LOADS);
        }
        long full = agent.word();
        assertThatThrownBy(() -> Room.force(agent, 1, LOADS)).isInstanceOf(InvalidValueException.class);
        assertThat(agent.word()).isEqualTo(full);
        assertThat(RoutedAgent.heldOf(full)).isEqualTo(RoutedAgent.MAX_HELD);
    }

    @Test
    void an_agent_is_found_at_each_of_more_loads_than_there_are_rows() {
        for (boolean inTurn : new boolean[] {false, true}) {
            RoutedAgent agent = seated(inTurn);
            Room room = agent.seating().room();
            for (int held = 1; held < CAPACITY; held++) {
                Room.take(agent, 1);
                assertThat(room.best(step(agent), 1, null))
                        .as("with %d held", held)
                        .isSameAs(agent);
            }
            Room.take(agent, 1);
            assertThat(agent.hasRoom(agent.word(), 1)).isFalse();
            for (int held = CAPACITY - 1; held >= 0; held--) {
                Room.free(agent, 1);
                assertThat(room.best(step(agent), 1, null))
                        .as("with %d held", held)
                        .isSameAs(agent);
            }
        }
    }

    private static int step(RoutedAgent agent) {
        return Loads.step(RoutedAgent.heldOf(agent.word()), CAPACITY);
    }

    private static RoutedAgent seated(boolean inTurn) {
        RoutedAgent agent = new RoutedAgent(new AgentId("a"), 0, new Room(-1, 0, true, LOADS));
        new Room(0, CAPACITY, inTurn, LOADS).seat(agent, true);
        return agent;
    }
}
