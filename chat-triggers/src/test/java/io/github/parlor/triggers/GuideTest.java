package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.commerce.Money;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Inviter;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide page says is so: its documents are read, its code is the code between the marks below. */
class GuideTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "invite-at-the-right-moment.md");

    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final VisitorId visitor = new VisitorId("browser-81");
    private final VisitorId other = new VisitorId("browser-82");
    private final Page form = new Page("/register", "Register", PageKind.FORM);
    private final Function<Target, Availability> availability = this::open;

    @Test
    void the_first_rules_invite_at_1_minute_40() throws IOException {
        String json = block("json first-rules");

        // snippet first-rules
        TriggerRules rules = TriggerRules.parse(json);
        TriggerEngine engine = TriggerEngine.builder(rules).build();

        engine.accept(visitor, new VisitEvent.VisitStarted(1, "FR", "fr", null), nine, availability);
        engine.accept(visitor, new VisitEvent.PageViewed(form), nine, availability);

        List<Inviter.Invite> early = engine.advanceTo(nine.plusSeconds(99), availability);
        List<Inviter.Invite> invites = engine.advanceTo(nine.plusSeconds(3_600), availability);
        // end

        assertThat(early).isEmpty();
        assertThat(invites).hasSize(1);
        assertThat(invites.get(0).trigger()).isEqualTo(new TriggerId("form-help"));
        assertThat(invites.get(0).visitor()).isEqualTo(visitor);
        assertThat(invites.get(0).at()).isEqualTo(Instant.parse("2026-03-02T09:01:40Z"));
    }

    @Test
    void the_rule_in_Java_is_the_one_in_the_document() throws IOException {
        // snippet rule-in-java
        Trigger checkout = Trigger.builder("checkout-help")
                .priority(10)
                .when(
                        Condition.page(PageKind.CHECKOUT),
                        Condition.dwell(Duration.ofMinutes(2)),
                        Condition.cartAtLeast(Money.of(5_000, "EUR")))
                .text("Questions about payment or delivery?")
                .ttl(Duration.ofSeconds(45))
                .target(Target.team(new TeamId("sales")))
                .build();
        String document = TriggerRules.builder().add(checkout).build().toJson();
        // end

        assertThat(TriggerRules.parse(block("json first-rules")).triggers().get(2))
                .isEqualTo(checkout);
        assertThat(TriggerRules.parse(document).triggers()).containsExactly(checkout);
    }

    @Test
    void the_explanation_reads_as_shown() throws IOException {
        TriggerEngine engine = TriggerEngine.builder(TriggerRules.parse(block("json first-rules")))
                .build();
        Page checkout = new Page("/pay", "Payment", PageKind.CHECKOUT);
        List<String> answer = new ArrayList<>();

        // snippet explain
        engine.accept(other, new VisitEvent.VisitStarted(1, null, null, null), nine, availability);
        engine.accept(other, new VisitEvent.PageViewed(checkout), nine, availability);

        Explanation why = engine.explain(other).get(2);
        for (Explanation.Blocker blocker : why.blockers()) {
            answer.add(blocker.path() + ": " + blocker.truth() + ", seen " + blocker.seen() + ", due " + blocker.due());
        }
        // end

        assertThat(String.join("\n", answer)).isEqualTo(block("text explain").strip());
    }

    @Test
    void the_big_customer_is_invited_once_the_cart_is_known() throws IOException {
        Storefront shop = new Storefront(TriggerRules.parse(block("json big-customer")));
        shop.tell("ann", new VisitEvent.VisitStarted(1, "FR", "fr", "https://finance-daily.example/"), 0);
        assertThat(shop.advanceTo(60).said()).isEmpty();

        assertThat(shop.tell("ann", Storefront.emptyCart("EUR"), 70).said()).containsExactly("big-customer ann 70.0");
    }

    @Test
    void a_misspelt_field_is_refused_as_shown() throws IOException {
        String misspelt = block("json first-rules").replaceFirst("\"atLeast\"", "\"atLest\"");

        assertThatThrownBy(() -> TriggerRules.parse(misspelt))
                .hasMessage(block("text misspelt").strip());
    }

    @Test
    void the_page_lists_every_condition_with_its_fields_and_every_standing() throws IOException {
        String page = Files.readString(PAGE);
        RulesReader.CONDITIONS.forEach((type, fields) -> {
            var row = Pattern.compile("(?m)^\\|[^|]*`" + type + "`[^|]*\\|([^|]*)\\|")
                    .matcher(page);
            assertThat(row.find()).as(type).isTrue();
            var listed = new TreeSet<String>();
            Pattern.compile("`(\\w+)`").matcher(row.group(1)).results().forEach(field -> listed.add(field.group(1)));
            assertThat(listed).as(type).isEqualTo(fields);
        });
        for (Explanation.Standing standing : Explanation.Standing.values()) {
            assertThat(page).contains("`" + standing + "`");
        }
    }

    private Availability open(Target target) {
        return new Availability.Open(Estimate.immediate(nine));
    }

    /** Returns the one block whose fence says this: a language and a name. */
    private static String block(String fence) throws IOException {
        List<String> found = Pattern.compile("```" + fence + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(found).as(fence).hasSize(1);
        return found.get(0);
    }
}
