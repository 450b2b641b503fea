package io.github.parlor.triggers;

import io.github.parlor.commerce.Money;
import io.github.parlor.id.TriggerId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.VisitEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Simulates a shop second by second from the raw history: no state but the events themselves, no deadlines, every fact
 * searched anew each second. Understands whole seconds only.
 */
final class NaiveInviter {
    record Told(int second, String visitor, VisitEvent event) {}

    private final TriggerRules rules;
    private final Predicate<Target> closed;
    private final Map<String, List<Told>> visits = new TreeMap<>();
    private final Map<String, NavigableMap<Integer, TriggerId>> invited = new TreeMap<>();
    final List<String> said = new ArrayList<>();

    NaiveInviter(TriggerRules rules, Predicate<Target> closed) {
        this.rules = rules;
        this.closed = closed;
    }

    /** What becomes due in this second, over all visitors. */
    void tick(int second) {
        for (String visitor : new TreeSet<>(visits.keySet())) {
            consider(
                    visitor,
                    second,
                    trigger -> pauseEnds(visitor, second)
                            || trigger.conditions().stream()
                                    .anyMatch(condition -> becomesDue(condition, visitor, second)));
        }
    }

    void tell(int second, String visitor, VisitEvent event) {
        List<Told> visit = visits.get(visitor);
        if (event instanceof VisitEvent.VisitStarted start && (visit == null || start.number() > number(visit))) {
            visits.put(visitor, new ArrayList<>(List.of(new Told(second, visitor, event))));
            invited.put(visitor, new TreeMap<>());
        } else if (visit == null
                || (event instanceof VisitEvent.VisitStarted start && start.number() < number(visit))) {
            return;
        } else if (event instanceof VisitEvent.VisitEnded) {
            visits.remove(visitor);
            return;
        } else {
            visit.add(new Told(second, visitor, event));
        }
        consider(visitor, second, trigger -> true);
    }

    private void consider(String visitor, int second, Predicate<Trigger> which) {
        NavigableMap<Integer, TriggerId> before = invited(visitor);
        if (before.size() >= rules.invitationsPerVisit()
                || (!before.isEmpty()
                        && second - before.lastKey() < rules.pause().toSeconds())) {
            return;
        }
        rules.triggers().stream()
                .sorted(Comparator.comparingInt(trigger -> -trigger.priority()))
                .filter(Trigger::enabled)
                .filter(trigger -> !before.containsValue(trigger.id()))
                .filter(which)
                .filter(trigger -> Boolean.TRUE.equals(all(trigger.conditions(), visitor, second)))
                .filter(trigger -> !closed.test(trigger.target()))
                .findFirst()
                .ifPresent(trigger -> {
                    before.put(second, trigger.id());
                    said.add(trigger.id() + " " + visitor + " " + (double) second);
                });
    }

    private boolean pauseEnds(String visitor, int second) {
        NavigableMap<Integer, TriggerId> before = invited(visitor);
        return !before.isEmpty() && second - before.lastKey() == rules.pause().toSeconds();
    }

    private boolean becomesDue(Condition condition, String visitor, int second) {
        Integer elapsed = elapsed(condition, visitor, second);
        return condition.parts().stream().anyMatch(part -> becomesDue(part, visitor, second))
                || (elapsed != null && elapsed == wanted(condition));
    }

    private static long wanted(Condition condition) {
        return condition instanceof Condition.Dwell dwell
                ? dwell.atLeast().toSeconds()
                : ((Condition.Idle) condition).atLeast().toSeconds();
    }

    private @Nullable Integer elapsed(Condition condition, String visitor, int second) {
        if (condition instanceof Condition.Dwell dwell) {
            return dwell.on() == Condition.Span.VISIT
                    ? Integer.valueOf(second - visit(visitor).get(0).second())
                    : since(visitor, second, event -> event instanceof VisitEvent.PageViewed);
        } else if (condition instanceof Condition.Idle) {
            return since(visitor, second, event -> event instanceof VisitEvent.PageViewed) == null
                    ? null
                    : since(visitor, second, event -> !(event instanceof VisitEvent.VisitStarted));
        }
        return null;
    }

    private @Nullable Integer since(String visitor, int second, Predicate<VisitEvent> which) {
        Integer since = null;
        for (Told told : visit(visitor)) {
            since = which.test(told.event()) ? Integer.valueOf(second - told.second()) : since;
        }
        return since;
    }

    private @Nullable Boolean all(List<Condition> conditions, String visitor, int second) {
        List<Boolean> judged = new ArrayList<>();
        conditions.forEach(condition -> judged.add(judge(condition, visitor, second)));
        return judged.contains(false) ? Boolean.FALSE : judged.contains(null) ? null : Boolean.TRUE;
    }

    private @Nullable Boolean judge(Condition condition, String visitor, int second) {
        if (condition instanceof Condition.All all) {
            return all(all.conditions(), visitor, second);
        } else if (condition instanceof Condition.Any any) {
            List<Boolean> judged = new ArrayList<>();
            any.conditions().forEach(part -> judged.add(judge(part, visitor, second)));
            return judged.contains(true) ? Boolean.TRUE : judged.contains(null) ? null : Boolean.FALSE;
        } else if (condition instanceof Condition.Not not) {
            Boolean inner = judge(not.condition(), visitor, second);
            return inner == null ? null : Boolean.valueOf(!inner);
        } else if (condition instanceof Condition.Dwell || condition instanceof Condition.Idle) {
            Integer elapsed = elapsed(condition, visitor, second);
            return elapsed == null ? null : Boolean.valueOf(elapsed >= wanted(condition));
        }
        return fact(condition, visit(visitor));
    }

    private static @Nullable Boolean fact(Condition condition, List<Told> visit) {
        VisitEvent.VisitStarted start = (VisitEvent.VisitStarted) visit.get(0).event();
        if (condition instanceof Condition.Country country) {
            return start.country() == null
                    ? null
                    : Boolean.valueOf(country.in().contains(start.country())
                            || (!country.notIn().isEmpty() && !country.notIn().contains(start.country())));
        } else if (condition instanceof Condition.Visit asked) {
            long pages = visit.stream()
                    .filter(told -> told.event() instanceof VisitEvent.PageViewed)
                    .count();
            return (asked.numberAtLeast() == null || start.number() >= asked.numberAtLeast())
                    && (asked.pagesAtLeast() == null || pages >= asked.pagesAtLeast());
        }
        Boolean judged = null;
        for (Told told : visit) {
            if (condition instanceof Condition.Page page && told.event() instanceof VisitEvent.PageViewed viewed) {
                judged = page.kinds().contains(viewed.page().kind());
            } else if (condition instanceof Condition.Cart cart && told.event() instanceof VisitEvent.CartChanged now) {
                Money value = now.cart().total();
                Money least = Objects.requireNonNull(cart.valueAtLeast());
                judged = value.currency().equals(least.currency()) ? Boolean.valueOf(value.atLeast(least)) : null;
            }
        }
        return judged;
    }

    private List<Told> visit(String visitor) {
        return Objects.requireNonNull(visits.get(visitor));
    }

    private NavigableMap<Integer, TriggerId> invited(String visitor) {
        return Objects.requireNonNull(invited.get(visitor));
    }

    private static int number(List<Told> visit) {
        return ((VisitEvent.VisitStarted) visit.get(0).event()).number();
    }
}
