package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.visit.PageKind;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the documents that {@link TriggerRules#parse} describes. Stateless. */
final class RulesReader {
    static final int VERSION = 1;

    static final Set<String> DOCUMENT = Set.of("version", "invitationsPerVisit", "pause", "triggers");
    static final Set<String> TRIGGER = Set.of("id", "enabled", "priority", "conditions", "text", "ttl", "target");
    static final Set<String> TARGET = Set.of("team", "skills", "agent");
    static final Set<String> MONEY = Set.of("minorUnits", "currency");

    /** Fields of each type of condition beside {@code type}. */
    static final Map<String, Set<String>> CONDITIONS = Map.of(
            "page", Set.of("kinds", "path"),
            "dwell", Set.of("atLeast", "on"),
            "idle", Set.of("atLeast"),
            "cart", Set.of("valueAtLeast", "valueAtMost", "piecesAtLeast", "piecesAtMost"),
            "country", Set.of("in", "notIn"),
            "visit", Set.of("numberAtLeast", "pagesAtLeast", "referrerContains", "languages"),
            "all", Set.of("conditions"),
            "any", Set.of("conditions"),
            "not", Set.of("condition"));

    private RulesReader() {}

    static TriggerRules read(String json) {
        JsonPlace place = JsonPlace.parse(Bounds.present("json", json), TriggerRules.MAX_BYTES)
                .object(DOCUMENT);
        JsonPlace version = place.get("version");
        if (version.integer() != VERSION) {
            throw version.wrong("version " + VERSION);
        }
        TriggerRules.Builder builder = TriggerRules.builder();
        place.find("invitationsPerVisit").ifPresent(most -> builder.invitationsPerVisit(most.integer()));
        place.find("pause").ifPresent(pause -> builder.pause(pause.duration()));
        place.get("triggers").elements().forEach(trigger -> builder.add(trigger(trigger)));
        return place.build(builder::build);
    }

    private static Trigger trigger(JsonPlace place) {
        place.object(TRIGGER);
        TriggerId id = new TriggerId(id(place.get("id")));
        boolean enabled = place.find("enabled").map(JsonPlace::bool).orElse(true);
        int priority = place.find("priority").map(JsonPlace::integer).orElse(0);
        List<Condition> conditions = conditions(place.get("conditions"), 1);
        String text = place.get("text").text();
        var ttl = place.find("ttl").map(JsonPlace::duration).orElse(Trigger.DEFAULT_TTL);
        Target target = place.find("target").map(RulesReader::target).orElse(Target.ANYONE);
        return place.build(() -> new Trigger(id, enabled, priority, conditions, text, ttl, target));
    }

    private static String id(JsonPlace place) {
        return Bounds.id(place.path(), place.text());
    }

    private static Target target(JsonPlace place) {
        place.object(TARGET);
        TeamId team = place.find("team").map(RulesReader::id).map(TeamId::new).orElse(null);
        AgentId agent =
                place.find("agent").map(RulesReader::id).map(AgentId::new).orElse(null);
        Map<SkillId, Integer> skills = new LinkedHashMap<>();
        place.find("skills").ifPresent(all -> addSkills(all, skills));
        return new Target(team, skills, agent);
    }

    private static void addSkills(JsonPlace place, Map<SkillId, Integer> skills) {
        List<String> names = place.names();
        Bounds.list(place.path(), names, Target.MAX_SKILLS);
        for (String name : names) {
            JsonPlace level = place.get(name);
            SkillId skill = new SkillId(Bounds.id(level.path(), name));
            skills.put(skill, Bounds.range(level.path(), level.integer(), 1, Agent.MAX_LEVEL));
        }
    }

    private static List<Condition> conditions(JsonPlace place, int depth) {
        return place.elements().stream()
                .map(element -> condition(element, depth))
                .toList();
    }

    private static Condition condition(JsonPlace place, int depth) {
        if (depth > Condition.MAX_DEPTH) {
            throw new InvalidValueException(
                    place.path(), "conditions nested at most " + Condition.MAX_DEPTH + " deep", "depth " + depth);
        }
        place.names();
        JsonPlace type = place.get("type");
        Set<String> fields = CONDITIONS.get(type.text());
        if (fields == null) {
            throw type.wrong("one of " + new TreeSet<>(CONDITIONS.keySet()));
        }
        var all = new TreeSet<>(fields);
        all.add("type");
        place.object(all);
        return place.build(() -> condition(type.text(), place, depth));
    }

    private static Condition condition(String type, JsonPlace place, int depth) {
        return switch (type) {
            case "page" -> page(place);
            case "dwell" -> dwell(place);
            case "idle" -> new Condition.Idle(place.get("atLeast").duration());
            case "cart" -> cart(place);
            case "country" -> new Condition.Country(texts(place, "in"), texts(place, "notIn"));
            case "visit" -> visit(place);
            case "all" -> new Condition.All(conditions(place.get("conditions"), depth + 1));
            case "any" -> new Condition.Any(conditions(place.get("conditions"), depth + 1));
            default -> new Condition.Not(condition(place.get("condition"), depth + 1));
        };
    }

    private static Condition page(JsonPlace place) {
        return new Condition.Page(
                values(place, "kinds", kind -> kind.constant(PageKind.class)),
                place.find("path").map(JsonPlace::text).orElse(null));
    }

    private static Condition dwell(JsonPlace place) {
        return new Condition.Dwell(
                place.get("atLeast").duration(),
                place.find("on")
                        .map(span -> span.constant(Condition.Span.class))
                        .orElse(Condition.Span.PAGE));
    }

    private static Condition cart(JsonPlace place) {
        return new Condition.Cart(
                place.find("valueAtLeast").map(RulesReader::money).orElse(null),
                place.find("valueAtMost").map(RulesReader::money).orElse(null),
                place.find("piecesAtLeast").map(JsonPlace::integer).orElse(null),
                place.find("piecesAtMost").map(JsonPlace::integer).orElse(null));
    }

    private static Condition visit(JsonPlace place) {
        return new Condition.Visit(
                place.find("numberAtLeast").map(JsonPlace::integer).orElse(null),
                place.find("pagesAtLeast").map(JsonPlace::integer).orElse(null),
                place.find("referrerContains").map(JsonPlace::text).orElse(null),
                texts(place, "languages"));
    }

    private static Money money(JsonPlace place) {
        place.object(MONEY);
        JsonPlace amount = place.get("minorUnits");
        JsonPlace code = place.get("currency");
        Currency currency = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(code.text()))
                .findFirst()
                .orElseThrow(() -> code.wrong("an ISO 4217 code"));
        return new Money(
                Bounds.range(amount.path(), amount.number(), -Money.MAX_MINOR_UNITS, Money.MAX_MINOR_UNITS), currency);
    }

    private static Set<String> texts(JsonPlace place, String name) {
        return values(place, name, JsonPlace::text);
    }

    /** An empty list or a value that stands twice is a slip of the pen, so it is told and not passed over. */
    private static <T> Set<T> values(JsonPlace place, String name, Function<JsonPlace, T> reader) {
        Set<T> values = new LinkedHashSet<>();
        place.find(name).ifPresent(list -> {
            for (JsonPlace element : list.elements()) {
                if (!values.add(reader.apply(element))) {
                    throw element.wrong("a value that is not in the list before");
                }
            }
            if (values.isEmpty()) {
                throw list.wrong("at least one element");
            }
        });
        return values;
    }
}
