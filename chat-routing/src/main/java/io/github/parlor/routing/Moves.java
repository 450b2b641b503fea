package io.github.parlor.routing;

import io.github.parlor.routing.Tangle.Hold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a session changes what it does, and what follows from each at the agents and in its lane. Each step is
 * one compare-and-set; who wins it does the rest, and marks in a {@link Pass} what has to be looked at afterwards. Thread-safe
 * and lock-free.
 */
final class Moves {
    private final Roster roster;
    private final Loads loads;

    Moves(Roster roster, Loads loads) {
        this.roster = roster;
        this.loads = loads;
    }

    /** Takes back what is reserved for a session at an agent; the session waits again if it waited. */
    void revoke(RoutedSession session, RoutedAgent agent, Pass pass) {
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                retangle(
                        session,
                        tangle -> {
                            Tangle rest = tangle;
                            for (Hold hold : tangle.reserved()) {
                                rest = hold.agent() == agent.number() ? rest.without(hold) : rest;
                            }
                            return rest.equals(tangle) ? null : rest;
                        },
                        pass);
                return;
            }
            if (RoutedSession.stateOf(word) != RoutedSession.OFFERED || RoutedSession.agentOf(word) != agent.number()) {
                return;
            }
            if (takeBack(session, word, agent, pass)) {
                return;
            }
        }
    }

    /** Ends an offer: the session waits in its place again, the agent's units are free. */
    boolean takeBack(RoutedSession session, long offered, RoutedAgent agent, Pass pass) {
        Place.Again place = new Place.Again(session, loads.nextNumber());
        long waiting = RoutedSession.word(RoutedSession.WAITING, 0, RoutedSession.epochOf(offered));
        if (!session.change(offered, waiting)) {
            return false;
        }
        session.moveTo(place);
        free(agent, session.route().units(), session, pass);
        enterAgain(session, place, pass);
        return true;
    }

    /** Whether a reservation of the session is held at the agent. */
    static boolean isReservedAt(RoutedSession session, RoutedAgent agent) {
        long word = session.word();
        return RoutedSession.isTangled(word)
                ? session.tangle(word).isReservedAt(agent.number())
                : RoutedSession.stateOf(word) == RoutedSession.OFFERED && RoutedSession.agentOf(word) == agent.number();
    }

    /** Adds a reservation, whose units are taken, to whatever the session does. */
    boolean claim(RoutedSession session, RoutedAgent agent, int units, long epoch, Pass pass) {
        while (true) {
            long word = session.word();
            if (word == RoutedSession.OVER) {
                return false;
            }
            if (!RoutedSession.isTangled(word)) {
                if (RoutedSession.stateOf(word) == RoutedSession.WAITING
                        && units == session.route().units()) {
                    if (claimWaiting(session, word, agent, epoch)) {
                        recheck(session, agent, pass);
                        return true;
                    }
                    continue;
                }
                if (!session.change(word, RoutedSession.tangled(word))) {
                    continue;
                }
            }
            boolean made = retangle(
                            session,
                            tangle -> tangle.isOver() || tangle.isReservedAt(agent.number())
                                    ? null
                                    : tangle.with(new Hold(agent.number(), units, epoch)),
                            pass)
                    != null;
            if (made) {
                recheck(session, agent, pass);
            }
            return made;
        }
    }

    /** The step in which a waiting session is given away: exactly one caller wins it. */
    boolean claimWaiting(RoutedSession session, long waiting, RoutedAgent agent, long epoch) {
        if (!session.change(waiting, RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {
            return false;
        }
        agent.hold(session, agent);
        session.lane().claimed();
        roster.refresh(session.route());
        return true;
    }

    /** An agent who stopped taking work while units were taken may not have seen the session among those held. */
    void recheck(RoutedSession session, RoutedAgent agent, Pass pass) {
        if (!RoutedAgent.isOpen(agent.word())) {
            revoke(session, agent, pass);
        }
    }

    /** Makes the tangle say what the session does. Returns false if it is over. */
    static boolean entangle(RoutedSession session) {
        long word = session.word();
        while (word != RoutedSession.OVER
                && !RoutedSession.isTangled(word)
                && !session.change(word, RoutedSession.tangled(word))) {
            word = session.word();
        }
        return word != RoutedSession.OVER;
    }

    interface Change {
        /** Returns what a session is to do instead, or null to leave it. */
        @Nullable
        Tangle of(Tangle tangle);
    }

    /**
     * Changes what a tangled session does, and does what follows from it at the agents and in lane.
     *
     * @return what it did before, or null if nothing was changed
     */
    @Nullable
    Tangle retangle(RoutedSession session, Change change, Pass pass) {
        while (true) {
            Tangle before = session.tangle(session.word());
            RoutedSession.Extras extras = session.extras();
            Tangle after = change.of(before);
            if (after == null) {
                return null;
            }
            boolean comesBack = after.waits() && after.reserved().isEmpty() && !isInLane(before);
            Place.Again place = comesBack ? new Place.Again(session, loads.nextNumber()) : null;
            if (session.retangle(extras, before, after)) {
                follow(session, before, after, place, pass);
                return before;
            }
        }
    }

    private static boolean isInLane(Tangle tangle) {
        return tangle.waits() && tangle.reserved().isEmpty();
    }

    private void follow(RoutedSession session, Tangle before, Tangle after, Place.@Nullable Again place, Pass pass) {
        if (place != null) {
            session.moveTo(place);
        }
        List<Hold> kept = new ArrayList<>(after.reserved());
        if (after.assigned() != null) {
            kept.add(after.assigned());
        }
        List<Hold> had = new ArrayList<>(before.reserved());
        if (before.assigned() != null) {
            had.add(before.assigned());
        }
        for (Hold hold : kept) {
            if (had.stream().noneMatch(one -> one.epoch() == hold.epoch())) {
                RoutedAgent agent = roster.agent(hold.agent());
                agent.hold(session, agent);
            }
        }
        for (Hold hold : had) {
            if (kept.stream().noneMatch(one -> one.epoch() == hold.epoch())) {
                free(roster.agent(hold.agent()), hold.units(), session, pass);
            }
        }
        if (place != null) {
            enterAgain(session, place, pass);
        } else if (isInLane(before) && !isInLane(after)) {
            leave(session);
        }
    }

    /** Takes a session out of its lane that does not wait any more. */
    void leave(RoutedSession session) {
        session.lane().left();
        roster.refresh(session.route());
    }

    /** Gives back what was held at an agent for a session. */
    void free(RoutedAgent agent, int units, RoutedSession session, Pass pass) {
        agent.letGo(session, agent);
        Room.free(agent, units);
        pass.lookAt(agent);
    }

    private void enterAgain(RoutedSession session, Place.Again place, Pass pass) {
        session.lane().enterAgain(place);
        roster.publish(session);
        pass.lookAt(session.lane());
    }

    /** Adds a reservation, whose units are taken, if the session waits and nothing is reserved for it yet. */
    boolean claimIfWaiting(RoutedSession session, RoutedAgent agent, long epoch, Pass pass) {
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                boolean claimed = retangle(
                                session,
                                tangle -> isInLane(tangle)
                                        ? tangle.with(new Hold(
                                                agent.number(), session.route().units(), epoch))
                                        : null,
                                pass)
                        != null;
                if (claimed) {
                    recheck(session, agent, pass);
                }
                return claimed;
            }
            if (RoutedSession.stateOf(word) != RoutedSession.WAITING) {
                return false;
            }
            if (claimWaiting(session, word, agent, epoch)) {
                recheck(session, agent, pass);
                return true;
            }
        }
    }
}
