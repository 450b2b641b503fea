package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Inviter;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.host.Authorizer;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import io.github.parlor.time.ManualTime;
import io.github.parlor.time.Moment;
import io.github.parlor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Live chat and messaging for all shops of a process: commands in, events out. One per process is enough and may be shared
 * by everything in it. Thread-safe.
 *
 * <pre>{@code
 * Parlor parlor = Parlor.builder().router(OrderedRouter.factory()).build();
 * Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
 * }</pre>
 *
 * <p>Parlor owns no thread. What time does, it does when the host calls {@link #advanceTo}, or on the scheduler that the
 * host hands over.
 */
public final class Parlor implements AutoCloseable {
    private final Engine engine;
    private final RouterFactory routers;
    private final Authorizer authorizer;
    private final long cacheSize;
    private final Map<TenantId, Shop> shops = new ConcurrentHashMap<>();
    private final ReentrantLock advancing = new ReentrantLock();
    private final @Nullable Heartbeat heartbeat;

    /** The last instant that was advanced to; guarded by the lock. */
    private Instant advancedTo = Moment.MIN_WALL;

    Parlor(
            Engine engine,
            RouterFactory routers,
            Authorizer authorizer,
            long cacheSize,
            @Nullable ScheduledExecutorService scheduler,
            Duration beat) {
        this.engine = engine;
        this.routers = routers;
        this.authorizer = authorizer;
        this.cacheSize = cacheSize;
        this.heartbeat = scheduler == null ? null : new Heartbeat(scheduler, beat);
    }

    /** Returns a builder with every value at its default. */
    public static ParlorBuilder builder() {
        return new ParlorBuilder();
    }

    /**
     * Opens a shop without invitations.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is open already
     */
    public Shop open(TenantId tenant, ShopSettings settings) {
        return open(tenant, settings, null);
    }

    /**
     * Opens a shop and takes up what its journal holds: sessions that wait are queued again, running ones keep their
     * agents, whom the grace period gives time to come back.
     *
     * @param inviter decides when to invite visitors of this shop, or null for never
     * @throws io.github.parlor.bounds.InvalidValueException if it is open already
     */
    public Shop open(TenantId tenant, ShopSettings settings, @Nullable Inviter inviter) {
        Bounds.present("tenant", tenant);
        Bounds.present("settings", settings);
        // Time stands still meanwhile, or it would look for deadlines of a shop that is not there yet.
        advancing.lock();
        try {
            Bounds.check("tenant", !shops.containsKey(tenant), "a shop that is not open yet", tenant);
            Shop shop = new Shop(tenant, engine, settings, routers, inviter, authorizer, cacheSize);
            shop.recover();
            shops.put(tenant, shop);
            engine.drain();
            return shop;
        } finally {
            advancing.unlock();
        }
    }

    /**
     * Returns an open shop.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if there is none for this tenant
     */
    public Shop shop(TenantId tenant) {
        Shop shop = shops.get(Bounds.present("tenant", tenant));
        if (shop == null) {
            throw new io.github.parlor.bounds.InvalidValueException(
                    "tenant", "the tenant of an open shop", io.github.parlor.bounds.InvalidValueException.show(tenant));
        }
        return shop;
    }

    /** Returns the journal. */
    public Journal journal() {
        return engine.journal;
    }

    /** Returns the time source. */
    public TimeSource time() {
        return engine.time;
    }

    /** Returns how often a listener, transport, follower, router or follow-up has thrown. */
    public long failures() {
        return engine.failures.sum();
    }

    /** Returns when time will do something next, if ever. */
    public Optional<Instant> nextDeadline() {
        return java.util.stream.Stream.concat(
                        engine.timetable.next().stream(),
                        shops.values().stream().flatMap(shop -> shop.nextInvitation().stream()))
                .min(Comparator.naturalOrder());
    }

    /**
     * Does everything that time does up to and including {@code now}, each thing at its own deadline, ordered by
     * (deadline, tenant, stream, kind); then tries once more what has failed. On {@link ManualTime} the clock goes along,
     * so that one large step equals many small ones.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if an earlier call has gone further already
     */
    public void advanceTo(Instant now) {
        Moment.wall("now", now);
        advancing.lock();
        try {
            Bounds.check("now", !now.isBefore(advancedTo), "an instant not before " + advancedTo, now);
            advancedTo = now;
            engine.retry();
            engine.drain();
            for (Optional<Instant> next = dueBy(now); next.isPresent(); next = dueBy(now)) {
                moveClock(next.get());
                step(next.get());
            }
            moveClock(now);
            shops.values().forEach(shop -> shop.sweep(now));
        } finally {
            advancing.unlock();
        }
    }

    private Optional<Instant> dueBy(Instant now) {
        return nextDeadline().filter(next -> !next.isAfter(now));
    }

    private void moveClock(Instant to) {
        if (engine.time instanceof ManualTime manual && manual.now().wall().isBefore(to)) {
            manual.advanceTo(to);
        }
    }

    private void step(Instant due) {
        Optional<Timetable.Entry> entry = engine.timetable.takeDue(due);
        if (entry.isPresent()) {
            Shop shop = shops.get(entry.get().tenant());
            if (shop != null) {
                guarded(() -> shop.onDeadline(entry.get()));
            }
        } else {
            inOrder().forEach(shop -> guarded(() -> shop.inviteUntil(due)));
        }
        engine.drain();
    }

    private List<Shop> inOrder() {
        return shops.values().stream()
                .sorted(Comparator.comparing(Shop::tenant))
                .toList();
    }

    /** A broken port fails the one deadline, which is tried again, and not the others. */
    private void guarded(Engine.FollowUp work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            engine.failed("a deadline failed and will be tried again", e);
            engine.laterAgain(work);
        }
    }

    /** Stops using the scheduler, if there is one. The journal belongs to the host. Idempotent. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    /** Lets time work on a host's scheduler. */
    private final class Heartbeat {
        private final java.util.concurrent.ScheduledFuture<?> beats;

        Heartbeat(ScheduledExecutorService scheduler, Duration beat) {
            this.beats =
                    scheduler.scheduleAtFixedRate(this::beat, beat.toNanos(), beat.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void beat() {
            try {
                Instant now = engine.time.now().wall();
                // The wall clock may have stepped back; then there is nothing to do until it has caught up.
                if (!now.isBefore(advancedTo())) {
                    advanceTo(now);
                }
            } catch (RuntimeException e) {
                engine.failed("advancing time failed and goes on with the next beat", e);
            }
        }

        private Instant advancedTo() {
            advancing.lock();
            try {
                return advancedTo;
            } finally {
                advancing.unlock();
            }
        }

        void close() {
            beats.cancel(false);
        }
    }
}
