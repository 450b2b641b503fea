package io.github.parlor.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What users read from a published POM is literal: no build of theirs knows our properties. */
class PomTest {
    private static final List<String> LIBRARY = List.of("chat-core", "chat-routing", "chat-triggers", "chat-metrics");
    private static final List<String> PUBLISHED = List.of(
            ".",
            "chat-core",
            "chat-routing",
            "chat-triggers",
            "chat-metrics",
            "integrations/chat-bom",
            "integrations/chat-testing");
    private static final List<String> READ_BY_USERS = List.of(
            "groupId",
            "artifactId",
            "version",
            "packaging",
            "name",
            "description",
            "parent",
            "licenses",
            "dependencies",
            "dependencyManagement");

    @Test
    void no_published_pom_leaves_a_property_to_be_resolved() throws Exception {
        var wrong = new TreeSet<String>();
        for (String folder : PUBLISHED) {
            for (String part : READ_BY_USERS) {
                for (Element element : children(pom(folder).getDocumentElement(), part)) {
                    if (element.getTextContent().contains("${")) {
                        wrong.add(folder + ": " + part);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void all_poms_carry_one_version() throws Exception {
        var versions = new TreeSet<String>();
        for (Path file : poms()) {
            Element project = read(file).getDocumentElement();
            children(project, "version").forEach(version -> versions.add(version.getTextContent()));
            for (Element parent : children(project, "parent")) {
                versions.add(text(parent, "version"));
            }
            for (Element dependency : all(project, "dependency")) {
                if (text(dependency, "groupId").equals(House.ROOT)) {
                    children(dependency, "version").forEach(version -> versions.add(version.getTextContent()));
                }
            }
        }
        assertThat(versions).hasSize(1);
    }

    @Test
    void each_module_is_in_the_build_and_each_published_one_in_the_bom() throws Exception {
        Element modules = children(pom(".").getDocumentElement(), "modules").get(0);
        var folders = new ArrayList<String>(List.of("."));
        children(modules, "module").forEach(module -> folders.add(module.getTextContent()));
        assertThat(poms())
                .map(file -> House.FOLDER.relativize(file.getParent()).toString())
                .map(folder -> folder.isEmpty() ? "." : folder)
                .containsExactlyInAnyOrderElementsOf(folders);

        assertThat(all(pom("integrations/chat-bom").getDocumentElement(), "dependency"))
                .map(dependency -> text(dependency, "artifactId"))
                .containsExactlyInAnyOrder(
                        "chat-core", "chat-routing", "chat-triggers", "chat-metrics", "chat-testing");
    }

    @Test
    void the_library_needs_three_libraries_and_one_of_annotations_at_run_time() throws Exception {
        var needed = new TreeSet<String>();
        for (String module : LIBRARY) {
            needed.addAll(neededAtRunTime(pom(module)));
        }
        needed.addAll(neededAtRunTime(pom(".")));
        assertThat(needed).containsExactly("caffeine", "chat-core", "jackson-databind", "jspecify", "slf4j-api");
    }

    private static Collection<String> neededAtRunTime(Document pom) {
        var needed = new TreeSet<String>();
        for (Element dependencies : children(pom.getDocumentElement(), "dependencies")) {
            for (Element dependency : children(dependencies, "dependency")) {
                if (!text(dependency, "scope").equals("test")) {
                    needed.add(text(dependency, "artifactId"));
                }
            }
        }
        return needed;
    }

    /** The files a checkout holds, at most two folders down, without what a build wrote. */
    private static List<Path> poms() throws Exception {
        try (var files = Files.find(House.FOLDER, 3, (file, attributes) -> file.endsWith("pom.xml"))) {
            return files.filter(file -> !file.toString().contains("target")).toList();
        }
    }

    private static Document pom(String folder) throws Exception {
        return read(House.FOLDER.resolve(folder).resolve("pom.xml"));
    }

    private static Document read(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        return all(parent, name).stream()
                .filter(child -> parent.isSameNode(child.getParentNode()))
                .toList();
    }

    private static List<Element> all(Element parent, String name) {
        var found = new ArrayList<Element>();
        var nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
