package io.github.parlor.benchmarks;

import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.time.ManualTime;
import io.github.parlor.time.TimeSource;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much heap does an open conversation take? Counts used bytes after full collections with everything in place and
 * again when a part has been let go. Every conversation has an owner, three messages and a deadline.
 *
 * <p>Arguments: numbers of conversations; by default ten thousand, a hundred thousand and a million.
 */
public final class ConversationHeap {
    /** Whatever this holds on to is in the heap, newest last. */
    private static final List<Object> HELD = new ArrayList<>();

    private final int count;

    private ConversationHeap(int count) {
        this.count = count;
    }

    /** Prints a table in Markdown. */
    public static void main(String[] args) {
        int[] counts = args.length == 0
                ? new int[] {10_000, 100_000, 1_000_000}
                : java.util.Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        System.out.println("| what is held | "
                + String.join(
                        " | ",
                        java.util.Arrays.stream(counts)
                                .mapToObj(count -> String.format(Locale.ROOT, "%,d open", count))
                                .toList())
                + " |");
        System.out.println("| --- |" + " ---: |".repeat(counts.length));
        List<String[]> columns = new ArrayList<>();
        // Loads classes and grows what is the process's.
        new ConversationHeap(1_000).column();
        for (int count : counts) {
            columns.add(new ConversationHeap(count).column());
        }
        for (int row = 0; row < ROWS.length; row++) {
            StringBuilder line = new StringBuilder("| ").append(ROWS[row]).append(" |");
            for (String[] column : columns) {
                line.append(' ').append(column[row]).append(" |");
            }
            System.out.println(line);
        }
    }

    private static final String[] ROWS = {
        "engine, journal elsewhere: state, cache entry, timer, router",
        "engine beside a journal in memory, with which it shares objects",
        "of which state and cache entry",
        "of which timer",
        "of which router, staff and the rest",
        "journal in memory",
        "map of mutable objects, without its list of events",
        "list of events of the map"
    };

    private String[] column() {
        long alone = engine(new ForgetfulJournal(), count, true);
        long[] whole = beside(count, true);
        long[] uncached = beside(0, true);
        long[] bare = beside(0, false);
        long[] map = map();
        long[] bytes = {
            alone, whole[0], whole[0] - uncached[0], uncached[0] - bare[0], bare[0], whole[1], map[0], map[1]
        };
        return java.util.Arrays.stream(bytes)
                .mapToObj(each -> String.format(Locale.ROOT, "%,d B", Math.round((double) each / count)))
                .toArray(String[]::new);
    }

    private long engine(Journal journal, long cacheSize, boolean timers) {
        long before = used();
        fill(journal, cacheSize, timers);
        long with = used();
        HELD.clear();
        return with - before;
    }

    /** Returns the bytes of the engine and those of the journal. */
    private long[] beside(long cacheSize, boolean timers) {
        long before = used();
        HELD.add(InMemoryJournal.create());
        fill((Journal) HELD.get(0), cacheSize, timers);
        return parts(before);
    }

    /** Returns the bytes of the newest part and those of the part before, and lets both go. */
    private static long[] parts(long before) {
        long both = used();
        HELD.remove(1);
        long alone = used();
        HELD.clear();
        return new long[] {both - alone, alone - before};
    }

    private void fill(Journal journal, long cacheSize, boolean timers) {
        ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(true);
        ManualTime manual = new ManualTime(Instant.EPOCH);
        if (timers) {
            policy.idleTimeout(Duration.ofHours(8));
        }
        // Room for a few more, so that nothing is evicted that is counted.
        ServedShop shop = ServedShop.open(
                journal, timers ? TimeSource.system() : manual, IdSource.secure(), policy, cacheSize * 5 / 4, count);
        Pen pen = new Pen();
        shop.serve(count, chat -> speak(shop, chat, pen));
        if (!timers) {
            // An offer leaves its deadline behind when it is accepted; it goes when its time has come.
            shop.parlor.advanceTo(Instant.EPOCH.plus(Duration.ofHours(1)));
        }
        HELD.add(shop);
    }

    private static void speak(ServedShop shop, Chat chat, Pen pen) {
        for (int turn = 0; turn < 2; turn++) {
            shop.shop.post(chat.speaker(turn), chat.id(), pen.message(turn));
        }
    }

    private long[] map() {
        long before = used();
        fillMap();
        return parts(before);
    }

    /** A method of its own: what a frame once held it holds until it returns. */
    private void fillMap() {
        List<SynchronizedChats.Event> events = new ArrayList<>();
        SynchronizedChats chats = new SynchronizedChats(IdSource.secure(), events, 1);
        for (int i = 0; i < count; i++) {
            String contact = "contact-" + i;
            String id = chats.open(contact, "Does it come in blue?");
            String owner = chats.owner(id);
            chats.post(contact, id, Pen.TEXT, "0-0");
            chats.post(owner, id, Pen.TEXT, "0-1");
        }
        HELD.add(events);
        HELD.add(chats);
    }

    private static long used() {
        System.gc();
        // What the collector left behind: the heap in use counts buffers of threads too, megabytes each.
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
