package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.Escalation.Action;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold between the parts of a plan. Stateless. */
final class PlanChecks {
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

    private PlanChecks() {}

    /** Returns a copy of a list that must not be empty. */
    static <T> List<T> some(String field, List<T> given, int max) {
        List<T> copy = Bounds.list(field, given, max);
        Bounds.check(field, !copy.isEmpty(), "at least one", "none");
        return copy;
    }

    /** Makes a part of a plan that has a name, which messages say: a plan has many of them. */
    static <T> T of(String part, @Nullable String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (InvalidValueException e) {
            String whole = part + " " + InvalidValueException.show(name);
            Problems problems = new Problems();
            e.problems().forEach(each -> problems.add(each.below(whole)));
            problems.throwIfAny(whole);
            throw e;
        }
    }

    /** Keeps a problem for each element whose key another one before it has. */
    static <T> void distinct(Problems problems, String field, List<T> elements, Function<T, ?> key, String component) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String path = field + "[" + i + "]." + component;
            Object value = key.apply(elements.get(i));
            boolean fresh = seen.add(value);
            problems.check(() -> Bounds.check(path, fresh, "one that no other has", value));
        }
    }

    static void references(Problems problems, List<Queue> queues, List<AgentGroup> groups, Capacity capacity) {
        Set<QueueId> known = new HashSet<>();
        queues.forEach(queue -> known.add(queue.id()));
        for (int i = 0; i < queues.size(); i++) {
            List<Escalation> escalations = queues.get(i).escalations();
            for (int j = 0; j < escalations.size(); j++) {
                if (escalations.get(j).then() instanceof Action.Move move) {
                    String path = "queues[" + i + "].escalations[" + j + "].then.to";
                    problems.check(() -> known(known, path, move.to()));
                }
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            String path = "groups[" + i + "].queues";
            groups.get(i).queues().keySet().forEach(id -> problems.check(() -> known(known, path, id)));
        }
        List<Limit> limits = capacity.limits();
        for (int i = 0; i < limits.size(); i++) {
            String path = "capacity.limits[" + i + "].queues";
            limits.get(i).queues().forEach(id -> problems.check(() -> known(known, path, id)));
        }
    }

    private static void known(Set<QueueId> known, String path, QueueId id) {
        Bounds.check(path, known.contains(id), "a queue of the plan", id.value());
    }

    static void targets(Problems problems, List<Queue> queues, WorkOrder order) {
        for (int i = 0; order.rule() == WorkOrder.Rule.DUE && i < queues.size(); i++) {
            String path = "queues[" + i + "].target";
            Duration target = queues.get(i).target();
            problems.check(() -> Bounds.check(path, target != null, "a target, as the plan works by due time", null));
        }
    }

    /** Returns the path that messages name for a JSON pointer. */
    static String path(String pointer) {
        StringBuilder path = new StringBuilder("$");
        for (String step : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            if (INDEX.matcher(name).matches()) {
                path.append('[').append(name).append(']');
            } else if (PLAIN_NAME.matcher(name).matches()) {
                path.append('.').append(name);
            } else {
                path.append('[').append(InvalidValueException.show(name)).append(']');
            }
        }
        return path.toString();
    }
}
