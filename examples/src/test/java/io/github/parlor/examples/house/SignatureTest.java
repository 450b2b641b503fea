package io.github.parlor.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A user of the library never meets the libraries that Parlor happens to be written with. */
class SignatureTest {
    private static final List<String> HIDDEN = List.of("com.fasterxml.jackson.", "com.github.benmanes.caffeine.");

    @Test
    void no_exported_signature_shows_jackson_or_the_cache() {
        Set<String> exported = House.exported();
        var wrong = new TreeSet<String>();
        for (JavaClass type : House.classes()) {
            if (exported.contains(type.getPackageName()) && isOpen(type)) {
                wrong.addAll(shown(type));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_parameter_a_result_a_field_an_annotation_and_a_supertype_are_seen_and_a_private_member_is_not() {
        assertThat(shown(new ClassFileImporter().importClass(Offender.class)))
                .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly("annotated", "compareTo", "field", "itself", "parameter", "result");
    }

    private static Collection<String> shown(JavaClass type) {
        var found = new TreeSet<String>();
        if (type.getInterfaces().stream().anyMatch(SignatureTest::isHidden)
                || type.getSuperclass().filter(SignatureTest::isHidden).isPresent()
                || isHidden(type.getAnnotations())) {
            found.add(type.getName() + " itself");
        }
        for (JavaMember member : type.getMembers()) {
            if (isOpen(member)
                    && (isHidden(member.getAnnotations())
                            || types(member).stream().anyMatch(SignatureTest::isHidden))) {
                found.add(type.getName() + " " + member.getName());
            }
        }
        return found;
    }

    private static List<JavaType> types(JavaMember member) {
        var types = new ArrayList<JavaType>();
        if (member instanceof JavaField field) {
            types.add(field.getType());
        } else if (member instanceof JavaCodeUnit unit) {
            types.add(unit.getReturnType());
            types.addAll(unit.getParameterTypes());
            types.addAll(unit.getExceptionTypes());
        }
        return types;
    }

    /** True when a caller in another module can reach it: every enclosing class is open too. */
    private static boolean isOpen(JavaClass type) {
        Optional<JavaClass> outer = type.getEnclosingClass();
        return isOpen((HasModifiers) type) && outer.map(SignatureTest::isOpen).orElse(true);
    }

    private static boolean isOpen(HasModifiers element) {
        return element.getModifiers().contains(JavaModifier.PUBLIC)
                || element.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isHidden(JavaType type) {
        return type.getAllInvolvedRawTypes().stream().anyMatch(raw -> isHidden(raw.getName()));
    }

    private static boolean isHidden(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> isHidden(annotation.getRawType().getName()));
    }

    private static boolean isHidden(String name) {
        return HIDDEN.stream().anyMatch(name::startsWith);
    }

    /** Shows a hidden library in each way there is; {@code inside} shows nothing. */
    @SuppressWarnings({"unused", "ComparableType"})
    abstract static class Offender implements Comparable<JsonNode> {
        protected List<JsonNode> field = List.of();

        @JsonProperty
        public abstract String annotated();

        public abstract void parameter(Set<? extends JsonNode> nodes);

        protected abstract JsonNode[] result();

        @Override
        public int compareTo(JsonNode other) {
            return inside(other).size();
        }

        private JsonNode inside(JsonNode node) {
            return node;
        }
    }
}
