package io.github.parlor.conversation;

import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;

/**
 * How far a participant has got: everything up to and including a sequence. Only ever moves forward. Immutable.
 *
 * <p>A conversation keeps at most {@value #MAX} cursors. Those of the contact stay; of the others the one goes that has not
 * been moved for longest, and its reader counts from the beginning again.
 *
 * @param participant whose
 * @param kind what it says
 * @param upTo sequence of the last message it covers
 */
public record Cursor(Actor participant, ReceiptKind kind, long upTo) {
    /** Most cursors of one conversation. */
    public static final int MAX = 64;
}
