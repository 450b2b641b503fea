package io.github.parlor.visit;

import io.github.parlor.bounds.Bounds;

/**
 * One page of the shop as a visitor sees it. Immutable.
 *
 * @param path path and query as the browser sent it, 1 to {@value #MAX_PATH} characters without
 *     control characters
 * @param title plain text, at most {@value #MAX_TITLE} characters; invisible characters are taken out
 * @param kind what the page is for
 */
public record Page(String path, String title, PageKind kind) {
    /** Longest path in characters. */
    public static final int MAX_PATH = 2_048;

    /** Longest title in characters. */
    public static final int MAX_TITLE = 512;

    public Page {
        Bounds.privateLine("page.path", path, 1, MAX_PATH);
        title = Bounds.name("page.title", title, 0, MAX_TITLE);
        Bounds.present("page.kind", kind);
    }

    /** Names what the page is for; path and title may tell who looks at it. */
    @Override
    public String toString() {
        return "Page[" + kind + "]";
    }
}
