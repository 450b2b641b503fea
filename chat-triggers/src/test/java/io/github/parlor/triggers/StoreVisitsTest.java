package io.github.parlor.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parlor.commerce.Money;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two months of a web shop: each rule that can be said as conditions invites in exactly as many visits as were counted.
 * A visit's pages are spread evenly over its time, its channel is the referrer, its cart is there from the start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreVisitsTest {
    private static final Path FOLDER = Path.of(System.getProperty("parlor.data", "missing"), "store-visits");

    private record Told(Instant at, VisitorId visitor, VisitEvent event) {}

    private List<Told> history = List.of();

    @BeforeAll
    void readVisits() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no recorded visits in " + FOLDER);
        history = history();
    }

    @Test
    void rules_invite_in_exactly_the_visits_that_were_counted() throws IOException {
        JsonNode expected = new ObjectMapper().readTree(Files.readString(FOLDER.resolve("expected.json")));
        Map<String, Condition> rules = new LinkedHashMap<>();
        rules.put("returning (visit_number > 1)", Condition.visitAtLeast(2));
        rules.put("with units", new Condition.Cart(null, null, 1, null));
        rules.put("with revenue", Condition.cartAtLeast(Money.of(1, "USD")));
        rules.put("time_on_site_s > 60 and page_views >= 3", Condition.all(onSite(61), pages(3)));
        rules.put("returning and page_views >= 5", Condition.all(Condition.visitAtLeast(2), pages(5)));
        rules.put(
                "channel in (Paid Search, Display) and time_on_site_s >= 30",
                Condition.all(Condition.any(channel("Paid Search"), channel("Display")), onSite(30)));
        rules.put(
                "page_views >= 10 and no units",
                Condition.all(pages(10), Condition.not(new Condition.Cart(null, null, 1, null))));

        Map<String, Integer> invited = new LinkedHashMap<>();
        Map<String, Integer> counted = new LinkedHashMap<>();
        rules.forEach((name, condition) -> {
            invited.put(name, replay(condition));
            counted.put(name, expected.get(name).intValue());
        });

        assertThat(invited).isEqualTo(counted).containsEntry("returning (visit_number > 1)", 6_524);
    }

    private int replay(Condition condition) {
        TriggerEngine engine = TriggerEngine.builder(Storefront.rules(Storefront.trigger("rule", condition)))
                .build();
        int invites = 0;
        int told = 0;
        for (Told next : history) {
            if (++told % 1_000 == 0) {
                invites += engine.advanceTo(next.at(), StoreVisitsTest::open).size();
            }
            invites += engine.accept(next.visitor(), next.event(), next.at(), StoreVisitsTest::open)
                    .size();
        }
        assertThat(engine.counts()).isEqualTo(new TriggerEngine.Counts(0, invites, 0, 0, 0));
        return invites;
    }

    private static List<Told> history() throws IOException {
        List<Told> history = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve("visits_2017_may_june.csv.gz"))),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                addVisit(history, line.split(",", -1));
            }
        }
        history.sort(Comparator.comparing(Told::at));
        return history;
    }

    private static void addVisit(List<Told> history, String[] row) {
        VisitorId visitor = new VisitorId(row[0] + "-" + row[1] + "-" + row[2] + "-" + history.size());
        Instant start = Instant.ofEpochSecond(Long.parseLong(row[0]));
        long millis = 1_000 * Long.parseLong(row[5]);
        int pages = Integer.parseInt(row[4]);
        history.add(
                new Told(start, visitor, new VisitEvent.VisitStarted(Integer.parseInt(row[2]), null, null, row[3])));
        int units = Integer.parseInt(row[7]);
        Money price = Money.of(Math.round(100 * Double.parseDouble(row[8])), "USD");
        history.add(new Told(start, visitor, Storefront.cart(price, units)));
        for (int page = 0; page < pages; page++) {
            history.add(new Told(
                    start.plusMillis(millis * page / pages), visitor, Storefront.page("/" + page, PageKind.OTHER)));
        }
        history.add(new Told(start.plusMillis(millis), visitor, new VisitEvent.VisitEnded()));
    }

    private static Availability open(Target target) {
        return new Availability.Open(Estimate.immediate(Instant.EPOCH));
    }

    private static Condition onSite(int seconds) {
        return new Condition.Dwell(Duration.ofSeconds(seconds), Condition.Span.VISIT);
    }

    private static Condition pages(int atLeast) {
        return new Condition.Visit(null, atLeast, null, Set.of());
    }

    private static Condition channel(String name) {
        return new Condition.Visit(null, null, name, Set.of());
    }
}
