package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;

/**
 * How the agents that a target can reach stand at one instant. Immutable.
 *
 * @param availableAgents agents of the target who take work
 * @param freeUnits capacity that is free at them; never negative
 * @param waiting sessions that wait for work that the signed-in agents of the target can take; reserved ones do not wait
 * @param estimate the expected wait of one more session
 */
public record Pool(int availableAgents, int freeUnits, int waiting, Estimate estimate) {
    public Pool {
        Bounds.range("pool.availableAgents", availableAgents, 0, Integer.MAX_VALUE);
        Bounds.range("pool.freeUnits", freeUnits, 0, Integer.MAX_VALUE);
        Bounds.range("pool.waiting", waiting, 0, Integer.MAX_VALUE);
        Bounds.present("pool.estimate", estimate);
    }
}
