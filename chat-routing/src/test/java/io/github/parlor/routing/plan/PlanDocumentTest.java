package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.seconds;
import static io.github.parlor.routing.plan.Requirement.all;
import static io.github.parlor.routing.plan.Requirement.any;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.not;
import static io.github.parlor.routing.plan.Requirement.skill;
import static io.github.parlor.routing.plan.Requirement.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.json.JsonDocument;
import io.github.parlor.json.JsonFormat;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.time.Schedule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {
    private static final Path GOLDEN = Path.of("src/test/resources/plan/every-field.json");
    private static final String CHARACTERS = "{}[]\",:\\ \n\t0123456789-+.eEtruefalsnNaI@\u0000\ud800\ufeffé";

    @Test
    void a_document_with_every_field_reads_as_what_the_builders_make_and_is_written_in_the_same_words()
            throws IOException {
        RoutingPlan plan = RoutingPlan.parse(Files.readString(GOLDEN));

        assertThat(plan).isEqualTo(everyField());
        assertThat(plan.toJson()).isEqualTo(compact(Files.readString(GOLDEN)));
        assertThat(everyField().toJson()).isEqualTo(plan.toJson());
    }

    @Test
    void what_is_written_reads_as_the_same_plan() {
        for (long seed = 0; seed < 1_000; seed++) {
            RoutingPlan plan = new RandomPlans(seed).plan();
            String json = plan.toJson();

            assertThat(RoutingPlan.parse(json)).as("seed %d: %s", seed, json).isEqualTo(plan);
            assertThat(RoutingPlan.parse(json).toJson()).as("seed %d", seed).isEqualTo(json);
        }
    }

    @Test
    void what_is_left_out_has_its_default() {
        assertThat(RoutingPlan.parse("{\"queues\":[{\"id\":\"sales\"}]}")).isEqualTo(RoutingPlan.of(Queue.of("sales")));
        RoutingPlan plan = RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"ladder\":{\"steps\":[{\"requirement\":"
                + "{\"type\":\"InTeam\",\"team\":\"wine\"}}]}}],\"offers\":{\"atOnce\":2},\"groups\":[{\"name\":\"g\","
                + "\"members\":{\"type\":\"Anyone\"},\"queues\":{\"q\":{\"rank\":3}}}]}");
        assertThat(plan)
                .isEqualTo(RoutingPlan.builder()
                        .queues(Queue.builder("q").served(team("wine")).build())
                        .offers(OfferPolicy.builder().atOnce(2).build())
                        .groups(new AgentGroup(
                                "g", anyone(), Map.of(new QueueId("q"), Preference.of(3, Duration.ZERO))))
                        .build());
    }

    @Test
    void what_must_be_there_is_missed_at_its_place() {
        assertThatThrownBy(() -> RoutingPlan.parse("{}")).hasMessageContaining("$.queues");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{}]}")).hasMessageContaining("$.queues[0].id");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\"}],\"groups\":[{\"name\":\"g\"}]}"))
                .hasMessageContaining("$.groups[0].members");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"ladder\":{\"steps\":[{}]}}]}"))
                .hasMessageContaining("$.queues[0].ladder.steps[0].requirement");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"ladder\":{\"always\":"
                        + "{\"type\":\"HasSkill\",\"skill\":\"fr\"}}}]}"))
                .hasMessageContaining("$.queues[0].ladder.always.level");
    }

    @Test
    void what_is_wrong_is_named_by_its_place() {
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"priority\":1001}]}"))
                .hasMessageStartingWith("$.queues[0].priority");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"ladder\":{\"steps\":[{\"requirement\":"
                        + "{\"type\":\"Wizard\"}}]}}]}"))
                .hasMessageStartingWith("$.queues[0].ladder.steps[0].requirement.type")
                .hasMessageContaining("HasSkill");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"escalations\":[{\"when\":{\"type\":"
                        + "\"OutOfHours\"},\"then\":{\"type\":\"Move\",\"to\":\"r\"}}]}]}"))
                .hasMessageStartingWith("$.queues[0].escalations[0].then.to");
        assertThatThrownBy(
                        () -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"priority\":1001,\"rejoin\":\"PT-1S\"}]}"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("priority", "rejoin"));
    }

    @Test
    void a_misspelt_field_is_refused_and_a_newer_one_can_be_passed_on() {
        String json = "{\"queues\":[{\"id\":\"q\",\"prioritiy\":3}],\"mo~od/\":{\"a\":1}}";

        assertThatThrownBy(() -> RoutingPlan.parse(json))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("$.queues[0].prioritiy", "$['mo~od/']", "no such field");
        JsonDocument<RoutingPlan> document = RoutingJson.PLAN.readDocument(json);
        assertThat(document.value()).isEqualTo(RoutingPlan.of(Queue.of("q")));
        assertThat(RoutingJson.PLAN.write(document)).contains("\"prioritiy\":3", "\"mo~od/\":{\"a\":1}");
    }

    @Test
    void a_number_of_an_escalation_is_named_by_its_place() {
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"escalations\":[{\"when\":{\"type\":"
                        + "\"Length\",\"most\":-1},\"then\":{\"type\":\"Refuse\"}}]}]}"))
                .hasMessageStartingWith("$.queues[0].escalations[0].when.most: ");
    }

    @Test
    void a_misspelt_field_is_named_before_the_one_that_is_missing_for_it() {
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queus\":[{\"id\":\"q\"}]}"))
                .hasMessage(
                        "$: expected valid fields, got 2 wrong: $.queus: expected no such field, got '[{\"id\":\"q\"}]';"
                                + " $.queues: expected a value, got null");
        assertThatThrownBy(() -> RoutingPlan.parse("{\"queues\":[{\"id\":\"q\",\"ladder\":{\"always\":"
                        + "{\"levle\":3,\"type\":\"HasSkill\",\"skill\":\"fr\"}}}]}"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("$.queues[0].ladder.always.levle", "$.queues[0].ladder.always.level"));
    }

    @Test
    void a_document_that_is_cut_off_says_so_and_where() throws IOException {
        String golden = Files.readString(GOLDEN);
        assertThatThrownBy(() -> RoutingPlan.parse(golden.substring(0, golden.indexOf("\"capacity\""))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("$")
                .hasMessageContaining("cut off at line ")
                .message()
                .doesNotContainPattern("[a-z]\\.[a-z]|Source|Exception");
    }

    @Test
    void depth_and_size_are_bounded() {
        assertThat(RoutingPlan.parse(nested(Requirement.MAX_DEPTH - 1)).queues())
                .hasSize(1);
        assertThatThrownBy(() -> RoutingPlan.parse(nested(Requirement.MAX_DEPTH)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("nested at most 16");
        assertThatThrownBy(() -> RoutingPlan.parse(nested(5_000))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> RoutingPlan.parse(" ".repeat(JsonFormat.MAX_DOCUMENT + 1)))
                .isInstanceOf(InvalidValueException.class);
        Queue[] tooMany = new Queue[RoutingPlan.MAX_QUEUES + 1];
        Arrays.setAll(tooMany, i -> Queue.of("q" + i));
        assertThatThrownBy(() -> RoutingPlan.of(tooMany)).hasMessageContaining("at most 1000 elements");
        RoutingPlan most = RoutingPlan.of(Arrays.copyOf(tooMany, RoutingPlan.MAX_QUEUES));
        assertThat(RoutingPlan.parse(most.toJson())).isEqualTo(most);
    }

    @Test
    void damaged_documents_are_refused_in_one_way_or_read_whole() throws IOException {
        String golden = compact(Files.readString(GOLDEN));
        int refused = 0;
        for (long seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String json = damaged(
                    random,
                    random.nextBoolean() ? golden : new RandomPlans(seed).plan().toJson());
            try {
                RoutingPlan plan = RoutingPlan.parse(json);
                assertThat(RoutingPlan.parse(plan.toJson()))
                        .as("seed %d: %s", seed, json)
                        .isEqualTo(plan);
            } catch (InvalidValueException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("seed %d: %s", seed, json)
                        .startsWith("$")
                        .hasSizeLessThan(8_000);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + json, e);
            }
        }
        assertThat(refused).isBetween(1_200, 2_970);
    }

    @Test
    void the_documentation_lists_exactly_the_fields_that_are_read() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/parlor/routing/plan/RoutingPlan.java"));
        String table = source.substring(source.indexOf("<table>"), source.indexOf("</table>"));
        for (Class<?> type : List.of(
                RoutingPlan.class,
                Queue.class,
                Ladder.class,
                Ladder.Step.class,
                AgentGroup.class,
                Preference.class,
                WorkOrder.class,
                Capacity.class,
                Capacity.Load.class,
                OfferPolicy.class,
                StatusPolicy.class,
                Escalation.class,
                Scoring.Points.Entry.class)) {
            String name =
                    type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
            assertThat(listed(table, "\\{@link " + name + "\\}")).as(name).isEqualTo(components(type));
        }
        Map<String, Class<?>> families = Map.of(
                "a requirement", Requirement.class,
                "a scoring", Scoring.class,
                "a limit", Limit.class,
                "a condition", Escalation.Condition.class,
                "an action", Escalation.Action.class);
        families.forEach((row, family) -> {
            Set<String> expected = new TreeSet<>();
            for (Class<?> member : family.getPermittedSubclasses()) {
                expected.add(member.getSimpleName());
                expected.addAll(components(member));
            }
            assertThat(listed(table, row)).as(row).isEqualTo(expected);
        });
    }

    private static Set<String> components(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }

    private static Set<String> listed(String table, String object) {
        var row = Pattern.compile("<td>" + object + "</td><td>(.*?)</td>", Pattern.DOTALL)
                .matcher(table);
        assertThat(row.find()).as(object).isTrue();
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{@code (\\w+)\\}").matcher(row.group(1)).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    private static String nested(int nots) {
        return "{\"queues\":[{\"id\":\"q\",\"ladder\":{\"always\":" + "{\"type\":\"Not\",\"part\":".repeat(nots)
                + "{\"type\":\"Anyone\"}" + "}".repeat(nots) + "}}]}";
    }

    private static String damaged(SplittableRandom random, String json) {
        String damaged = json;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), at + random.nextInt(12));
            String head = damaged.substring(0, at);
            damaged = switch (random.nextInt(5)) {
                case 0 -> head + CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) + damaged.substring(at);
                case 1 -> head + damaged.substring(to);
                case 2 -> head + damaged.substring(at, to) + damaged.substring(at);
                case 3 -> damaged.replaceFirst("\\d+", Integer.toString(random.nextInt(-9, 2_000)));
                default -> swapped(random, damaged);
            };
        }
        return damaged;
    }

    /** Puts one plain value in the place of another, so that the damage is well-formed. */
    private static String swapped(SplittableRandom random, String json) {
        List<java.util.regex.MatchResult> values =
                Pattern.compile("\":([^,{}\\[\\]]+)").matcher(json).results().toList();
        if (values.isEmpty()) {
            return json;
        }
        var hole = values.get(random.nextInt(values.size()));
        var piece = values.get(random.nextInt(values.size()));
        return json.substring(0, hole.start(1)) + piece.group(1) + json.substring(hole.end(1));
    }

    /** Drops the layout; no string in the document has a space after a comma or a colon. */
    private static String compact(String json) {
        StringBuilder compact = new StringBuilder();
        json.lines().map(String::strip).forEach(compact::append);
        return compact.toString().replace("\": ", "\":").replace(", ", ",");
    }

    private static RoutingPlan everyField() {
        Ladder ladder = Ladder.builder()
                .always(not(team("trainees")))
                .stepUnlessNobodyIsThere(all(skill("french", 4), skill("wine", 2)), seconds(40))
                .step(
                        any(skill("french"), new Requirement.Named(ordered(Floor.id("mira"), Floor.id("jon")))),
                        seconds(60))
                .last(anyone());
        Schedule hours = Schedule.builder(ZoneId.of("Europe/Paris"))
                .open(DayOfWeek.MONDAY, "09:00-12:00", "13:30-18:00")
                .build();
        Queue wine = Queue.builder("wine")
                .teams(ordered(new TeamId("cellar"), new TeamId("bar")))
                .ladder(ladder)
                .scoring(new Scoring.Points(List.of(new Scoring.Points.Entry(skill("champagne"), 50))))
                .priority(3)
                .credit(seconds(-30))
                .target(seconds(120))
                .hours(hours)
                .escalations(
                        Escalation.outOfHours(Escalation.Action.refuse()),
                        Escalation.atLength(100, Escalation.Action.move("all", 2)),
                        Escalation.unstaffed(seconds(0), Escalation.Action.move("all")),
                        Escalation.afterWait(seconds(90), Escalation.Action.raise(2)))
                .namedPatience(seconds(45))
                .lastPatience(seconds(20))
                .rejoin(seconds(60))
                .keepsCallbacks(false)
                .offers(OfferPolicy.builder()
                        .timeout(seconds(25))
                        .atOnce(3)
                        .onMissed(2, OfferPolicy.Missed.BLOCK_SLOT)
                        .declineLimit(3)
                        .coolDown(seconds(20))
                        .lastResort(false)
                        .takeNext(false)
                        .pick(false)
                        .build())
                .build();
        Map<QueueId, Preference> preferences = new LinkedHashMap<>();
        preferences.put(new QueueId("wine"), Preference.DEFAULT);
        preferences.put(new QueueId("all"), new Preference(1, 2, seconds(30)));
        Map<SkillId, Integer> wanted = new LinkedHashMap<>();
        wanted.put(new SkillId("french"), 5);
        wanted.put(new SkillId("patience"), 2);
        ChannelId voice = new ChannelId("voice");
        return RoutingPlan.builder()
                .queues(
                        wine,
                        Queue.builder("all")
                                .target(seconds(300))
                                .scoring(new Scoring.Match(wanted))
                                .build(),
                        Queue.builder("skilled")
                                .target(seconds(300))
                                .scoring(new Scoring.MostSkilled(Set.of(new SkillId("french"))))
                                .build(),
                        Queue.builder("special")
                                .target(seconds(300))
                                .scoring(new Scoring.Specialists())
                                .build(),
                        Queue.builder("own")
                                .target(seconds(300))
                                .scoring(new Scoring.Custom("closing-rate"))
                                .build())
                .groups(new AgentGroup("sommeliers", team("cellar"), preferences))
                .workOrder(new WorkOrder(WorkOrder.Rule.DUE, seconds(30)))
                .agentOrder(AgentOrder.LONGEST_IDLE)
                .capacity(new Capacity(
                                Map.of(),
                                new Capacity.Load(Agent.UNITS_PER_SESSION, 10, 150, null),
                                List.of(),
                                seconds(15))
                        .with(voice, Capacity.Load.of(900).onlyAlongside(new ChannelId("mail")))
                        .with(new Limit.Held("calls", 1, Set.of(voice), Set.of()))
                        .with(new Limit.Rate("calm", 20, Set.of(), Set.of(new QueueId("wine")), Duration.ofHours(1)))
                        .with(Limit.daily("day", 60, ZoneId.of("Europe/Paris"))))
                .offers(OfferPolicy.builder()
                        .timeout(seconds(35))
                        .autoAccept(true)
                        .build())
                .statuses(new StatusPolicy(Map.of(), seconds(90), StatusPolicy.Gone.KEEP, true, null)
                        .withReason("lunch", AgentStatus.AWAY)
                        .withReason("last call", AgentStatus.DRAINING)
                        .withMissedReason("no answer"))
                .maxHops(2)
                .build();
    }

    private static <T> Set<T> ordered(T first, T second) {
        return new LinkedHashSet<>(List.of(first, second));
    }
}
