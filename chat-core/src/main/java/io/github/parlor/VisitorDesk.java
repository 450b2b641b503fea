package io.github.parlor;

import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.dispatch.Inviter.Invite;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.event.VisitorEvent;
import io.github.parlor.event.VisitorEvent.InvitationAccepted;
import io.github.parlor.event.VisitorEvent.InvitationDismissed;
import io.github.parlor.event.VisitorEvent.InvitationExpired;
import io.github.parlor.event.VisitorEvent.InvitationShown;
import io.github.parlor.event.VisitorEvent.PurchaseRecorded;
import io.github.parlor.event.VisitorEvent.PurchaseReversed;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records invitations and purchases in the streams of visitors. These streams are short: each is read when needed. */
final class VisitorDesk {
    private static final int PAGE = 512;

    private final TenantId tenant;
    private final Engine engine;

    VisitorDesk(TenantId tenant, Engine engine) {
        this.tenant = tenant;
        this.engine = engine;
    }

    /** One visitor as the sum of the events of the visitor's stream. Single-owner. */
    private static final class Visitor {
        private final Map<InvitationId, InvitationShown> open = new HashMap<>();
        private final Map<InvitationId, Target> targets = new HashMap<>();
        private final Map<InvitationId, ConversationId> accepted = new HashMap<>();
        private final Set<OrderId> orders = new HashSet<>();
        private long sequence;

        void take(EventRecord record) {
            sequence = record.sequence();
            if (record.event() instanceof InvitationShown shown) {
                open.put(shown.invitation(), shown);
                targets.put(shown.invitation(), shown.target());
            } else if (record.event() instanceof InvitationAccepted e) {
                open.remove(e.invitation());
                accepted.put(e.invitation(), e.conversation());
            } else if (record.event() instanceof InvitationDismissed e) {
                open.remove(e.invitation());
            } else if (record.event() instanceof InvitationExpired e) {
                open.remove(e.invitation());
            } else if (record.event() instanceof PurchaseRecorded e) {
                orders.add(e.purchase().order());
            }
        }
    }

    /** What is to be recorded, or why not; an empty list if everything is as wanted already. */
    private record Outcome(
            List<VisitorEvent> events, @Nullable Rejection rejection) {
        static Outcome of(VisitorEvent event) {
            return new Outcome(List.of(event), null);
        }

        static Outcome nothing() {
            return new Outcome(List.of(), null);
        }

        static Outcome refused(Code code, String detail) {
            return new Outcome(List.of(), new Rejection(code, null, 0, detail));
        }
    }

    Optional<Invitation> show(Invite invite) {
        InvitationId id = new InvitationId(engine.ids.next(invite.at()));
        InvitationShown shown = new InvitationShown(
                invite.visitor(),
                id,
                invite.trigger(),
                invite.visit(),
                invite.text(),
                invite.path(),
                invite.cartTotal(),
                invite.target(),
                invite.at().plus(invite.ttl()));
        if (!record(invite.visitor(), Actor.SYSTEM, visitor -> Outcome.of(shown))
                .isDone()) {
            return Optional.empty();
        }
        engine.timetable.schedule(tenant, StreamId.of(invite.visitor()), shown.expiresAt());
        return Optional.of(new Invitation(id, invite.visitor(), invite.trigger(), invite.text(), shown.expiresAt()));
    }

    Result accept(VisitorId id, InvitationId invitation, ConversationId conversation) {
        Actor actor = new Actor(Actor.Kind.CONTACT, id.value());
        return record(id, actor, visitor -> {
            InvitationShown shown = visitor.open.get(invitation);
            if (shown == null || !now().isBefore(shown.expiresAt())) {
                return Outcome.refused(Code.OFFER_GONE, "the invitation is not open");
            }
            return Outcome.of(new InvitationAccepted(id, invitation, conversation));
        });
    }

    /** Returns who is to serve what the invitation leads to, empty if it was never shown. */
    Optional<Target> target(VisitorId id, InvitationId invitation) {
        return Optional.ofNullable(load(id).targets.get(invitation));
    }

    Optional<ConversationId> acceptedInto(VisitorId id, InvitationId invitation) {
        return Optional.ofNullable(load(id).accepted.get(invitation));
    }

    Result dismiss(VisitorId id, InvitationId invitation) {
        Actor actor = new Actor(Actor.Kind.CONTACT, id.value());
        return record(
                id,
                actor,
                visitor -> visitor.open.containsKey(invitation)
                        ? Outcome.of(new InvitationDismissed(id, invitation))
                        : Outcome.refused(Code.OFFER_GONE, "the invitation is not open"));
    }

    Result purchase(PurchaseRecorded purchase) {
        return record(
                purchase.visitor(),
                Actor.SYSTEM,
                visitor -> visitor.orders.contains(purchase.purchase().order())
                        ? Outcome.nothing()
                        : Outcome.of(purchase));
    }

    Result reverse(PurchaseReversed reversal) {
        return record(
                reversal.visitor(),
                Actor.SYSTEM,
                visitor -> visitor.orders.contains(reversal.order())
                        ? Outcome.of(reversal)
                        : Outcome.refused(Code.UNKNOWN_REFERENCE, "no such order of this visitor"));
    }

    /** Lets run out what has run out, and comes back for what is still open. */
    void onDeadline(VisitorId id) {
        record(id, Actor.TIMER, visitor -> {
            List<VisitorEvent> expired = new ArrayList<>();
            for (InvitationShown shown : visitor.open.values()) {
                if (!now().isBefore(shown.expiresAt())) {
                    expired.add(new InvitationExpired(id, shown.invitation()));
                }
            }
            return new Outcome(expired, null);
        });
        load(id).open.values().stream()
                .map(InvitationShown::expiresAt)
                .min(Instant::compareTo)
                .ifPresent(next -> engine.timetable.schedule(tenant, StreamId.of(id), next));
    }

    private Instant now() {
        return engine.time.now().wall();
    }

    private Result record(VisitorId id, Actor actor, Function<Visitor, Outcome> decide) {
        for (int attempt = 0; attempt < Pipeline.MAX_ATTEMPTS; attempt++) {
            Visitor visitor = load(id);
            Outcome outcome = decide.apply(visitor);
            if (outcome.rejection() != null) {
                return new Result.Rejected(outcome.rejection());
            } else if (outcome.events().isEmpty()) {
                return new Result.Done(StreamId.of(id), visitor.sequence, List.of());
            }
            AppendResult appended = engine.journal.append(
                    tenant,
                    StreamId.of(id),
                    visitor.sequence,
                    engine.pending(List.copyOf(outcome.events()), engine.time.now(), actor, null),
                    List.of());
            if (appended instanceof AppendResult.Appended done) {
                return new Result.Done(
                        StreamId.of(id), visitor.sequence + done.records().size(), done.records());
            } else if (!(appended instanceof AppendResult.Conflict)) {
                return Pipeline.refused(Code.JOURNAL_FULL, null, appended.toString());
            }
        }
        return Pipeline.refused(Code.CONTENDED, null, "too many writers at once");
    }

    private Visitor load(VisitorId id) {
        Visitor visitor = new Visitor();
        List<EventRecord> page;
        do {
            page = engine.journal.read(tenant, StreamId.of(id), visitor.sequence, PAGE);
            page.forEach(visitor::take);
        } while (page.size() == PAGE);
        return visitor;
    }
}
