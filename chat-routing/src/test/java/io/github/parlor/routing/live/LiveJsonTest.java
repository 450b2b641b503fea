package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.live.RoutingLog.Entry;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveJsonTest {
    @Test
    void every_command_and_every_event_has_the_JSON_of_its_golden_line() throws IOException {
        List<String> commands = golden("commands.jsonl");
        List<String> read = new ArrayList<>();
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (String line : commands) {
            RoutingCommand command = LiveJson.COMMAND.read(line);
            kinds.put(command.getClass().getSimpleName(), command.getClass());
            read.add(LiveJson.COMMAND.write(command));
        }
        assertThat(read).isEqualTo(commands);
        assertThat(kinds).hasSize((int) Arrays.stream(RoutingCommand.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .count());
        List<String> events = golden("events.jsonl");
        List<String> again = new ArrayList<>();
        Map<String, Class<?>> told = new LinkedHashMap<>();
        for (String line : events) {
            RoutingEvent event = LiveJson.EVENT.read(line);
            told.put(event.getClass().getSimpleName(), event.getClass());
            again.add(LiveJson.EVENT.write(event));
        }
        assertThat(again).isEqualTo(events);
        assertThat(told).hasSize((int) Arrays.stream(RoutingEvent.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .count());
    }

    @Test
    void a_state_has_the_JSON_of_its_golden_lines() throws IOException {
        List<String> lines = golden("state.jsonl");
        RoutingState state = LiveJson.read(lines);
        assertThat(LiveJson.write(state)).isEqualTo(lines);
        PlanRouter router = PlanRouter.restore(state, Map.of(), event -> {});
        assertThat(router.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|\"agents\":2|\"agents\":1|line 3",
                "1|\"agents\":2|\"agents\":3|line 4",
                "1|\"sessions\":3|\"sessions\":4|line 7",
                "1|\"sessions\":3|\"sessions\":2|line 6",
                "1|\"planNumber\":1|\"planNumber\":0|line 1",
                "2|\"id\":\"ida\"|\"id\":\"\"|line 2 $.profile.id",
                "2|\"status\":\"AVAILABLE\"|\"status\":\"READY\"|line 2 $.status",
                "4|\"stage\":\"SERVED\"|\"stage\":7|line 4 $.stage",
                "4|\"owner\":\"ida\"|\"owner\":{}|line 4 $.owner",
                "5|\"queue\":\"sales\"|\"queue\":null|line 5 $.demand.queue",
            })
    void a_line_that_is_not_of_its_kind_is_refused_by_its_place(int line, String from, String to, String place)
            throws IOException {
        List<String> lines = changed(line, from, to);
        assertThatThrownBy(() -> LiveJson.read(lines))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2|\"id\":\"ida\"|\"id\":\"zoe\"|agents[1].profile.id",
                "3|\"number\":2|\"number\":1|agents[1].number",
                "2|\"phase\":\"ACTIVE\"|\"phase\":\"PARKED\"|agents[0].held[0].session",
                "2|\"ACTIVE\",\"number\":1|\"ACTIVE\",\"number\":9|agents[0].held[0].number",
                "2|\"conversation\":\"c1\"|\"conversation\":\"c9\"|agents[0].held[0].session",
                "2|\"lastGiven\":5|\"lastGiven\":99|agents[0].lastGiven",
                "2|\"status\":\"AVAILABLE\"|\"status\":\"LOST\"|agents[0].lostSince",
                "4|\"conversation\":\"c1\"|\"conversation\":\"c2\"|sessions[1].id",
                "4|\"number\":1|\"number\":7|sessions[0].holding",
                "4|\"queue\":\"sales\"|\"queue\":\"elsewhere\"|sessions[0].demand.queue",
                "4|\"owner\":\"ida\"|\"owner\":\"eve\"|sessions[0].owner",
                "4|\"stage\":\"SERVED\"|\"stage\":\"ENDED\"|sessions[0].stage",
                "4|\"stage\":\"SERVED\"|\"stage\":\"WAITING\"|sessions[0].owner",
                "5|\"agent\":\"ida\"|\"agent\":\"eve\"|sessions[1].offers[0].agent",
                "5|\"agent\":\"ida\"|\"agent\":\"zoe\"|sessions[1].offers[0].number",
                "5|\"step\":{\"step\":0|\"step\":{\"step\":31|sessions[1].place.step.step",
                "6|\"plan\":1|\"plan\":2|sessions[2].plan",
                "6|\"since\":\"2026|\"since\":\"-2026|sessions[2].place",
            })
    void a_state_that_contradicts_itself_is_refused_before_anything_is_built(
            int line, String from, String to, String place) throws IOException {
        RoutingState state = LiveJson.read(changed(line, from, to));
        assertThatThrownBy(() -> PlanRouter.restore(state, Map.of(), event -> {
                    throw new AssertionError(event);
                }))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(place);
        assertThatThrownBy(() -> DryRun.of(state)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_line_that_is_lost_is_told_with_the_number_that_there_should_be() throws IOException {
        List<String> lines = golden("state.jsonl");
        for (int lost = 1; lost < lines.size(); lost++) {
            List<String> left = new ArrayList<>(lines);
            left.remove(lost);
            assertThatThrownBy(() -> LiveJson.read(left))
                    .as("line %s", lost + 1)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("line ")
                    .hasMessageContaining(", as line 1 says, got ");
        }
        assertThatThrownBy(() -> LiveJson.read(lines.subList(1, lines.size()))).hasMessageStartingWith("line 1 $");
        assertThatThrownBy(() -> LiveJson.read(List.of())).hasMessageStartingWith("line 1: expected the plan");
    }

    @Test
    void a_field_that_is_lost_is_named_unless_it_may_be_null_or_has_a_default() throws IOException {
        Set<String> mayBeNull = new TreeSet<>();
        List<String> lines = golden("state.jsonl");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (MatchResult field :
                    Pattern.compile("\"(\\w+)\":").matcher(line).results().toList()) {
                String name = field.group(1);
                List<String> left = new ArrayList<>(lines);
                left.set(i, withoutField(line, field.start(), field.end()));
                String place = "line " + (i + 1) + " $";
                try {
                    PlanRouter.restore(LiveJson.read(left), Map.of(), event -> {});
                    if (i > 0) {
                        mayBeNull.add(name);
                    } else {
                        // A plan is written with all its fields, and read with defaults for those of a later version.
                        assertThat(field.start()).as(name).isBetween(2, line.indexOf("\"planNumber\""));
                    }
                } catch (InvalidValueException e) {
                    String message = String.valueOf(e.getMessage());
                    boolean restored = message.contains("agents[") || message.contains("sessions[");
                    assertThat(restored || message.startsWith(place))
                            .as("%s lost in line %s: %s", name, i + 1, message)
                            .isTrue();
                    assertThat(message).as("%s lost in line %s", name, i + 1).contains(restored ? "" : name);
                }
            }
        }
        // A skill that is lost is a key of a map.
        assertThat(mayBeNull).containsExactly("french", "unstaffedDone");
    }

    /** Takes a field with its value out of an object. */
    private static String withoutField(String line, int start, int valueStart) {
        int depth = 0;
        boolean quoted = false;
        int end = valueStart;
        for (; quoted || depth > 0 || (line.charAt(end) != ',' && line.charAt(end) != '}'); end++) {
            char c = line.charAt(end);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        }
        boolean last = line.charAt(end) == '}';
        boolean first = line.charAt(start - 1) == '{';
        return line.substring(0, last && !first ? start - 1 : start) + line.substring(last ? end : end + 1);
    }

    @Test
    void a_session_for_which_nobody_has_been_looked_for_says_so_by_saying_nothing() {
        List<RoutingEvent> events = new ArrayList<>();
        PlanRouter router = PlanRouter.of(
                RoutingPlan.of(
                        Queue.of("first"),
                        Queue.builder("second")
                                .escalations(Escalation.unstaffed(Duration.ofSeconds(30), Escalation.Action.refuse()))
                                .build()),
                events::add);
        SessionId chat = new SessionId(new ConversationId("c1"), 1);
        router.apply(new RoutingCommand.Submit(chat, Demand.of("first"), RandomHistory.START), RandomHistory.START);
        router.apply(new RoutingCommand.Transfer(chat, Demand.of("second")), RandomHistory.START);
        for (String line : LiveJson.write(router.state())) {
            assertThat(line).doesNotContain("PT-0.");
        }
        assertThat(router.session(chat).orElseThrow().place().unstaffedDone()).isNull();
    }

    @Test
    void no_damaged_line_leads_to_anything_but_a_refusal_or_a_router_that_works() {
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        int built = 0;
        for (int i = 0; i < 1_500; i++) {
            List<String> lines = new ArrayList<>(
                    LiveJson.write(new RandomHistory(i % 10).play(25).router.state()));
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            int place = random.nextInt(line.length());
            String other = switch (random.nextInt(4)) {
                case 0 -> line.substring(0, place);
                case 1 -> line.substring(0, place) + line.substring(place + 1);
                case 2 -> line.substring(0, place) + (char) (32 + random.nextInt(95)) + line.substring(place + 1);
                default ->
                    line.replaceFirst("\"number\":\\d+", "\"number\":" + (random.nextLong() >> random.nextInt(64)));
            };
            lines.set(at, other);
            try {
                PlanRouter router = PlanRouter.restore(LiveJson.read(lines), RandomHistory.SCORERS, event -> {});
                router.apply(new RoutingCommand.Advance(), RandomHistory.START.plusSeconds(100_000));
                built++;
            } catch (InvalidValueException e) {
                assertThat(e.getMessage()).hasSizeLessThan(20_000);
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(built).isPositive();
    }

    @Test
    void a_log_names_the_line_that_is_wrong() {
        List<String> lines =
                new RandomHistory(3).play(5).entries.stream().map(Entry::toJson).toList();
        List<String> wrong = new ArrayList<>(lines);
        wrong.set(2, lines.get(2).replaceFirst("\"type\":\"\\w+\"", "\"type\":\"Steal\""));
        assertThatThrownBy(() -> RoutingLog.parse(wrong))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("line 3 $.command.type: expected one of Abandon, Accept");
    }

    private static List<String> changed(int line, String from, String to) throws IOException {
        List<String> lines = new ArrayList<>(golden("state.jsonl"));
        String before = lines.get(line - 1);
        assertThat(before).contains(from);
        int at = before.indexOf(from);
        lines.set(line - 1, before.substring(0, at) + to + before.substring(at + from.length()));
        return lines;
    }

    private static List<String> golden(String name) throws IOException {
        try (InputStream file = LiveJsonTest.class.getResourceAsStream("/live/" + name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
