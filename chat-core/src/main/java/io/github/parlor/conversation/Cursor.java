package io.github.parlor.conversation;

import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;

/**
 * How far a participant has got: everything up to and including a sequence. Only ever moves forward. Immutable.
 *
 * @param participant whose
 * @param kind what it says
 * @param upTo sequence of the last message it covers
 */
public record Cursor(Actor participant, ReceiptKind kind, long upTo) {}
