package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records of a host get the same JSON as ours. */
class JsonTypesTest {
    private sealed interface Lamp {}

    private record Bulb(int watts) implements Lamp {}

    private record Candle() implements Lamp {}

    // snippet record
    private record Desk(
            AgentId agent, List<Lamp> lamps, @Nullable Duration rent) {
        Desk {
            Bounds.present("agent", agent);
            lamps = Bounds.list("lamps", lamps, 3);
        }
    }
    // end

    private record Machine(Thread thread) {}

    private record Typed(String type) implements Runnable {
        @Override
        public void run() {}
    }

    // snippet format
    private final JsonFormat<Desk> format = JsonTypes.of(MethodHandles.lookup())
            .family(Lamp.class, Map.of("Bulb", Bulb.class, "Candle", Candle.class))
            .format(Desk.class);
    // end

    @Test
    void a_private_record_of_a_host_is_read_and_written() {
        Desk desk = new Desk(new AgentId("ben"), List.of(new Bulb(40), new Candle()), Duration.ofDays(30));
        String json = "{\"agent\":\"ben\",\"lamps\":[{\"type\":\"Bulb\",\"watts\":40},{\"type\":\"Candle\"}],"
                + "\"rent\":\"PT720H\"}";
        assertThat(format.write(desk)).isEqualTo(json);
        assertThat(format.read(json)).isEqualTo(desk);
    }

    @Test
    void its_mistakes_are_named_by_their_place() {
        assertThatThrownBy(() -> format.read("{\"agent\":\"ben\",\"lamps\":[{\"type\":\"Torch\"}]}"))
                .hasMessage("$.lamps[0].type: expected one of Bulb, Candle, got 'Torch'");
        assertThatThrownBy(() -> format.read("{\"agent\":\"ben\"}")).hasMessage("$.lamps: expected a value, got null");
    }

    @Test
    void what_a_document_leaves_out_can_have_a_default_also_inside_of_others() {
        Desk empty = new Desk(new AgentId("nobody"), List.of(), null);
        JsonFormat<Desk> lenient = JsonTypes.of(MethodHandles.lookup())
                .family(Lamp.class, Map.of("Bulb", Bulb.class))
                .defaults(Desk.class, empty)
                .format(Desk.class);
        assertThat(lenient.read("{}")).isEqualTo(empty);
        assertThat(lenient.read("{\"lamps\":[{\"type\":\"Bulb\",\"watts\":1}]}"))
                .isEqualTo(new Desk(empty.agent(), List.of(new Bulb(1)), null));
    }

    @Test
    void a_component_can_be_without_a_default() {
        Desk empty = new Desk(new AgentId("nobody"), List.of(), null);
        JsonTypes types = JsonTypes.of(MethodHandles.lookup()).family(Lamp.class, Map.of("Candle", Candle.class));
        JsonFormat<Desk> named = types.defaults(Desk.class, empty, "agent").format(Desk.class);
        assertThat(named.read("{\"agent\":\"ben\"}")).isEqualTo(new Desk(new AgentId("ben"), List.of(), null));
        assertThatThrownBy(() -> named.read("{\"lamps\":[]}")).hasMessage("$.agent: expected a value, got null");
        assertThatThrownBy(() -> types.defaults(Desk.class, empty, "agnet"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("agnet");
    }

    @Test
    void a_type_without_json_is_refused_while_the_program_starts() {
        JsonTypes types = JsonTypes.of(MethodHandles.lookup());
        assertThatThrownBy(() -> types.format(Machine.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> types.format(Object.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> types.family(Runnable.class, Map.of("Typed", Typed.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hides its type");
    }

    @Test
    void what_a_host_adds_is_not_seen_by_others() {
        assertThatThrownBy(() -> JsonTypes.of(MethodHandles.lookup()).format(Desk.class))
                .isInstanceOf(IllegalStateException.class);
    }
}
