package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.Parlor;
import io.github.parlor.ParlorJson;
import io.github.parlor.ShopSettings;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.triggers.Condition;
import io.github.parlor.triggers.Trigger;
import io.github.parlor.triggers.TriggerEngine;
import io.github.parlor.triggers.TriggerRules;
import io.github.parlor.visit.PageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ChooseSettingsTest {
    private static final Page PAGE = Page.of("docs/guide/choose-settings.md");

    @Test
    void settings_are_built_or_read_and_refused_by_name() throws IOException {
        // snippet build
        ShopSettings settings = ShopSettings.builder()
                .policy(ConversationPolicy.builder()
                        .offerTtl(Duration.ofSeconds(20))
                        .wrapUp(Duration.ofMinutes(1))
                        .build())
                .maxWaiting(20)
                .build();
        // end
        // snippet read
        ShopSettings same = ParlorJson.SETTINGS.read("""
                { "maxWaiting": 20, "policy": { "offerTtl": "PT20S", "wrapUp": "PT1M" } }
                """);
        // end
        assertThat(same).isEqualTo(settings);

        // snippet refused
        ConversationPolicy.Builder wrong =
                ConversationPolicy.builder().offerTtl(Duration.ZERO).liveUnits(0);
        // end
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(wrong::build)
                .withMessage(PAGE.block("text", "refused").strip());
    }

    @Test
    void the_tables_are_the_defaults_and_ranges_of_the_records() throws IOException {
        DefaultsTable.of(PAGE, "The shop").hold(ShopSettings.DEFAULT);
        DefaultsTable.of(PAGE, "Conversations").hold(ConversationPolicy.DEFAULT);
        DefaultsTable.of(PAGE, "Agents").hold(Agent.of("ida"));
        DefaultsTable.of(PAGE, "Rules of invitation").hold(trigger());
    }

    @Test
    void the_rest_is_what_the_builders_do() throws IOException {
        String unset = TriggerRules.builder().add(trigger()).build().toJson();
        assertThat(TriggerRules.builder()
                        .add(trigger())
                        .invitationsPerVisit(1)
                        .pause(Duration.ofMinutes(10))
                        .build()
                        .toJson())
                .isEqualTo(unset);
        between(1, 10, most -> TriggerRules.builder().invitationsPerVisit(most).build());
        between(
                1,
                3_600,
                seconds -> TriggerRules.builder()
                        .pause(Duration.ofSeconds(seconds))
                        .build());
        assertThat(TriggerEngine.DEFAULT_MAX_VISITORS).isEqualTo(100_000);
        TriggerRules rules = TriggerRules.builder().build();
        between(
                1,
                10_000_000,
                most -> TriggerEngine.builder(rules).maxVisitors(most).build());
        between(
                0,
                100_000_000,
                most -> Parlor.builder()
                        .router(SkillRouter.factory())
                        .cacheSize(most)
                        .build());
        between(
                1,
                Integer.MAX_VALUE,
                most -> InMemoryJournal.builder().maxEvents(most).build());
        String core = "chat-core/src/main/java/io/github/parlor/";
        assertThat(Files.readString(Page.ROOT.resolve(core + "ParlorBuilder.java")))
                .contains("long cacheSize = 100_000;");
        assertThat(Files.readString(Page.ROOT.resolve(core + "journal/InMemoryJournal.java")))
                .contains("long maxEvents = Long.MAX_VALUE;")
                .contains("WhenFull whenFull = WhenFull.REFUSE;");
        assertThat(InMemoryJournal.WhenFull.values())
                .containsExactly(InMemoryJournal.WhenFull.REFUSE, InMemoryJournal.WhenFull.FORGET_ENDED);
        assertThat(PAGE.text())
                .contains("| `invitationsPerVisit` | 1 | 1 to 10 |")
                .contains("| `pause` | 10 min | more than 0 to 1 h |")
                .contains("| `maxVisitors` | 100,000 | 1 to 10,000,000 |")
                .contains("| `cacheSize` | 100,000 | 0 to 100,000,000 |")
                .contains("| `maxEvents` | no bound | at least 1 |")
                .contains("| `whenFull` | `REFUSE` | `REFUSE`, `FORGET_ENDED` |");
    }

    private static Trigger trigger() {
        return Trigger.builder("help")
                .when(Condition.page(PageKind.CHECKOUT))
                .text("May I help?")
                .build();
    }

    /** Both ends are taken and nothing beyond them; the largest int has nothing beyond. */
    private static void between(int low, int high, IntConsumer set) {
        set.accept(low);
        set.accept(high);
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> set.accept(low - 1));
        if (high < Integer.MAX_VALUE) {
            assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> set.accept(high + 1));
        }
    }
}
