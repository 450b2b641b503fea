package io.github.parlor.examples.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the rules look at: the compiled classes and module descriptors on the class path, and the source folder. */
final class House {
    static final String ROOT = "io.github.parlor";
    static final List<String> MIDDLE = List.of("routing", "triggers", "metrics");

    /** The checkout; the build starts tests in their own module's folder. */
    static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private House() {}

    /** All classes of the modules and of the programs, without their tests. */
    static JavaClasses classes() {
        return CLASSES;
    }

    /** The descriptors of Parlor's own modules by short name ({@code core}, {@code routing}, …). */
    static Map<String, ModuleDescriptor> modules() {
        var modules = new TreeMap<String, ModuleDescriptor>();
        try {
            for (URL url : Collections.list(House.class.getClassLoader().getResources("module-info.class"))) {
                try (InputStream in = url.openStream()) {
                    ModuleDescriptor module = ModuleDescriptor.read(in);
                    if (module.name().startsWith(ROOT + ".")) {
                        modules.put(module.name().substring(ROOT.length() + 1), module);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }

    static ModuleDescriptor module(String shortName) {
        return Objects.requireNonNull(modules().get(shortName), shortName);
    }

    /** The packages that a module exports to everyone. */
    static Set<String> exported(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The packages that any of our modules exports. */
    static Set<String> exported() {
        return modules().values().stream()
                .flatMap(module -> exported(module).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean isOurs(JavaClass type) {
        return isBelow(type, ROOT);
    }

    static boolean isBelow(JavaClass type, String parent) {
        String name = type.getPackageName();
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    static boolean isProgram(JavaClass type) {
        return isBelow(type, ROOT + ".examples");
    }
}
