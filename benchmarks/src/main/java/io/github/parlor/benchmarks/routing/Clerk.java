package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.Matching;
import io.github.parlor.benchmarks.routing.peer.RouterUnderTest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * What one thread does: answers the offers that its calls made, lets sessions end that it accepted, and brings new ones so
 * that what it holds stays as it is. It counts only what it did itself, which is enough: where each clerk brings as many
 * sessions as it takes away, all together stay as they are, and none starves. Single-owner.
 *
 * @param <S> the router's handle of a session
 */
final class Clerk<S> extends Padding {
    /** Offers that stay open for a while; the oldest is answered first. */
    private static final int OPEN = 4;

    private static final int OPEN_AT_MOST = 256;
    private static final int LEAVERS = 256;
    /** One answer in fifty. */
    private static final int PERCENT_DECLINED = 2;
    /** Of a hundred sessions that go with a backlog. */
    private static final int PERCENT_ABANDONED = 5;

    private final Load<S> load;
    private final RouterUnderTest<S> router;
    private final boolean offers;
    private final int waitingWanted;
    private final int waitingAtMost;
    private final int fewest;
    private final int most;

    private final @Nullable S[] open;
    private final long[] epochs = new long[OPEN_AT_MOST];
    private int openFrom;
    private int openCount;

    private @Nullable S[] active;
    private int activeCount;
    /** Some of the sessions that had to wait; most of them have been offered since where hardly anybody waits. */
    private final @Nullable S[] leavers;

    private int leaverCount;
    private int waiting;
    private int draws;
    private int submissions;
    private long random;

    private long calls;
    private long offered;
    private long untilSample = 1;
    private SampleBuffer samples = new SampleBuffer();

    Clerk(Load<S> load, RouterUnderTest<S> router, Setting setting, int number) {
        this.load = load;
        this.router = router;
        offers = setting.offers();
        int capacity = setting.agents() * Matching.CAPACITY / setting.threads();
        waitingWanted = setting.waiting() / setting.threads();
        waitingAtMost = waitingWanted + 4 + capacity / 20;
        fewest = capacity * 16 / 20;
        most = Math.max(1, capacity * 19 / 20);
        open = handles(OPEN_AT_MOST);
        active = handles(capacity + 16);
        leavers = handles(LEAVERS);
        draws = number * 7_919;
        random = setting.seed() + 0x9E3779B97F4A7C15L * (number + 1);
    }

    /** Handles are never taken out as anything but what they were put in as. */
    @SuppressWarnings("unchecked")
    private static <S> @Nullable S[] handles(int length) {
        return (@Nullable S[]) new Object[length];
    }

    /** Told by the router within a call of this clerk. */
    void offered(S session, long epoch) {
        offered++;
        waiting--;
        if (!offers) {
            begin(session);
            return;
        }
        int place = (openFrom + openCount++) & (OPEN_AT_MOST - 1);
        if (openCount > OPEN_AT_MOST) {
            throw new IllegalStateException("more offers than calls can make");
        }
        open[place] = session;
        epochs[place] = epoch;
    }

    private void begin(S session) {
        if (activeCount == active.length) {
            active = Arrays.copyOf(active, 2 * activeCount);
        }
        active[activeCount++] = session;
    }

    /** Makes one call of those that bring it to where it stays from then on. Returns false once it is there. */
    boolean fill() {
        boolean full = waitingWanted > 0 ? waiting >= waitingWanted : activeCount >= (fewest + most) / 2;
        if (full && openCount <= OPEN) {
            return false;
        }
        if (openCount > OPEN) {
            answer();
        } else {
            submit();
        }
        return true;
    }

    /** Makes one call that changes something. Now and then it is timed, with what the harness does for it. */
    void step() {
        if (--untilSample > 0) {
            call();
            return;
        }
        untilSample = 32 + (next() & 63);
        long start = System.nanoTime();
        call();
        samples.add(System.nanoTime() - start);
    }

    private void call() {
        while (!tryCall()) {
            // Somebody was faster, or the contact left: that call changed nothing and does not count.
        }
        calls++;
    }

    private boolean tryCall() {
        if (openCount > OPEN) {
            return answer();
        }
        return waitingWanted > 0 ? keepBacklog() : keepBusy();
    }

    private boolean keepBacklog() {
        if (waiting < waitingWanted) {
            return submit();
        }
        boolean leaves = activeCount == 0 || percent() < PERCENT_ABANDONED;
        return leaves ? abandonAny() : release();
    }

    private boolean keepBusy() {
        if (waiting > waitingAtMost && abandonNewest()) {
            return true;
        }
        int held = activeCount + openCount;
        int percent = percent();
        if (percent < PERCENT_ABANDONED && leaverCount > 0) {
            return abandonAny();
        }
        boolean more = activeCount == 0 || held < fewest || (held < most && percent >= 50);
        return more ? submit() : release();
    }

    private boolean submit() {
        int draw = draws++;
        if (++submissions == load.submissionsOfTick()) {
            submissions = 0;
            load.nextTick();
        }
        int before = waiting++;
        S session = router.submit(load.kind(draw), load.credit(draw), load.now());
        if (waiting > before) {
            remember(session);
        }
        return true;
    }

    private void remember(S session) {
        leavers[leaverCount < LEAVERS ? leaverCount++ : draws & (LEAVERS - 1)] = session;
    }

    private boolean answer() {
        int place = openFrom;
        S session = open[place];
        long epoch = epochs[place];
        open[place] = null;
        openFrom = (place + 1) & (OPEN_AT_MOST - 1);
        openCount--;
        if (session == null) {
            throw new IllegalStateException("an offer without a session");
        }
        // Before the call: what the call makes possible is told within it.
        waiting++;
        if (percent() < PERCENT_DECLINED) {
            return router.decline(session, epoch, load.now());
        }
        if (!router.accept(session, epoch, load.now())) {
            return false;
        }
        waiting--;
        begin(session);
        return true;
    }

    private boolean release() {
        int place = below(activeCount);
        S session = active[place];
        active[place] = active[--activeCount];
        active[activeCount] = null;
        return session != null && router.release(session, load.now());
    }

    private boolean abandonAny() {
        if (leaverCount == 0) {
            return submit();
        }
        int place = below(leaverCount);
        S session = leavers[place];
        leavers[place] = leavers[--leaverCount];
        return abandon(session);
    }

    private boolean abandonNewest() {
        while (leaverCount > 0) {
            if (abandon(leavers[--leaverCount])) {
                return true;
            }
        }
        return false;
    }

    /** If it was offered, the answer to the offer will change nothing and put the count right. */
    private boolean abandon(@Nullable S session) {
        leavers[leaverCount] = null;
        if (session == null || !router.abandon(session, load.now())) {
            return false;
        }
        waiting--;
        return true;
    }

    private int percent() {
        return below(100);
    }

    private int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Marsaglia's xorshift with a multiplication: a nanosecond, and no object. */
    private long next() {
        random ^= random >>> 12;
        random ^= random << 25;
        random ^= random >>> 27;
        return random * 0x2545F4914F6CDD1DL;
    }

    /** Answers, releases and abandons everything it knows of, so that others can check what is left. */
    void leave() {
        while (openCount > 0 || activeCount > 0) {
            if (openCount > 0) {
                answer();
            } else {
                release();
            }
        }
    }

    /** Returns how many calls changed something. */
    long calls() {
        return calls;
    }

    /** Returns how many offers were made in its calls. */
    long offered() {
        return offered;
    }

    /** Returns how many sessions it serves. */
    int active() {
        return activeCount;
    }

    /** Returns how many sessions it left waiting more than it fetched: meaningful for all clerks together. */
    int waiting() {
        return waiting;
    }

    /** Returns the times since the last call of this, in nanoseconds. */
    SampleBuffer takeSamples() {
        SampleBuffer taken = samples;
        samples = new SampleBuffer();
        return taken;
    }
}
