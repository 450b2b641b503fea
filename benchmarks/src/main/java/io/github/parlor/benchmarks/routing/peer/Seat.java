package io.github.parlor.benchmarks.routing.peer;

import java.util.Comparator;

/** An agent of the peers that keep agents as objects. */
final class Seat {
    /** Least used first, then by the stamp, which no two share. */
    static final Comparator<Seat> ORDER =
            Comparator.<Seat>comparingInt(seat -> seat.used).thenComparingLong(seat -> seat.stamp);

    final int agent;
    int used;
    private long stamp;

    Seat(int agent) {
        this.agent = agent;
        stamp = agent;
    }

    /** Makes as many as there are agents. Their numbers are the first stamps. */
    static Seat[] all(Matching matching) {
        Seat[] seats = new Seat[matching.agents()];
        for (int agent = 0; agent < seats.length; agent++) {
            seats[agent] = new Seat(agent);
        }
        return seats;
    }

    boolean hasRoom() {
        return used < Matching.CAPACITY;
    }

    void take(long now) {
        used++;
        stamp = now;
    }

    void free(long now, AgentOrder order) {
        used--;
        if (order == AgentOrder.LONGEST_AT_LEVEL) {
            stamp = now;
        }
    }

    boolean isBefore(Seat other) {
        return used != other.used ? used < other.used : stamp < other.stamp;
    }
}
