package io.github.parlor.examples.day;

import io.github.parlor.Result;
import io.github.parlor.Shop;
import io.github.parlor.commerce.Cart;
import io.github.parlor.commerce.CartLine;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Product;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/**
 * What visitors do: browse, press the chat button, accept invitations, lose patience, buy. The shares of those who chat,
 * accept and buy are assumptions of this example, not findings. Single-owner.
 */
final class Visitors {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final double PRESSES_THE_BUTTON = 0.10;
    private static final double ACCEPTS = 0.25;
    private static final double DISMISSES = 0.50;
    private static final double BUYS = 0.022;
    private static final double BUYS_AFTER_A_TALK = 0.066;

    /** The priority of a good customer: counts as having waited 90 seconds longer, for the share the bank's log has. */
    private static final Duration CREDIT = Duration.ofSeconds(90);

    private static final double WITH_CREDIT = 0.27;

    private final Shop shop;
    private final Agenda agenda;
    private final Chance chance;
    private int orders;

    Visitors(Shop shop, Agenda agenda, Chance chance) {
        this.shop = shop;
        this.agenda = agenda;
        this.chance = chance;
    }

    /** Plans a visit. */
    void comes(int number, Instant at) {
        VisitorId visitor = new VisitorId("visitor-" + number);
        agenda.at(at, () -> arrive(visitor));
    }

    private void arrive(VisitorId visitor) {
        String country = List.of("DE", "AT", "CH", "FR", "US").get(chance.weighted(62, 14, 12, 8, 4));
        int visit = 1 + chance.weighted(60, 20, 10, 10);
        tell(visitor, new VisitEvent.VisitStarted(visit, country, "de", "https://search.example/"));
        Duration offset = Duration.ZERO;
        int products = 1 + chance.below(4);
        for (int i = 0; i < products; i++) {
            offset = plan(visitor, offset, page("/p/" + chance.below(500), PageKind.PRODUCT), 45);
        }
        boolean fills = chance.of(0.35);
        if (fills) {
            Cart cart = cart();
            agenda.in(offset, () -> tell(visitor, new VisitEvent.CartChanged(cart)));
            offset = plan(visitor, offset, page("/cart", PageKind.CART), 25);
            offset = plan(visitor, offset, page("/checkout", PageKind.CHECKOUT), 70);
        }
        Duration end = offset;
        if (chance.of(PRESSES_THE_BUTTON)) {
            agenda.in(chance.seconds(1, end.toSeconds() + 1.0), () -> pressButton(visitor));
        }
        if (chance.of(BUYS)) {
            agenda.in(end, () -> buy(visitor));
        }
        agenda.in(end, () -> tell(visitor, new VisitEvent.VisitEnded()));
    }

    private Duration plan(VisitorId visitor, Duration offset, Page page, double meanSeconds) {
        agenda.in(offset, () -> tell(visitor, new VisitEvent.PageViewed(page)));
        Duration stay = chance.exponential(meanSeconds);
        agenda.in(offset.plus(stay.dividedBy(3)), () -> tell(visitor, new VisitEvent.Activity()));
        return offset.plus(stay);
    }

    private static Page page(String path, PageKind kind) {
        return new Page(path, "", kind);
    }

    private Cart cart() {
        int cents = 100 * (10 + chance.below(290)) - 1;
        Product product = new Product("sku-" + chance.below(500), "A product", new Money(cents, EURO), "shoes");
        return new Cart(EURO, List.of(new CartLine(product, 1)));
    }

    private void tell(VisitorId visitor, VisitEvent event) {
        shop.visit(visitor, event);
    }

    /** An invitation appears. */
    void invited(Invitation invitation) {
        int reaction = chance.weighted(ACCEPTS, DISMISSES, 1 - ACCEPTS - DISMISSES);
        Duration after = chance.seconds(2, 12);
        if (reaction == 0) {
            agenda.in(after, () -> accept(invitation));
        } else if (reaction == 1) {
            agenda.in(after, () -> shop.dismissInvitation(invitation.visitor(), invitation.id()));
        }
    }

    private void accept(Invitation invitation) {
        StartSession request = request(invitation.visitor());
        Result result = shop.acceptInvitation(invitation.visitor(), invitation.id(), request);
        if (result.isDone()) {
            waits(contact(invitation.visitor()), result.conversationId());
        }
    }

    private void pressButton(VisitorId visitor) {
        StartSession request = request(visitor);
        Actor contact = Actor.contact(request.contact());
        Result result = shop.start(contact, request.withFirst(PostMessage.text("Hello, I have a question.")));
        if (result.isDone()) {
            waits(request.contact(), result.conversationId());
        }
    }

    private StartSession request(VisitorId visitor) {
        Subject[] subjects = Subject.values();
        double[] shares =
                java.util.Arrays.stream(subjects).mapToDouble(Subject::share).toArray();
        Subject subject = subjects[chance.weighted(shares)];
        return StartSession.of(contact(visitor))
                .withVisitor(visitor)
                .withPurpose(subject.name())
                .withTarget(Target.skill(subject.skill()))
                .withCredit(chance.of(WITH_CREDIT) ? CREDIT : Duration.ZERO);
    }

    static ContactId contact(VisitorId visitor) {
        return new ContactId(visitor.value());
    }

    private void waits(ContactId contact, ConversationId conversation) {
        agenda.in(Patience.draw(chance), () -> losePatience(contact, conversation));
    }

    private void losePatience(ContactId contact, ConversationId conversation) {
        SessionState state = shop.conversation(Actor.SYSTEM, conversation)
                .map(found -> found.session().state())
                .orElse(SessionState.ENDED);
        if (state == SessionState.QUEUED || state == SessionState.OFFERED || state == SessionState.DEFERRED) {
            shop.execute(Actor.contact(contact), conversation, new LeaveQueue(EndReason.ABANDONED));
        }
    }

    /** After a talk visitors buy more often. */
    void talked(VisitorId visitor) {
        if (chance.of(BUYS_AFTER_A_TALK)) {
            agenda.in(chance.seconds(20, 300), () -> buy(visitor));
        }
    }

    private void buy(VisitorId visitor) {
        Money total = new Money(100L * (15 + chance.below(200)) - 1, EURO);
        shop.purchased(visitor, new Purchase(new OrderId("order-" + orders++), total, 1));
    }
}
