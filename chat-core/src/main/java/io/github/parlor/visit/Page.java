package io.github.parlor.visit;

import io.github.parlor.bounds.Bounds;

/**
 * One page of the shop as a visitor sees it. Immutable.
 *
 * @param path path and query as the browser sent it, at most {@value #MAX_PATH} characters
 * @param title plain text, at most 512 characters
 * @param kind what the page is for
 */
public record Page(String path, String title, PageKind kind) {
    /** Longest path in characters. */
    public static final int MAX_PATH = 2_048;

    public Page {
        Bounds.text("page.path", path, 1, MAX_PATH);
        Bounds.text("page.title", title, 0, 512);
        Bounds.present("page.kind", kind);
    }
}
