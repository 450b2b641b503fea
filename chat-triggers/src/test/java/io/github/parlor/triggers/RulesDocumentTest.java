package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.PageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {
    @Test
    void a_document_with_every_field_reads_as_what_the_builders_make() throws IOException {
        assertThat(TriggerRules.parse(document("every-field.json"))).isEqualTo(everyField());
    }

    @Test
    void rules_are_written_in_one_form_without_defaults() throws IOException {
        assertThat(everyField().toJson())
                .isEqualTo(document("every-field.canonical.json").strip());
    }

    @Test
    void what_is_written_reads_as_the_same_rules() throws IOException {
        assertThat(TriggerRules.parse(document("every-field.canonical.json"))).isEqualTo(everyField());
        for (long seed = 0; seed < 1_000; seed++) {
            TriggerRules rules = HistoryTest.rules(new SplittableRandom(seed));
            assertThat(TriggerRules.parse(rules.toJson())).as("seed %d", seed).isEqualTo(rules);
        }
    }

    @Test
    void a_set_without_rules_invites_nobody() {
        TriggerRules none = TriggerRules.parse("{\"version\":1,\"triggers\":[]}");

        assertThat(none).isEqualTo(TriggerRules.builder().build()).isNotEqualTo(everyField());
        assertThat(none.invitationsPerVisit()).isEqualTo(1);
        assertThat(none.pause()).isEqualTo(Duration.ofMinutes(10));
        assertThat(new Storefront(none)
                        .visits("ann", 0)
                        .opens("ann", "/", 0)
                        .advanceTo(9_000)
                        .said())
                .isEmpty();
    }

    @Test
    void the_documentation_lists_exactly_the_fields_that_are_read() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/github/parlor/triggers/TriggerRules.java"));
        String table = source.substring(source.indexOf("<table>"), source.indexOf("</table>"));

        assertThat(listed(table, "document")).isEqualTo(RulesReader.DOCUMENT);
        assertThat(listed(table, "trigger")).isEqualTo(RulesReader.TRIGGER);
        assertThat(listed(table, "target")).isEqualTo(RulesReader.TARGET);
        RulesReader.CONDITIONS.forEach((type, fields) -> assertThat(
                        listed(table, "condition \\{@code (?:all\\}, \\{@code )?" + type + "\\}(?:, \\{@code any\\})?"))
                .as(type)
                .containsAll(fields)
                .isSubsetOf(type.equals("cart") ? union(fields, RulesReader.MONEY) : fields));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> listed(String table, String object) {
        var row = Pattern.compile("<td>" + object + "</td><td>(.*?)</td>", Pattern.DOTALL)
                .matcher(table);
        assertThat(row.find()).as(object).isTrue();
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{@code (\\w+)\\}").matcher(row.group(1)).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    static String document(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/rules", name));
    }

    private static TriggerRules everyField() {
        Condition oneMinute = Condition.dwell(Duration.ofMinutes(1));
        Target target = new Target(
                new TeamId("paris"), Map.of(new SkillId("french"), 2, new SkillId("spécial"), 1), new AgentId("mira"));
        return TriggerRules.builder()
                .invitationsPerVisit(2)
                .pause(Duration.ofMinutes(5))
                .add(Trigger.builder("every-condition")
                        .disabled()
                        .priority(-7)
                        .when(
                                new Condition.Page(ordered(PageKind.CHECKOUT, PageKind.CART), "/checkout/**"),
                                Condition.dwell(Duration.ofSeconds(100)),
                                new Condition.Dwell(Duration.ofMillis(250), Condition.Span.VISIT),
                                Condition.idle(Duration.ofMinutes(2)),
                                new Condition.Cart(Storefront.euros(15_000), Storefront.euros(90_000), 1, 20),
                                Condition.countryIn("FR", "BE"),
                                new Condition.Visit(2, 3, "finance", ordered("fr", "de-CH")),
                                Condition.any(Condition.not(Condition.countryNotIn("US")), Condition.all(oneMinute)))
                        .text("Puis-je vous aider ? \"¿Sí?\" 👋")
                        .ttl(Duration.ofSeconds(90))
                        .target(sorted(target))
                        .build())
                .add(Trigger.builder("defaults")
                        .when(Condition.idle(Duration.ofMinutes(2)))
                        .text("May I help?")
                        .build())
                .build();
    }

    /** Written in the order given, so the test gives one. */
    private static Target sorted(Target target) {
        return new Target(target.team(), new java.util.TreeMap<>(target.skills()), target.agent());
    }

    private static <T> Set<T> ordered(T first, T second) {
        return new LinkedHashSet<>(List.of(first, second));
    }
}
