package io.github.parlor.benchmarks.routing.peer;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A session of the exact peers: outside of them a mere handle. Guarded by their lock. */
public class Session {
    /** The order of work: earlier key first, equal keys in the order of submission. */
    static final Comparator<Session> ORDER =
            Comparator.<Session>comparingLong(session -> session.key).thenComparingLong(session -> session.number);

    enum State {
        WAITING,
        OFFERED,
        ACTIVE,
        ENDED
    }

    final long key;
    final long number;
    final short kind;
    final byte credit;
    State state = State.WAITING;
    int agent = Structure.NOBODY;
    int epoch;

    @Nullable
    Declined declined;

    /** The agents who declined, last first. Rare: one session in fifty. */
    record Declined(int agent, @Nullable Declined before) {}

    Session(int kind, Credit credit, long number, Tick now) {
        this.kind = (short) kind;
        this.credit = (byte) credit.index();
        this.number = number;
        key = now.millis() - credit.millis();
    }

    boolean isBefore(Session other) {
        return key != other.key ? key < other.key : number < other.number;
    }

    boolean wasDeclinedBy(int candidate) {
        for (Declined each = declined; each != null; each = each.before) {
            if (each.agent == candidate) {
                return true;
            }
        }
        return false;
    }
}
