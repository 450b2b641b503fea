package io.github.parlor.triggers;

import io.github.parlor.commerce.Cart;
import io.github.parlor.commerce.CartLine;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Product;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Inviter.Invite;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A shop with its visitors: times are seconds from its opening, and all invitations are kept. */
final class Storefront {
    static final Instant OPENING = Instant.parse("2026-03-02T09:00:00Z");

    final TriggerEngine engine;
    final List<Invite> invites = new ArrayList<>();
    final Set<Target> closed = new HashSet<>();
    int asked;

    Storefront(TriggerRules rules) {
        this(TriggerEngine.builder(rules).build());
    }

    Storefront(TriggerEngine engine) {
        this.engine = engine;
    }

    static Storefront with(Trigger... triggers) {
        return new Storefront(rules(triggers));
    }

    static TriggerRules rules(Trigger... triggers) {
        TriggerRules.Builder builder = TriggerRules.builder();
        List.of(triggers).forEach(builder::add);
        return builder.build();
    }

    static Trigger trigger(String id, Condition... conditions) {
        return Trigger.builder(id).when(conditions).text("May I help?").build();
    }

    static Instant second(double seconds) {
        return OPENING.plusMillis(Math.round(seconds * 1_000));
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }

    static VisitEvent cart(Money price, int pieces) {
        Product product = new Product("sku", "Lamp", price, "");
        return new VisitEvent.CartChanged(
                new Cart(price.currency(), pieces == 0 ? List.of() : List.of(new CartLine(product, pieces))));
    }

    static VisitEvent emptyCart(String currency) {
        return new VisitEvent.CartChanged(new Cart(Currency.getInstance(currency), List.of()));
    }

    static VisitEvent started(int number) {
        return new VisitEvent.VisitStarted(number, null, null, null);
    }

    static VisitEvent page(String path, PageKind kind) {
        return new VisitEvent.PageViewed(new Page(path, "", kind));
    }

    Storefront visits(String visitor, double second) {
        return tell(visitor, started(1), second);
    }

    Storefront opens(String visitor, String path, double second) {
        return opens(visitor, path, PageKind.OTHER, second);
    }

    Storefront opens(String visitor, String path, PageKind kind, double second) {
        return tell(visitor, page(path, kind), second);
    }

    Storefront moves(String visitor, double second) {
        return tell(visitor, new VisitEvent.Activity(), second);
    }

    Storefront leaves(String visitor, double second) {
        return tell(visitor, new VisitEvent.VisitEnded(), second);
    }

    Storefront tell(String visitor, VisitEvent event, double second) {
        invites.addAll(engine.accept(new VisitorId(visitor), event, second(second), this::availability));
        return this;
    }

    Storefront advanceTo(double second) {
        invites.addAll(engine.advanceTo(second(second), this::availability));
        return this;
    }

    Availability availability(Target target) {
        asked++;
        return closed.contains(target)
                ? new Availability.Closed(Availability.Reason.NOBODY_THERE, null, List.of())
                : new Availability.Open(Estimate.immediate(OPENING));
    }

    /** Returns each invitation as trigger, visitor and second, for example {@code help ann 60.0}. */
    List<String> said() {
        return invites.stream()
                .map(invite -> invite.trigger() + " " + invite.visitor() + " "
                        + Duration.between(OPENING, invite.at()).toMillis() / 1_000.0)
                .toList();
    }

    Explanation explanation(String visitor) {
        return engine.explain(new VisitorId(visitor)).get(0);
    }
}
