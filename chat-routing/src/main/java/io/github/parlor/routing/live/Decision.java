package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.routing.plan.AgentOrder;
import java.util.List;

/**
 * Why this agent: an offer, and what was known of everybody at the moment at which it was decided. Immutable.
 *
 * @param offer what was decided
 * @param order who was asked first among those who fit equally well
 * @param before the session and everybody at that moment; the first agent is who was asked, those with a turn after the
 *     first are the runners-up
 */
public record Decision(RoutingEvent.Offered offer, AgentOrder order, Explanation before) {
    public Decision {
        Bounds.present("offer", offer);
        Bounds.present("order", order);
        Bounds.present("before", before);
    }

    /** Returns who would have been asked next, in order. */
    public List<Explanation.Row> runnersUp() {
        return before.agents().stream()
                .filter(row -> row.turn() > 0 && !row.agent().equals(offer.agent()))
                .toList();
    }

    /** Returns a text for people. */
    public String text() {
        StringBuilder text =
                new StringBuilder(offer.session() + " was offered to " + offer.agent() + " at " + offer.at()
                        + ": tier " + offer.suitability().tier() + ", rank "
                        + offer.suitability().rank() + ", score "
                        + offer.suitability().score() + ", then by " + order);
        before.agents().stream()
                .filter(row -> row.turn() > 0)
                .forEach(row -> text.append("\n  ")
                        .append(row.turn())
                        .append(". ")
                        .append(row.agent())
                        .append(": ")
                        .append(row.suitability())
                        .append(", ")
                        .append(row.load()));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
