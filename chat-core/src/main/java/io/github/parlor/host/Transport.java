package io.github.parlor.host;

/**
 * Carries facts to contacts: a web socket, a push service, a messenger. Provided by the shop, one per channel.
 *
 * <p>Deliveries of one conversation come one at a time, in the order of their sequences, on the thread of whoever caused
 * them or of another that was just delivering; deliveries of several conversations come at the same time. An
 * implementation must therefore be thread-safe and should hand over quickly. What it throws is logged, counted and
 * otherwise ignored: a device that missed something catches up from its last sequence.
 */
@FunctionalInterface
public interface Transport {
    /** Takes a fact over for delivery. */
    void deliver(Delivery delivery);
}
