package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages of this module form one line: each knows only those before it, so there can be no cycle. */
class PackageOrderTest {
    private static final String ROOT = "io.github.parlor";

    /** Bottom up; the empty name is the root package, which may know all others. */
    private static final List<String> ORDER = List.of(
            "bounds",
            "id",
            "time",
            "commerce",
            "people",
            "message",
            "visit",
            "event",
            "journal",
            "conversation",
            "dispatch",
            "host",
            "automation",
            "json",
            "");

    @Test
    void each_package_knows_only_those_below_it() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : new ClassFileImporter().importPath(Path.of("target", "classes"))) {
            if (isModuleDescriptor(type)) {
                continue;
            }
            if (!ORDER.contains(shortName(type))) {
                wrong.add(type.getPackageName() + " has no place in the order");
            }
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass used = use.getTargetClass().getBaseComponentType();
                if (isOurs(used) && !mayUse(shortName(type), shortName(used))) {
                    wrong.add(shortName(type) + " uses " + shortName(used) + ": " + use.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_order_allows_looking_down_and_forbids_looking_up() {
        assertThat(mayUse("event", "id")).isTrue();
        assertThat(mayUse("event", "event")).isTrue();
        assertThat(mayUse("", "json")).isTrue();
        assertThat(mayUse("id", "event")).isFalse();
        assertThat(mayUse("json", "")).isFalse();
        assertThat(mayUse("event", "somewhere")).isFalse();
    }

    private static boolean mayUse(String from, String to) {
        int place = ORDER.indexOf(to);
        return place >= 0 && place <= ORDER.indexOf(from);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean isModuleDescriptor(JavaClass type) {
        return type.getSimpleName().equals("module-info");
    }

    private static String shortName(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
