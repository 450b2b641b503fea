package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.TriggerId;
import io.github.parlor.people.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileRulesTest {
    private static final String IDLE = "{\"type\":\"idle\",\"atLeast\":\"PT2M\"}";

    /** Single quotes stand for double ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.triggers[0].conditions[0].atLest      | {'type':'idle','atLest':'PT2M'}
            $.triggers[0].conditions[0].atLeast     | {'type':'idle'}
            $.triggers[0].conditions[0].atLeast     | {'type':'idle','atLeast':120}
            $.triggers[0].conditions[0].atLeast     | {'type':'idle','atLeast':'120s'}
            $.triggers[0].conditions[0].atLeast     | {'type':'idle','atLeast':'PT0S'}
            $.triggers[0].conditions[0].atLeast     | {'type':'idle','atLeast':'-PT1S'}
            $.triggers[0].conditions[0].atLeast     | {'type':'dwell','atLeast':'PT1H0.001S'}
            $.triggers[0].conditions[0].on          | {'type':'dwell','atLeast':'PT1H','on':'page'}
            $.triggers[0].conditions[0].type        | {'type':'idel','atLeast':'PT2M'}
            $.triggers[0].conditions[0].type        | {'type':null}
            $.triggers[0].conditions[0].type        | {'atLeast':'PT2M'}
            $.triggers[0].conditions[0]             | 'idle'
            $.triggers[0].conditions[0]             | []
            $.triggers[0].conditions[0]             | null
            $.triggers[0].conditions[0].path        | {'type':'page'}
            $.triggers[0].conditions[0].path        | {'type':'page','path':''}
            $.triggers[0].conditions[0].path        | {'type':'page','path':'\\ud800'}
            $.triggers[0].conditions[0].kinds       | {'type':'page','path':'/','kinds':[]}
            $.triggers[0].conditions[0].kinds[1]    | {'type':'page','kinds':['CART','cart']}
            $.triggers[0].conditions[0].kinds[1]    | {'type':'page','kinds':['CART','CART']}
            $.triggers[0].conditions[0].in[1]       | {'type':'country','in':['DE','de']}
            $.triggers[0].conditions[0].in          | {'type':'country'}
            $.triggers[0].conditions[0].in          | {'type':'country','in':['DE'],'notIn':['US']}
            $.triggers[0].conditions[0].valueAtLeast | {'type':'cart'}
            $.triggers[0].conditions[0].valueAtLeast | {'type':'cart','valueAtLeast':150.00}
            $.triggers[0].conditions[0].valueAtLeast.minorUnits | {'type':'cart','valueAtLeast':{'minorUnits':1.5,'currency':'EUR'}}
            $.triggers[0].conditions[0].valueAtLeast.minorUnits | {'type':'cart','valueAtLeast':{'minorUnits':1e999,'currency':'EUR'}}
            $.triggers[0].conditions[0].valueAtLeast.minorUnits | {'type':'cart','valueAtLeast':{'minorUnits':9999999999999999,'currency':'EUR'}}
            $.triggers[0].conditions[0].valueAtLeast.minorUnits | {'type':'cart','valueAtLeast':{'minorUnits':99999999999999999999,'currency':'EUR'}}
            $.triggers[0].conditions[0].valueAtLeast.currency   | {'type':'cart','valueAtLeast':{'minorUnits':1,'currency':'EURO'}}
            $.triggers[0].conditions[0].valueAtLeast.currency   | {'type':'cart','valueAtLeast':{'minorUnits':1}}
            $.triggers[0].conditions[0].valueAtLeast.amount     | {'type':'cart','valueAtLeast':{'amount':1,'currency':'EUR'}}
            $.triggers[0].conditions[0].valueAtMost.currency    | {'type':'cart','valueAtLeast':{'minorUnits':1,'currency':'EUR'},'valueAtMost':{'minorUnits':2,'currency':'USD'}}
            $.triggers[0].conditions[0].valueAtMost.minorUnits  | {'type':'cart','valueAtLeast':{'minorUnits':3,'currency':'EUR'},'valueAtMost':{'minorUnits':2,'currency':'EUR'}}
            $.triggers[0].conditions[0].piecesAtLeast | {'type':'cart','piecesAtLeast':-1}
            $.triggers[0].conditions[0].piecesAtLeast | {'type':'cart','piecesAtLeast':4294967297}
            $.triggers[0].conditions[0].piecesAtLeast | {'type':'cart','piecesAtLeast':'2'}
            $.triggers[0].conditions[0].piecesAtMost  | {'type':'cart','piecesAtLeast':3,'piecesAtMost':2}
            $.triggers[0].conditions[0].numberAtLeast | {'type':'visit'}
            $.triggers[0].conditions[0].numberAtLeast | {'type':'visit','numberAtLeast':0}
            $.triggers[0].conditions[0].languages[0]  | {'type':'visit','languages':['']}
            $.triggers[0].conditions[0].conditions    | {'type':'any','conditions':[]}
            $.triggers[0].conditions[0].condition     | {'type':'not'}
            $.triggers[0].conditions[0].condition.atLeast | {'type':'not','condition':{'type':'idle','atLeast':'PT2H'}}
            $.triggers[0].conditions[0]['x y']        | {'type':'idle','atLeast':'PT2M','x y':1}
            """)
    void a_wrong_condition_is_refused_with_its_path(String path, String condition) {
        assertRefused(path, rule("\"conditions\":[" + condition.replace('\'', '"') + "]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $                            | []
            $                            | null
            $                            | `{'version':1,'triggers':[]} x`
            $                            | {'version':1,'triggers':[],'triggers':[]}
            $                            | {'version':1,'triggers':[}
            $.version                    | {'triggers':[]}
            $.version                    | {'version':2,'triggers':[]}
            $.version                    | {'version':'1','triggers':[]}
            $.triggers                   | {'version':1}
            $.triggers                   | {'version':1,'triggers':{}}
            $.Triggers                   | {'version':1,'Triggers':[]}
            $.triggers[0]                | {'version':1,'triggers':[7]}
            $.invitationsPerVisit        | {'version':1,'triggers':[],'invitationsPerVisit':0}
            $.invitationsPerVisit        | {'version':1,'triggers':[],'invitationsPerVisit':11}
            $.invitationsPerVisit        | {'version':1,'triggers':[],'invitationsPerVisit':2.0}
            $.pause                      | {'version':1,'triggers':[],'pause':'PT0S'}
            $.pause                      | {'version':1,'triggers':[],'pause':'P1D'}
            """)
    void a_wrong_document_is_refused_with_its_path(String path, String document) {
        assertRefused(path, document.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.triggers[0].id             | 'id':' a'
            $.triggers[0].id             | 'id':7
            $.triggers[0].enabled        | 'id':'a','enabled':'yes'
            $.triggers[0].priority       | 'id':'a','priority':1001
            $.triggers[0].text           | 'id':'a','text':''
            $.triggers[0].ttl            | 'id':'a','ttl':'PT25H'
            $.triggers[0].ttl            | 'id':'a','ttl':'PT0S'
            $.triggers[0].target         | 'id':'a','target':'anyone'
            $.triggers[0].target.team    | 'id':'a','target':{'team':''}
            $.triggers[0].target.skill   | 'id':'a','target':{'skill':'french'}
            $.triggers[0].target.skills  | 'id':'a','target':{'skills':['french']}
            $.triggers[0].target.skills.french | 'id':'a','target':{'skills':{'french':0}}
            $.triggers[0].target.agent   | 'id':'a','target':{'agent':{}}
            $.triggers[0].condition      | 'id':'a','condition':[]
            """)
    void a_wrong_part_of_a_rule_is_refused_with_its_path(String path, String part) {
        String rest = part.contains("'text'") ? "" : ",\"text\":\"Hi\"";
        String trigger = part.replace('\'', '"') + rest + ",\"conditions\":[" + IDLE + "]";
        assertRefused(path, "{\"version\":1,\"triggers\":[{" + trigger + "}]}");
    }

    @Test
    void a_refusal_names_path_expectation_and_value() {
        assertThatThrownBy(() -> TriggerRules.parse(rule("\"conditions\":[{\"type\":\"idle\",\"atLest\":\"PT2M\"}]")))
                .hasMessage(
                        "$.triggers[0].conditions[0].atLest: expected no such field, only atLeast, type, got 'PT2M'");
        assertThatThrownBy(() -> TriggerRules.parse(rule("\"conditions\":[{\"type\":\"idle\",\"atLeast\":\"PT2H\"}]")))
                .hasMessage("$.triggers[0].conditions[0].atLeast: expected a duration from zero to PT1H, got PT2H");
        assertThatThrownBy(() -> TriggerRules.parse("{\"version\":1,\n\"triggers\":[],}"))
                .hasMessageContaining("$: expected a JSON document, got ")
                .hasMessageContaining("at line 2, column ");
    }

    @Test
    void two_rules_of_one_id_are_refused() {
        String one = "{\"id\":\"a\",\"text\":\"Hi\",\"conditions\":[" + IDLE + "]}";
        assertRefused("$.triggers[1].id", "{\"version\":1,\"triggers\":[" + one + "," + one + "]}");
    }

    @Test
    void scenario_25_conditions_nest_32_deep_and_no_deeper() {
        assertThat(TriggerRules.parse(rule("\"conditions\":[" + nots(31) + "]")).triggers())
                .hasSize(1);
        assertRefused(
                "$.triggers[0].conditions[0]" + ".condition".repeat(32), rule("\"conditions\":[" + nots(32) + "]"));

        Condition deep = Condition.idle(Duration.ofMinutes(2));
        for (int i = 0; i < 31; i++) {
            deep = Condition.not(deep);
        }
        Condition deepest = deep;
        assertThatThrownBy(() -> Condition.all(deepest))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("conditions: expected a depth of at most 31, got 32");
    }

    @Test
    void scenario_25_combinations_nested_32_deep_are_evaluated() {
        Storefront shop = new Storefront(TriggerRules.parse(rule("\"conditions\":[" + nots(30) + "]")));

        assertThat(shop.visits("ann", 0).opens("ann", "/", 0).advanceTo(500).said())
                .containsExactly("a ann 120.0");
    }

    @Test
    void a_rule_has_at_most_64_conditions_in_all() {
        String all = "{\"type\":\"all\",\"conditions\":[" + String.join(",", Collections.nCopies(63, IDLE)) + "]}";
        assertThat(TriggerRules.parse(rule("\"conditions\":[" + all + "]")).triggers())
                .hasSize(1);
        assertRefused("$.triggers[0].conditions", rule("\"conditions\":[" + all + "," + IDLE + "]"));
    }

    @Test
    void a_set_has_at_most_500_rules_and_64_KiB() {
        TriggerRules.Builder rules = TriggerRules.builder();
        for (int i = 0; i < 500; i++) {
            rules.add(Storefront.trigger("t" + i, Condition.idle(Duration.ofMinutes(2))));
        }
        assertThat(TriggerRules.parse(rules.build().toJson()).triggers()).hasSize(500);
        rules.add(Storefront.trigger("t500", Condition.idle(Duration.ofMinutes(2))));
        assertThatThrownBy(rules::build).hasMessage("triggers: expected at most 500 elements, got 501 elements");

        String document = "{\"version\":1,\"triggers\":[]}";
        int room = TriggerRules.MAX_BYTES - document.length();
        assertThat(TriggerRules.parse(document + " ".repeat(room)).triggers()).isEmpty();
        assertRefused("$", document + " ".repeat(room + 1));
        assertRefused("$", document + "\u2003".repeat(room / 2));
    }

    @Test
    void rules_that_no_document_could_hold_are_refused() {
        TriggerRules.Builder rules = TriggerRules.builder();
        for (int i = 0; i < 9; i++) {
            rules.add(Trigger.builder("t" + i)
                    .when(Condition.visitAtLeast(1))
                    .text("x".repeat(8_000))
                    .build());
        }

        assertThatThrownBy(rules::build)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("triggers: expected a document of at most 65536 bytes, got 72");
    }

    @Test
    void scenarios_53_and_54_deep_and_long_documents_end_in_one_refusal() {
        assertRefused("$", "[".repeat(60_000));
        assertRefused("$", "{\"a\":".repeat(10_000));
        assertRefused("$", "x".repeat(10_000_000));
        assertRefused("$", rule("\"conditions\":[" + nots(2_000) + "]"));
        assertRefused("$", "{\"version\":" + "9".repeat(60_000) + "}");
        assertRefused("$", "{\"version\":1,\"triggers\":NaN}");
    }

    @Test
    void garbage_is_refused_and_nothing_else_comes_out() throws IOException {
        String good = RulesDocumentTest.document("every-field.json");
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            String garbage = spoilt(good, new SplittableRandom(seed));
            try {
                TriggerRules read = TriggerRules.parse(garbage);
                assertThat(TriggerRules.parse(read.toJson()))
                        .as("seed %d", seed)
                        .isEqualTo(read);
            } catch (InvalidValueException e) {
                refused++;
                assertThat(e.field()).as("seed %d", seed).startsWith("$");
                assertThat(e.toString().length()).as("seed %d: %s", seed, e).isLessThan(1_000);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(refused).isBetween(10_000, 19_999);
    }

    @Test
    void every_wrong_setting_is_named_at_once() {
        Trigger twice =
                Trigger.builder("a").when(Condition.visitAtLeast(1)).text("x").build();
        TriggerRules.Builder wrong = TriggerRules.builder()
                .invitationsPerVisit(0)
                .pause(Duration.ZERO)
                .add(twice)
                .add(twice);

        assertThatThrownBy(wrong::build)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("invitationsPerVisit", "pause", "triggers[1].id"));
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker can do
    void null_is_refused_everywhere() {
        List<Runnable> calls = List.of(
                () -> TriggerRules.parse(null),
                () -> TriggerRules.builder().add(null).build(),
                () -> TriggerRules.builder().pause(null).build(),
                () -> Trigger.builder(null),
                () -> Trigger.builder("a").build(),
                () -> Trigger.builder("a").when((Condition) null).text("x").build(),
                () -> Trigger.builder("a")
                        .when(Condition.visitAtLeast(1))
                        .text(null)
                        .build(),
                () -> new Trigger(new TriggerId("a"), true, 0, null, "x", Duration.ofSeconds(1), Target.ANYONE),
                () -> Condition.dwell(null),
                () -> Condition.not(null),
                () -> Condition.any(Condition.visitAtLeast(1), null),
                () -> Condition.all(),
                () -> Condition.countryIn("DE", null),
                () -> Condition.countryIn(),
                () -> Condition.page((String) null),
                () -> new Condition.Page(null, "/"),
                () -> new Condition.Dwell(Duration.ofSeconds(1), null),
                () -> new Condition.Visit(null, null, null, null),
                () -> new Condition.Visit(null, null, null, Set.of()),
                () -> TriggerEngine.builder(null).build(),
                () -> TriggerEngine.builder(TriggerRules.builder().build())
                        .maxVisitors(0)
                        .build());
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)::run).as("call %d", i).isInstanceOf(InvalidValueException.class);
        }
    }

    private static String spoilt(String good, SplittableRandom random) {
        StringBuilder text = new StringBuilder(good);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{}[]\":,0-.eEnft\\\u0000\ud800".charAt(random.nextInt(18)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(200)));
                default -> swapValues(text, random);
            }
        }
        return text.toString();
    }

    /** Puts a value of a random type where another stood, which keeps the text well formed. */
    private static void swapValues(StringBuilder text, SplittableRandom random) {
        List<Integer> colons = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ':') {
                colons.add(i);
            }
        }
        if (colons.isEmpty()) {
            return;
        }
        int from = colons.get(random.nextInt(colons.size())) + 1;
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        List<String> values = List.of(
                "null", "true", "-1", "1e400", "{}", "[]", "[[]]", "\"\"", "\"x\"", "{\"a\":1}", "9".repeat(30));
        text.replace(from, to, values.get(random.nextInt(values.size())));
    }

    private static void assertRefused(String path, String json) {
        assertThatThrownBy(() -> TriggerRules.parse(json))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.field()).isEqualTo(path));
    }

    private static String rule(String conditions) {
        return "{\"version\":1,\"triggers\":[{\"id\":\"a\",\"text\":\"Hi\"," + conditions + "}]}";
    }

    private static String nots(int count) {
        return "{\"type\":\"not\",\"condition\":".repeat(count) + IDLE + "}".repeat(count);
    }
}
