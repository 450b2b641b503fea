package io.github.parlor.routing;

/** Is told of each offer of a {@link SkillRouter}, by the thread whose call made it, before that call returns. */
@FunctionalInterface
public interface Offered {
    /**
     * Takes note that a session was offered to an agent, whose capacity is reserved until the offer is accepted, declined or
     * withdrawn. The router is complete when this is called: it may be called back, also about this very offer.
     *
     * @param session which session
     * @param agent to whom
     * @param epoch the number of the offer, unique within the router
     */
    void offered(RoutedSession session, RoutedAgent agent, long epoch);
}
