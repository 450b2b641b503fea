package io.github.parlor;

import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Router;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers whether anybody can be reached now, from opening hours and the router's pool. Thread-safe. */
final class AvailabilityDesk {
    private final Engine engine;
    private final ShopSettings settings;
    private final Router router;

    AvailabilityDesk(Engine engine, ShopSettings settings, Router router) {
        this.engine = engine;
        this.settings = settings;
        this.router = router;
    }

    Availability of(Target target) {
        Instant now = engine.time.now().wall();
        if (!settings.schedule().isOpen(now)) {
            Instant nextOpen = settings.schedule().nextOpen(now).orElse(null);
            return closed(Availability.Reason.OUT_OF_HOURS, nextOpen);
        }
        Pool pool = router.pool(target, now);
        if (pool.availableAgents() == 0) {
            return closed(Availability.Reason.NOBODY_THERE, null);
        }
        if (pool.estimate().basis() == Estimate.Basis.IMMEDIATE) {
            return new Availability.Open(pool.estimate());
        }
        return isFull(pool)
                ? closed(Availability.Reason.FULL, null)
                : new Availability.Busy(pool.estimate(), pool.waiting());
    }

    private Availability closed(Availability.Reason reason, @Nullable Instant nextOpen) {
        return new Availability.Closed(reason, nextOpen, settings.alternatives());
    }

    private boolean isFull(Pool pool) {
        Duration high = pool.estimate().high();
        boolean tooLong = settings.maxWait() != null && high != null && high.compareTo(settings.maxWait()) > 0;
        return pool.waiting() >= settings.maxWaiting() || tooLong;
    }
}
