package io.github.parlor.triggers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.parlor.commerce.Money;
import io.github.parlor.people.Target;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents that {@link TriggerRules#parse} describes, without fields that have their default. Stateless.
 */
final class RulesWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RulesWriter() {}

    static String write(TriggerRules rules) {
        ObjectNode document = NODES.objectNode().put("version", RulesReader.VERSION);
        if (rules.invitationsPerVisit() != 1) {
            document.put("invitationsPerVisit", rules.invitationsPerVisit());
        }
        if (!rules.pause().equals(TriggerRules.DEFAULT_PAUSE)) {
            document.put("pause", rules.pause().toString());
        }
        ArrayNode triggers = document.putArray("triggers");
        rules.triggers().forEach(trigger -> triggers.add(trigger(trigger)));
        return document.toString();
    }

    private static ObjectNode trigger(Trigger trigger) {
        ObjectNode node = NODES.objectNode().put("id", trigger.id().value());
        if (!trigger.enabled()) {
            node.put("enabled", false);
        }
        if (trigger.priority() != 0) {
            node.put("priority", trigger.priority());
        }
        node.set("conditions", conditions(trigger.conditions()));
        node.put("text", trigger.text());
        if (!trigger.ttl().equals(Trigger.DEFAULT_TTL)) {
            node.put("ttl", trigger.ttl().toString());
        }
        if (!trigger.target().equals(Target.ANYONE)) {
            node.set("target", target(trigger.target()));
        }
        return node;
    }

    private static ObjectNode target(Target target) {
        ObjectNode node = NODES.objectNode();
        if (target.team() != null) {
            node.put("team", target.team().value());
        }
        if (!target.skills().isEmpty()) {
            ObjectNode skills = node.putObject("skills");
            target.skills().forEach((skill, level) -> skills.put(skill.value(), level));
        }
        if (target.agent() != null) {
            node.put("agent", target.agent().value());
        }
        return node;
    }

    private static ArrayNode conditions(List<Condition> conditions) {
        ArrayNode array = NODES.arrayNode();
        conditions.forEach(condition -> array.add(condition(condition)));
        return array;
    }

    private static ObjectNode condition(Condition condition) {
        if (condition instanceof Condition.All all) {
            ObjectNode node = typed("all");
            node.set("conditions", conditions(all.conditions()));
            return node;
        } else if (condition instanceof Condition.Any any) {
            ObjectNode node = typed("any");
            node.set("conditions", conditions(any.conditions()));
            return node;
        } else if (condition instanceof Condition.Not not) {
            ObjectNode node = typed("not");
            node.set("condition", condition(not.condition()));
            return node;
        }
        return fact(condition);
    }

    private static ObjectNode fact(Condition condition) {
        if (condition instanceof Condition.Page page) {
            return page(page);
        } else if (condition instanceof Condition.Dwell dwell) {
            ObjectNode node = typed("dwell").put("atLeast", dwell.atLeast().toString());
            return dwell.on() == Condition.Span.PAGE
                    ? node
                    : node.put("on", dwell.on().name());
        } else if (condition instanceof Condition.Idle idle) {
            return typed("idle").put("atLeast", idle.atLeast().toString());
        } else if (condition instanceof Condition.Cart cart) {
            return cart(cart);
        } else if (condition instanceof Condition.Country country) {
            ObjectNode node = typed("country");
            texts(node, "in", country.in());
            texts(node, "notIn", country.notIn());
            return node;
        }
        return visit((Condition.Visit) condition);
    }

    private static ObjectNode page(Condition.Page page) {
        ObjectNode node = typed("page");
        texts(node, "kinds", page.kinds().stream().map(Enum::name).toList());
        return page.path() == null ? node : node.put("path", page.path());
    }

    private static ObjectNode cart(Condition.Cart cart) {
        ObjectNode node = typed("cart");
        money(node, "valueAtLeast", cart.valueAtLeast());
        money(node, "valueAtMost", cart.valueAtMost());
        number(node, "piecesAtLeast", cart.piecesAtLeast());
        number(node, "piecesAtMost", cart.piecesAtMost());
        return node;
    }

    private static ObjectNode visit(Condition.Visit visit) {
        ObjectNode node = typed("visit");
        number(node, "numberAtLeast", visit.numberAtLeast());
        number(node, "pagesAtLeast", visit.pagesAtLeast());
        if (visit.referrerContains() != null) {
            node.put("referrerContains", visit.referrerContains());
        }
        texts(node, "languages", visit.languages());
        return node;
    }

    private static ObjectNode typed(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static void number(ObjectNode node, String name, @Nullable Integer value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void money(ObjectNode node, String name, @Nullable Money value) {
        if (value != null) {
            node.putObject(name)
                    .put("minorUnits", value.minorUnits())
                    .put("currency", value.currency().getCurrencyCode());
        }
    }

    private static void texts(ObjectNode node, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(name);
            values.forEach(array::add);
        }
    }
}
