package io.github.parlor.examples.guide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Regions of tests, {@code // snippet name} to {@code // end}, and the blocks of a page that show them,
 * {@code ```java name}. Each region is shown once, each block is a region.
 */
final class Snippets {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java(?: (\\S+))?\n(.*?)^```$");
    private static final String BEGIN = "// snippet";
    private static final String END = "// end";

    private final Map<String, String> regions = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Snippets(List<String> sources) {
        sources.forEach(this::read);
    }

    private void read(String source) {
        String open = null;
        StringBuilder text = new StringBuilder();
        for (String line : source.lines().toList()) {
            String mark = line.strip();
            if (mark.equals(END)) {
                close(open, text.toString());
                open = null;
            } else if (mark.startsWith(BEGIN)) {
                if (open != null) {
                    problems.add("region " + open + " has no " + END);
                }
                open = mark.substring(BEGIN.length()).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        if (open != null) {
            problems.add("region " + open + " has no " + END);
        }
    }

    private void close(@Nullable String name, String text) {
        if (name == null) {
            problems.add(END + " without " + BEGIN);
        } else if (name.isEmpty()) {
            problems.add(
                    "a region has no name: " + text.strip().lines().findFirst().orElse(""));
        } else if (regions.put(name, text.stripTrailing().stripIndent() + "\n") != null) {
            problems.add("two regions are called " + name);
        }
    }

    /** Returns what is wrong with a page, empty if all is well. */
    List<String> problems(String page) {
        List<String> found = new ArrayList<>(problems);
        Set<String> shown = new HashSet<>();
        for (Markdown.Block block : Markdown.blocks(page)) {
            if (block.language().equals("java")) {
                check(block, shown, found);
            }
        }
        regions.keySet().stream()
                .filter(name -> !shown.contains(name))
                .forEach(name -> found.add("region " + name + " is on no page"));
        return found;
    }

    private void check(Markdown.Block block, Set<String> shown, List<String> found) {
        String name = block.name();
        String region = regions.get(name);
        if (name.isEmpty()) {
            found.add("a block has no name: "
                    + block.text().strip().lines().findFirst().orElse(""));
        } else if (!shown.add(name)) {
            found.add("block " + name + " is there twice");
        } else if (region == null) {
            found.add("block " + name + " has no region in the test");
        } else if (!region.equals(block.text())) {
            found.add("block " + name + " differs from its region:\n" + block.text() + "instead of\n" + region);
        }
    }

    /** Returns the page with each region in the block of its name; other blocks stay as they are. */
    String fill(String page) {
        return BLOCK.matcher(page).replaceAll(block -> {
            String region = block.group(1) == null ? null : regions.get(block.group(1));
            return Matcher.quoteReplacement(
                    region == null ? block.group() : "```java " + block.group(1) + "\n" + region + "```");
        });
    }
}
