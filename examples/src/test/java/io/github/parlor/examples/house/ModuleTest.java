package io.github.parlor.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModuleTest {
    /** A package that joins or leaves the list in the file changes the public interface. */
    @Test
    void each_module_exports_exactly_the_frozen_packages() throws Exception {
        assertThat(House.modules().values().stream()
                        .flatMap(module -> House.exported(module).stream().map(name -> module.name() + " " + name))
                        .sorted())
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/exported-packages.txt")));
    }

    @Test
    void no_module_exports_to_a_friend_only() {
        for (ModuleDescriptor module : House.modules().values()) {
            assertThat(module.exports()).as(module.name()).noneMatch(ModuleDescriptor.Exports::isQualified);
        }
    }

    @Test
    void the_middle_modules_know_the_core_and_not_each_other() {
        for (String middle : House.MIDDLE) {
            assertThat(House.module(middle).requires().stream()
                            .map(ModuleDescriptor.Requires::name)
                            .filter(name -> name.startsWith(House.ROOT)))
                    .as(middle)
                    .containsExactly(House.ROOT + ".core");
        }
    }

    @Test
    void no_class_of_a_middle_module_reaches_another() {
        var wrong = new TreeSet<String>();
        for (JavaClass type : House.classes()) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                String from = middle(type);
                String to = middle(use.getTargetClass().getBaseComponentType());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
                    wrong.add(use.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_core_knows_no_other_module() {
        assertThat(House.module("core").requires().stream().map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder(
                        "java.base",
                        "com.fasterxml.jackson.databind",
                        "com.github.benmanes.caffeine",
                        "org.jspecify",
                        "org.slf4j");
    }

    /** Programs run on the class path, where the compiler does not hold them to what is exported. */
    @Test
    void the_programs_use_only_exported_packages() {
        Set<String> exported = House.exported();
        var wrong = new TreeSet<String>();
        for (JavaClass type : House.classes()) {
            if (House.isProgram(type)) {
                for (Dependency use : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = use.getTargetClass().getBaseComponentType();
                    if (House.isOurs(used) && !House.isProgram(used) && !exported.contains(used.getPackageName())) {
                        wrong.add(use.getDescription());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String middle(JavaClass type) {
        return House.MIDDLE.stream()
                .filter(name -> House.isBelow(type, House.ROOT + "." + name))
                .findFirst()
                .orElse("");
    }
}
