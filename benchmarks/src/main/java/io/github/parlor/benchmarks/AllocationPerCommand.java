package io.github.parlor.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.parlor.benchmarks.ServedShop.Chat;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.event.EndReason;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many bytes does a command allocate, and do they grow with the history of its conversation? The engine works on the
 * caller's thread alone, so what this thread has allocated is all; the figures do not depend on load or speed.
 */
public final class AllocationPerCommand {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CONVERSATIONS = 128;
    private static final int EACH = 80;
    private static final int WARM_UP = 300_000;

    private AllocationPerCommand() {}

    /** Prints a table in Markdown. */
    public static void main(String[] args) {
        post(0, WARM_UP / CONVERSATIONS);
        openAndClose(20_000);
        long[] shots = openAndClose(20_000);
        long[] inMap = openAndCloseInMap(20_000);
        System.out.println("| command | engine, B/op | map, B/op |");
        System.out.println("| --- | ---: | ---: |");
        row("open, with a message (3 commands, 4 events)", shots[0], inMap[0]);
        for (int history : new int[] {0, 100, 1_000, 10_000}) {
            String name = String.format(Locale.ROOT, "post, after %,d messages", history);
            row(name, post(history, EACH), postToMap(history));
        }
        row("close (1 command, 2 events)", shots[1], inMap[1]);
    }

    private static void row(String name, long engine, long map) {
        System.out.printf(Locale.ROOT, "| %s | %,d | %,d |%n", name, engine, map);
    }

    private static ServedShop shop(boolean served, int sessions) {
        ConversationPolicy.Builder policy = ConversationPolicy.builder().autoAccept(served);
        return ServedShop.open(InMemoryJournal.create(), IdSource.secure(), policy, 100_000, sessions);
    }

    private static long post(int history, int each) {
        ServedShop shop = shop(true, CONVERSATIONS);
        Chat[] chats = shop.serve(CONVERSATIONS);
        Pen pen = new Pen();
        post(shop, chats, pen, 0, history);
        long before = allocated();
        post(shop, chats, pen, history, each);
        return (allocated() - before) / ((long) CONVERSATIONS * each);
    }

    private static void post(ServedShop shop, Chat[] chats, Pen pen, int first, int count) {
        for (int turn = first; turn < first + count; turn++) {
            for (Chat chat : chats) {
                shop.shop.post(chat.speaker(turn), chat.id(), pen.message(turn));
            }
        }
    }

    private static long postToMap(int history) {
        SynchronizedChats map = new SynchronizedChats(IdSource.secure(), new ArrayList<>(), 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            ids.add(map.open("contact-" + i, Pen.TEXT));
        }
        postToMap(map, ids, 0, history);
        long before = allocated();
        postToMap(map, ids, history, EACH);
        return (allocated() - before) / ((long) CONVERSATIONS * EACH);
    }

    private static void postToMap(SynchronizedChats map, List<String> ids, int first, int count) {
        for (int turn = first; turn < first + count; turn++) {
            for (String id : ids) {
                map.post("agent-0", id, Pen.TEXT, "0-" + turn);
            }
        }
    }

    private static long[] openAndClose(int count) {
        ServedShop waiting = shop(false, count);
        long start = allocated();
        for (int i = 0; i < count; i++) {
            var request = ServedShop.request(i);
            waiting.shop.start(io.github.parlor.people.Actor.contact(request.contact()), request);
        }
        long opened = allocated();
        ServedShop served = shop(true, count);
        Chat[] chats = served.serve(count);
        long before = allocated();
        for (Chat chat : chats) {
            served.shop.execute(chat.owner(), chat.id(), new EndSession(EndReason.AGENT_ENDED, null));
        }
        return new long[] {(opened - start) / count, (allocated() - before) / count};
    }

    private static long[] openAndCloseInMap(int count) {
        SynchronizedChats map = new SynchronizedChats(IdSource.secure(), new ArrayList<>(), 1);
        String[] ids = new String[count];
        long start = allocated();
        for (int i = 0; i < count; i++) {
            ids[i] = map.open("contact-" + i, Pen.TEXT);
        }
        long opened = allocated();
        for (String id : ids) {
            map.close("agent-0", id);
        }
        return new long[] {(opened - start) / count, (allocated() - opened) / count};
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
