package io.github.parlor.triggers;

import io.github.parlor.commerce.Money;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.VisitEvent;
import io.github.parlor.visit.VisitEvent.VisitStarted;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one visitor in the present visit. Single-owner; the engine changes a copy and keeps it when all went
 * well.
 */
final class VisitorState {
    final VisitorId visitor;
    final Instant startedAt;
    VisitStarted visit;

    @Nullable
    Seen page;

    int pages;

    @Nullable
    InCart cart;

    /** Replaced, never changed, so that copies share it. */
    Set<TriggerId> invitedBy = Set.of();

    @Nullable
    Instant invitedAt;

    /** Replaced, never changed, so that copies share it. */
    Map<TriggerId, Refused> refused = Map.of();

    /** The latest instant at which anything was considered; no earlier one is considered again. */
    Instant at;

    /** When the engine will look at this visitor next. */
    @Nullable
    Instant due;

    /** The page, when it was opened and when the visitor last did something on it. */
    record Seen(Page page, Instant openedAt, Instant activeAt) {}

    /** The two figures of a cart that conditions ask for; the lines are not kept. */
    record InCart(Money value, int pieces) {}

    /** A rule whose conditions held and whose target was closed. */
    record Refused(Instant at, Availability.Reason reason) {}

    VisitorState(VisitorId visitor, VisitStarted visit, Instant at) {
        this.visitor = visitor;
        this.visit = visit;
        this.startedAt = at;
        this.at = at;
    }

    private VisitorState(VisitorState other) {
        this.visitor = other.visitor;
        this.visit = other.visit;
        this.startedAt = other.startedAt;
        this.at = other.at;
        this.page = other.page;
        this.pages = other.pages;
        this.cart = other.cart;
        this.invitedBy = other.invitedBy;
        this.invitedAt = other.invitedAt;
        this.refused = other.refused;
        this.due = other.due;
    }

    VisitorState copy() {
        return new VisitorState(this);
    }

    /** Takes in what happens within a visit; {@link VisitEvent.VisitEnded} is the engine's to handle. */
    void apply(VisitEvent event, Instant now) {
        at = now;
        if (event instanceof VisitEvent.PageViewed viewed) {
            page = new Seen(viewed.page(), now, now);
            pages++;
        } else if (event instanceof VisitEvent.CartChanged changed) {
            cart = new InCart(changed.cart().total(), changed.cart().pieces());
            active(now);
        } else if (event instanceof VisitEvent.Activity) {
            active(now);
        } else if (event instanceof VisitStarted again) {
            visit = filled(visit, again);
        }
    }

    void invited(TriggerId trigger) {
        Set<TriggerId> more = new HashSet<>(invitedBy);
        more.add(trigger);
        invitedBy = Set.copyOf(more);
        invitedAt = at;
        Map<TriggerId, Refused> fewer = new HashMap<>(refused);
        fewer.remove(trigger);
        refused = Map.copyOf(fewer);
    }

    void refused(TriggerId trigger, Availability.Reason reason) {
        Map<TriggerId, Refused> more = new HashMap<>(refused);
        more.put(trigger, new Refused(at, reason));
        refused = Map.copyOf(more);
    }

    private void active(Instant now) {
        if (page != null) {
            page = new Seen(page.page(), page.openedAt(), now);
        }
    }

    /** A second tab or a reload tells the same visit again: what was known stays, what was not is taken. */
    private static VisitStarted filled(VisitStarted known, VisitStarted again) {
        return new VisitStarted(
                known.number(),
                known.country() == null ? again.country() : known.country(),
                known.language() == null ? again.language() : known.language(),
                known.referrer() == null ? again.referrer() : known.referrer());
    }
}
