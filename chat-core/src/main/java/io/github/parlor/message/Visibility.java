package io.github.parlor.message;

/** Who may see a message. */
public enum Visibility {
    /** The contact and the staff. */
    PUBLIC,
    /** The staff only: a note, or what is said in a consult. */
    STAFF
}
