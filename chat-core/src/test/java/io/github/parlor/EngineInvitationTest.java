package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Inviter;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import io.github.parlor.time.ManualTime;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** From the decision to invite to the session it leads to. */
class EngineInvitationTest {
    private static final VisitorId ANNA = new VisitorId("anna");
    private static final Target SALES = Target.skill(new SkillId("sales"));

    /** Invites at every sign of life. */
    private static final class Eager implements Inviter {
        @Override
        public List<Invite> accept(
                VisitorId visitor, VisitEvent event, Instant now, Function<Target, Availability> availability) {
            return List.of(new Invite(
                    visitor, new TriggerId("eager"), now, 1, "Hello", "/", null, Duration.ofSeconds(30), SALES));
        }

        @Override
        public List<Invite> advanceTo(Instant now, Function<Target, Availability> availability) {
            return List.of();
        }

        @Override
        public Optional<Instant> nextDeadline() {
            return Optional.empty();
        }
    }

    private final ManualTime time = new ManualTime(TestShop.MONDAY_NOON);
    private final Parlor parlor = Parlor.builder()
            .router(ListRouter.factory())
            .time(time)
            .journal(InMemoryJournal.create(time))
            .build();
    private final Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT, new Eager());

    private Invitation invited() {
        return shop.visit(ANNA, new VisitEvent.Activity()).get(0);
    }

    private Target target(ConversationId id) {
        return shop.conversation(Actor.SYSTEM, id)
                .orElseThrow()
                .session()
                .waiting()
                .target();
    }

    @Test
    void an_accepted_invitation_leads_to_the_target_of_its_rule() {
        Result result = shop.acceptInvitation(ANNA, invited().id(), new ContactId("anna"));

        assertThat(target(result.conversationId())).isEqualTo(SALES);
    }

    @Test
    void a_request_that_names_somebody_else_goes_there() {
        Target repairs = Target.skill(new SkillId("repairs"));
        StartSession request = StartSession.of(new ContactId("anna")).withTarget(repairs);

        assertThat(target(shop.acceptInvitation(ANNA, invited().id(), request).conversationId()))
                .isEqualTo(repairs);
    }

    @Test
    void a_second_acceptance_has_the_result_of_the_first_and_a_late_one_is_refused() {
        Invitation first = invited();
        Result once = shop.acceptInvitation(ANNA, first.id(), new ContactId("anna"));
        Result twice = shop.acceptInvitation(ANNA, first.id(), new ContactId("anna"));
        assertThat(twice.conversationId()).isEqualTo(once.conversationId());

        Invitation second = invited();
        parlor.advanceTo(time.now().wall().plusSeconds(30));
        Result late = shop.acceptInvitation(ANNA, second.id(), new ContactId("anna"));
        assertThat(late.refusal().orElseThrow().code()).isEqualTo(Code.OFFER_GONE);
    }
}
