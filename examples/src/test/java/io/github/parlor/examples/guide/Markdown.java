package io.github.parlor.examples.guide;

import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a page, each with what follows its fence: {@code ```java name}. */
final class Markdown {
    private static final String FENCE = "```";

    /** @param name what follows the language on the fence, empty if nothing does */
    record Block(String language, String name, String text) {}

    private Markdown() {}

    static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String fence = null;
        for (String line : page.lines().toList()) {
            if (!line.startsWith(FENCE)) {
                text.append(line).append('\n');
            } else if (fence == null) {
                fence = line.substring(FENCE.length());
                text.setLength(0);
            } else {
                String[] words = fence.split(" ", 2);
                blocks.add(new Block(words[0], words.length == 1 ? "" : words[1], text.toString()));
                fence = null;
            }
        }
        return blocks;
    }
}
