package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.ChannelId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationPolicyTest {
    @Test
    void every_default_is_valid() {
        assertThat(ConversationPolicy.builder().build()).isEqualTo(ConversationPolicy.DEFAULT);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks hands in
    void build_names_every_wrong_field_at_once() {
        ConversationPolicy.Builder builder = ConversationPolicy.builder()
                .offerTtl(Duration.ZERO)
                .transferTtl(null)
                .queueTimeout(Duration.ofSeconds(-1))
                .continuation(null)
                .liveUnits(0)
                .channelGroups(Map.of(new ChannelId("web"), " chat"));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .withMessage("policy: expected valid fields, got 6 wrong:"
                        + " offerTtl: expected more than zero, got PT0S;"
                        + " transferTtl: expected a value, got null;"
                        + " queueTimeout: expected a duration from zero to PT87840H, got PT-1S;"
                        + " continuation: expected a value, got null;"
                        + " liveUnits: expected a number from 1 to 300000, got 0;"
                        + " channelGroups.web: expected no white space at either end, got ' chat'");
    }

    @Test
    void build_throws_a_single_problem_as_it_is() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(ConversationPolicy.builder().wrapUp(Duration.ofMillis(-5))::build)
                .withMessage("wrapUp: expected a duration from zero to PT87840H, got PT-0.005S");
    }
}
