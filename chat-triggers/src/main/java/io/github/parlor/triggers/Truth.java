package io.github.parlor.triggers;

/**
 * Whether a condition holds, in Kleene's strong three-valued logic: what is not known makes a condition neither true
 * nor false, and the opposite of unknown is unknown. Immutable.
 *
 * <p>Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
 */
public enum Truth {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** A fact that decides it is not known: no cart yet, no country, another currency. */
    UNKNOWN;

    /** Returns TRUE or FALSE. */
    public static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** Returns FALSE if either is, else UNKNOWN if either is, else TRUE. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE ? other : this;
    }

    /** Returns TRUE if either is, else UNKNOWN if either is, else FALSE. */
    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    /** Returns the opposite; that of UNKNOWN is UNKNOWN. */
    public Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }
}
