package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.MONDAY_NOON;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OfferCommand.RevokeOffer;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.OfferEvent.OfferRevoked;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.OfferId;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows 7 to 9: the fate of offers. */
class OfferTest {
    private static final Duration TTL = ConversationPolicy.DEFAULT.offerTtl();

    private static Story broadcast() {
        return standing(SessionState.QUEUED).offered(MAX).offered(IDA);
    }

    @Test
    void scenario_5_an_accept_one_millisecond_before_the_end_wins_and_at_the_end_loses() {
        Story story = standing(SessionState.OFFERED);
        OfferId offer = story.offerTo(MAX);

        story.pass(TTL.minusMillis(1));
        assertThat(names(story.events(BY_MAX, new AcceptOffer(offer))))
                .containsExactly("OfferAccepted", "OwnerAssigned");
        assertThat(story.refusal(Actor.TIMER, new ExpireOffer(offer))).isEqualTo(Code.NOT_DUE);
        story.pass(Duration.ofMillis(1));
        assertThat(story.refusal(BY_MAX, new AcceptOffer(offer))).isEqualTo(Code.OFFER_GONE);
        assertThat(story.refusal(BY_MAX, new DeclineOffer(offer, "busy"))).isEqualTo(Code.OFFER_GONE);
        assertThat(names(story.events(Actor.TIMER, new ExpireOffer(offer)))).containsExactly("OfferExpired");
    }

    @Test
    void scenario_5_a_session_whose_offer_ran_out_keeps_its_place() {
        Story story = standing(SessionState.OFFERED).pass(TTL).timersRun();

        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
        assertThat(story.session().waiting().queuedAt()).isEqualTo(MONDAY_NOON);
    }

    @Test
    void scenario_4_of_two_agents_who_accept_one_is_active_and_the_other_is_told_that_the_offer_is_gone() {
        Story story = broadcast();
        OfferId maxs = story.offerTo(MAX);
        OfferId idas = story.offerTo(IDA);

        assertThat(story.events(BY_IDA, new AcceptOffer(idas)))
                .anySatisfy(event -> assertThat(event)
                        .isEqualTo(new OfferRevoked(story.session().id(), maxs, MAX, RevokeReason.TAKEN)));
        story.then(BY_IDA, new AcceptOffer(idas));

        assertThat(story.session().control().owner()).isEqualTo(IDA);
        assertThat(story.session().waiting().offers()).isEmpty();
        for (Command late : List.of(new AcceptOffer(maxs), new DeclineOffer(maxs, ""))) {
            assertThat(story.refusal(BY_MAX, late)).isEqualTo(Code.OFFER_GONE);
        }
        assertThat(story.refusal(BY_IDA, new AcceptOffer(idas))).isEqualTo(Code.OFFER_GONE);
    }

    @Test
    void an_offer_is_gone_in_every_state_that_has_none() {
        OfferId never = new OfferId(new UUID(1, 2));
        for (SessionState state : SessionState.values()) {
            Story story = standing(state);
            assertThat(story.refusal(BY_MAX, new AcceptOffer(never)))
                    .as("%s", state)
                    .isEqualTo(Code.OFFER_GONE);
            assertThat(story.refusal(BY_MAX, new DeclineOffer(never, ""))).isEqualTo(Code.OFFER_GONE);
            assertThat(story.refusal(Actor.TIMER, new ExpireOffer(never))).isEqualTo(Code.OFFER_GONE);
            assertThat(story.refusal(Actor.ROUTER, new RevokeOffer(never, RevokeReason.WITHDRAWN)))
                    .isEqualTo(Code.OFFER_GONE);
        }
    }

    @Test
    void an_offer_is_answered_by_its_addressee_alone() {
        Story story = standing(SessionState.OFFERED);
        OfferId offer = story.offerTo(MAX);

        assertThat(story.refusal(BY_IDA, new AcceptOffer(offer))).isEqualTo(Code.NOT_ADDRESSEE);
        assertThat(story.refusal(BY_IDA, new DeclineOffer(offer, ""))).isEqualTo(Code.NOT_ADDRESSEE);
        assertThat(story.refusal(BY_ANNA, new AcceptOffer(offer))).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void a_declined_offer_leaves_the_others_open_and_the_last_one_back_to_the_queue() {
        Story story = broadcast();

        story.then(BY_MAX, new DeclineOffer(story.offerTo(MAX), "lunch"));
        assertThat(story.stands()).isEqualTo(SessionState.OFFERED);
        story.then(BY_IDA, new DeclineOffer(story.offerTo(IDA), "lunch"));
        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
    }

    @Test
    void an_agent_has_one_offer_of_a_session_at_a_time() {
        Story story = standing(SessionState.OFFERED);

        assertThat(story.refusal(Actor.ROUTER, new MakeOffer(MAX, TTL, 8))).isEqualTo(Code.WRONG_STATE);
        assertThat(story.offered(IDA).session().waiting().offers())
                .extracting(OpenOffer::agent)
                .containsExactly(MAX, IDA);
    }

    @Test
    void an_accepted_offer_begins_the_owners_stay_under_the_next_epoch() {
        Story story = standing(SessionState.OFFERED);
        long before = story.state().controlEpoch();

        story.accepted(MAX);

        assertThat(story.state().controlEpoch()).isEqualTo(before + 1);
        assertThat(story.session().controller()).isEqualTo(Session.Controller.AGENT);
        assertThat(story.session().waiting().queuedAt()).isNull();
    }

    @Test
    void a_revoked_offer_names_its_reason() {
        Story story = standing(SessionState.OFFERED);

        assertThat(story.events(Actor.SYSTEM, new RevokeOffer(story.offerTo(MAX), RevokeReason.AGENT_UNAVAILABLE)))
                .singleElement()
                .extracting(event -> ((OfferRevoked) event).reason())
                .isEqualTo(RevokeReason.AGENT_UNAVAILABLE);
        assertThat(story.refusal(
                        Actor.agent(new AgentId("max")), new RevokeOffer(story.offerTo(MAX), RevokeReason.TAKEN)))
                .isEqualTo(Code.NOT_ALLOWED);
    }
}
