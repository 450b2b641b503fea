package io.github.parlor.examples.day;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EventRecord;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Invitation;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import io.github.parlor.time.Schedule;
import io.github.parlor.triggers.TriggerEngine;
import io.github.parlor.triggers.TriggerRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One day of a shop from the first page view to the report, on virtual time: everything goes through the real engine, the
 * real router, rules and journal. One seed gives one day, event by event. Single-owner.
 */
public final class ShopDay {
    /** The shop. */
    public static final TenantId TENANT = new TenantId("shop");

    /** The day, a Monday. */
    public static final LocalDate DATE = LocalDate.of(2026, 3, 2);

    /** The zone of the shop. */
    public static final ZoneId ZONE = ZoneOffset.UTC;

    /** Most agents. */
    public static final int MAX_AGENTS = 1_000;

    private static final int VISITS = 9_000;

    private final long seed;
    private final int agents;
    private final int visits;

    /**
     * Describes a day.
     *
     * @param seed what happens; any number
     * @param agents how many agents work, 1 to {@value #MAX_AGENTS}
     */
    public ShopDay(long seed, int agents) {
        this(seed, agents, VISITS);
    }

    ShopDay(long seed, int agents, int visits) {
        this.seed = seed;
        this.agents = Bounds.range("agents", agents, 1, MAX_AGENTS);
        this.visits = visits;
    }

    /** Returns what makes the day. */
    public long seed() {
        return seed;
    }

    /** Returns how many agents work. */
    public int agents() {
        return agents;
    }

    /**
     * Lets the day happen.
     *
     * @param progress hears how far it has come
     * @return everything that was recorded
     */
    public Journal run(Consumer<Instant> progress) {
        Instant midnight = DATE.atStartOfDay(ZONE).toInstant();
        ManualTime time = new ManualTime(midnight);
        Journal journal = InMemoryJournal.create(time);
        Stage stage = new Stage();
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .journal(journal)
                .time(time)
                .ids(IdSource.seeded(seed))
                .listener(stage)
                .build();
        Shop shop =
                parlor.open(TENANT, settings(), TriggerEngine.builder(rules()).build());
        Agenda agenda = new Agenda(parlor);
        Chance chance = new Chance(seed);
        Visitors visitors = new Visitors(shop, agenda, chance);
        stage.agents = new Agents(shop, agenda, chance, visitors);
        stage.visitors = visitors;
        stage.agents.come(agents, midnight);
        for (int i = 1; i <= visits; i++) {
            visitors.comes(i, midnight.plusMillis(Math.round(1_000 * Profile.secondOfDay(chance))));
        }
        agenda.run(progress);
        parlor.advanceTo(midnight.plus(Duration.ofHours(26)));
        return journal;
    }

    private static ShopSettings settings() {
        return ShopSettings.builder()
                .schedule(Schedule.builder(ZONE).daily("07:00-24:00").build())
                .build();
    }

    /** Returns the rules of the shop, which lie beside this class. */
    static TriggerRules rules() {
        try (InputStream in = ShopDay.class.getResourceAsStream("rules.json")) {
            byte[] json = Objects.requireNonNull(in, "rules.json is missing from the program")
                    .readAllBytes();
            return TriggerRules.parse(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes on what is recorded and decided; put on before those who hear it are known. */
    private static final class Stage implements ChatListener {
        private @Nullable Agents agents;
        private @Nullable Visitors visitors;

        @Override
        public void recorded(EventRecord record) {
            if (agents != null) {
                agents.recorded(record);
            }
        }

        @Override
        public void invited(TenantId tenant, Invitation invitation) {
            if (visitors != null) {
                visitors.invited(invitation);
            }
        }
    }
}
