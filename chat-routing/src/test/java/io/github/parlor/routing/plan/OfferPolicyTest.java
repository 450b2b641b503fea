package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.at;
import static io.github.parlor.routing.plan.Floor.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.OfferPolicy.Missed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferPolicyTest {
    @Test
    void formula_2_4_1_scenario_4_who_missed_a_session_is_never_offered_it_again() {
        OfferPolicy policy = OfferPolicy.builder().lastResort(false).build();

        assertThat(policy.mayOffer(0, null, at(0), true)).isTrue();
        assertThat(policy.mayOffer(1, at(0), at(9_999), true)).isFalse();
    }

    @Test
    void scenario_29_after_three_declines_no_more_offers_and_still_a_pick() {
        OfferPolicy policy =
                OfferPolicy.builder().declineLimit(3).lastResort(false).build();

        assertThat(policy.mayOffer(2, at(0), at(0), false)).isTrue();
        assertThat(policy.mayOffer(3, at(0), at(0), true)).isFalse();
        assertThat(policy.pick()).isTrue();
    }

    @Test
    void scenario_38_the_only_agent_is_asked_again_when_the_cool_down_is_over_and_not_before() {
        OfferPolicy policy = OfferPolicy.builder().coolDown(seconds(20)).build();

        assertThat(policy.mayOffer(1, at(0), at(20).minusNanos(1), true)).isFalse();
        assertThat(policy.mayOffer(1, at(0), at(20), true)).isTrue();
        assertThat(policy.mayOffer(1, at(0), at(20), false)).isFalse();
    }

    @Test
    void scenario_41_three_unanswered_offers_set_an_agent_away() {
        OfferPolicy policy = OfferPolicy.builder().onMissed(3, Missed.SET_AWAY).build();

        assertThat(policy.appliesAfter(2)).isFalse();
        assertThat(policy.appliesAfter(3)).isTrue();
        assertThat(policy.onMissed()).isEqualTo(Missed.SET_AWAY);
    }

    @Test
    void defaults_are_those_of_the_conversations_and_of_the_shop() {
        assertThat(OfferPolicy.DEFAULT.timeout()).isEqualTo(ConversationPolicy.DEFAULT.offerTtl());
        assertThat(OfferPolicy.DEFAULT.autoAccept()).isEqualTo(ConversationPolicy.DEFAULT.autoAccept());
        assertThat(StatusPolicy.DEFAULT.grace()).isEqualTo(ShopSettings.DEFAULT.agentGrace());
        assertThat(Capacity.DEFAULT.wrapUp()).isEqualTo(ConversationPolicy.DEFAULT.wrapUp());
    }

    @Test
    void every_wrong_value_is_named() {
        assertThatThrownBy(() -> OfferPolicy.builder()
                        .timeout(Duration.ZERO)
                        .atOnce(51)
                        .onMissed(0, Missed.KEEP_AVAILABLE)
                        .declineLimit(0)
                        .coolDown(seconds(-1))
                        .build())
                .hasMessageContainingAll("timeout", "atOnce", "missedInRow", "declineLimit", "coolDown");
    }

    @Test
    void a_reason_is_a_status_that_an_agent_can_choose() {
        StatusPolicy policy = StatusPolicy.DEFAULT.withReason("lunch", AgentStatus.AWAY);

        assertThat(policy.status("lunch")).contains(AgentStatus.AWAY);
        assertThat(policy.status("nap")).isEmpty();
        assertThatThrownBy(() -> new StatusPolicy(
                        Map.of("vanished", AgentStatus.LOST, "fled", AgentStatus.GONE),
                        seconds(-1),
                        StatusPolicy.Gone.KEEP,
                        true,
                        null))
                .hasMessageContainingAll("reasons.vanished", "reasons.fled", "grace");
    }

    @Test
    void the_reason_of_who_missed_offers_is_one_that_means_away() {
        StatusPolicy policy = StatusPolicy.DEFAULT.withReason("lunch", AgentStatus.AWAY);
        assertThat(policy.missedReason()).isNull();

        StatusPolicy missed = policy.withMissedReason("no answer");
        assertThat(missed.missedReason()).isEqualTo("no answer");
        assertThat(missed.status("no answer")).contains(AgentStatus.AWAY);
        assertThat(missed.status("lunch")).contains(AgentStatus.AWAY);
        assertThat(missed.withReason("tea", AgentStatus.AWAY).missedReason()).isEqualTo("no answer");
        for (Map<String, AgentStatus> reasons :
                List.of(Map.<String, AgentStatus>of(), Map.of("no answer", AgentStatus.DRAINING))) {
            assertThatThrownBy(() -> new StatusPolicy(reasons, seconds(1), StatusPolicy.Gone.KEEP, true, "no answer"))
                    .hasMessageContaining("missedReason");
        }
    }
}
