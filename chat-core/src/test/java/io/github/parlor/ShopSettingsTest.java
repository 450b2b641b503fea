package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.BotId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopSettingsTest {
    @Test
    void build_names_every_wrong_field_at_once() {
        ShopSettings.Builder builder = ShopSettings.builder()
                .maxWaiting(-1)
                .agentGrace(Duration.ofSeconds(-1))
                .bots(Set.of(new BotId("faq")))
                .firstBot(new BotId("sales"));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .withMessage("settings: expected valid fields, got 3 wrong:"
                        + " settings.maxWaiting: expected a number from 0 to 10000000, got -1;"
                        + " settings.agentGrace: expected a duration from zero to PT87840H, got PT-1S;"
                        + " settings.firstBot: expected one of the bots, got sales");
    }
}
