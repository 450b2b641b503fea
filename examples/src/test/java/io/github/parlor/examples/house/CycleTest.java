package io.github.parlor.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CycleTest {
    @Test
    void no_package_reaches_itself_through_others() {
        assertThat(inCycles(uses())).isEmpty();
    }

    @Test
    void a_cycle_is_found_and_what_only_leads_to_it_is_not() {
        Map<String, Set<String>> uses = Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b"), "d", Set.of());
        assertThat(inCycles(uses)).containsExactly("b", "c");
    }

    private static Map<String, Set<String>> uses() {
        var uses = new TreeMap<String, Set<String>>();
        for (JavaClass type : House.classes()) {
            Set<String> used = uses.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>());
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                if (House.isOurs(target) && !target.getPackageName().equals(type.getPackageName())) {
                    used.add(target.getPackageName());
                }
            }
        }
        return uses;
    }

    private static Set<String> inCycles(Map<String, Set<String>> uses) {
        var found = new TreeSet<String>();
        for (String start : uses.keySet()) {
            var reached = new HashSet<String>();
            reach(start, uses, reached);
            if (reached.contains(start)) {
                found.add(start);
            }
        }
        return found;
    }

    private static void reach(String from, Map<String, Set<String>> uses, Set<String> reached) {
        for (String to : uses.getOrDefault(from, Set.of())) {
            if (reached.add(to)) {
                reach(to, uses, reached);
            }
        }
    }
}
