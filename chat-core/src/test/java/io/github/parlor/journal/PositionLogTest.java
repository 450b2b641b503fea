package io.github.parlor.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.id.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PositionLogTest {
    /** Many positions are removed, so that segments are packed, packed again and dropped. */
    @Test
    void copies_what_a_sorted_map_holds_after_random_additions_and_removals() {
        for (long seed = 0; seed < 15; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Events events = new Events(seed);
            PositionLog log = new PositionLog();
            NavigableMap<Long, EventRecord> model = new TreeMap<>();
            int share = 1 + random.nextInt(12);
            for (int step = 0; step < 4_000; step++) {
                add(log, model, events);
                for (int i = random.nextInt(12); i > share && !model.isEmpty(); i--) {
                    remove(log, model, random);
                }
                if (step % 50 == 0) {
                    compare(log, model, random, "seed " + seed + " step " + step);
                }
            }
            while (!model.isEmpty()) {
                remove(log, model, random);
            }
            compare(log, model, random, "seed " + seed + " at the end");
        }
    }

    private static void add(PositionLog log, NavigableMap<Long, EventRecord> model, Events events) {
        PendingEvent event = events.pending(Events.rated("a", 1));
        long position = log.last() + 1;
        EventRecord record = new EventRecord(
                event.id(),
                new TenantId("shop"),
                Events.stream("a"),
                position,
                position,
                event.at(),
                Events.START,
                event.actor(),
                null,
                1,
                event.event());
        log.add(record);
        model.put(position, record);
    }

    private static void remove(PositionLog log, NavigableMap<Long, EventRecord> model, SplittableRandom random) {
        Map.Entry<Long, EventRecord> entry = model.ceilingEntry(random.nextLong(log.last() + 1));
        if (entry == null) {
            entry = model.firstEntry();
        }
        log.remove(entry.getValue());
        model.remove(entry.getKey());
    }

    private static void compare(
            PositionLog log, NavigableMap<Long, EventRecord> model, SplittableRandom random, String where) {
        long after = random.nextLong(log.last() + 1);
        long upTo = after + random.nextLong(log.last() - after + 1);
        int limit = 1 + random.nextInt(300);
        List<EventRecord> copied = new ArrayList<>();
        long reached = log.copy(after, upTo, limit, copied);
        List<EventRecord> expected = model.subMap(after, false, upTo, true).values().stream()
                .limit(limit)
                .toList();
        assertThat(copied).as(where).isEqualTo(expected);
        assertThat(reached)
                .as(where)
                .isEqualTo(expected.size() == limit ? expected.get(limit - 1).position() : upTo);
    }
}
