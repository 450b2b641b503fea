package io.github.parlor.message;

/** What a receipt says of all messages up to and including its cursor. */
public enum ReceiptKind {
    /** They reached a device of the participant. */
    DELIVERED,
    /** They were displayed, not only fetched. */
    READ,
    /** Displayed to a member of staff, told to the staff only. */
    READ_PRIVATELY
}
