package io.github.parlor.dispatch;

import io.github.parlor.id.TenantId;
import java.util.function.Consumer;

/**
 * Makes the router of one tenant's pool. The routers it makes are thread-safe.
 */
@FunctionalInterface
public interface RouterFactory {
    /**
     * Makes an empty router.
     *
     * @param tenant whose pool
     * @param proposals is told each proposal, within the call that made it, in the order of the reservations of that call
     *     (those of concurrent calls may be told in any order); must be quick, must not throw and must not call the router
     */
    Router create(TenantId tenant, Consumer<Proposal> proposals);
}
