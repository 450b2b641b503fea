package io.github.parlor.metrics;

import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A day of a few agents and conversations in whole seconds, drawn from a seed, and beside the log what was written into
 * it, for an oracle that knows nothing of folds. Single-owner.
 */
final class RandomDay {
    static final int LENGTH = 240;
    static final int AGENTS = 3;

    /** A stay in whole seconds; {@code held} tells for each second of the day whether it was parked. */
    record Stay(String session, String agent, int from, int to, int units, BitSet held) {}

    private static final List<AgentStatus> STATUSES = List.of(AgentStatus.values());
    private static final List<Origin> ORIGINS = List.of(Origin.values());

    final EventLog log = new EventLog();
    final List<Stay> stays = new ArrayList<>();

    /** Status by agent and second, null before the first. */
    final @Nullable AgentStatus[][] status = new AgentStatus[AGENTS][LENGTH];

    private final SplittableRandom random;
    private AssignCause cause = AssignCause.OFFER;

    RandomDay(long seed) {
        random = new SplittableRandom(seed);
        for (int agent = 0; agent < AGENTS; agent++) {
            statuses(agent);
        }
        for (int conversation = random.nextInt(1, 12); conversation > 0; conversation--) {
            conversation("c" + conversation);
        }
    }

    private void statuses(int agent) {
        if (random.nextInt(4) == 0) {
            return;
        }
        if (random.nextBoolean()) {
            log.capacity(0, "a" + agent, random.nextInt(1, 4));
        }
        int at = random.nextInt(20);
        while (at < LENGTH) {
            AgentStatus next = pick(STATUSES);
            log.status(at, "a" + agent, next);
            Arrays.fill(status[agent], at, LENGTH, next);
            at += random.nextInt(1, 90);
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void conversation(String name) {
        EventLog.Talk talk = log.talk(name);
        int at = random.nextInt(60);
        for (int session = random.nextInt(1, 4); session > 0 && at < LENGTH - 60; session--) {
            at = session(talk, at) + random.nextInt(20);
        }
    }

    private int session(EventLog.Talk talk, int begin) {
        int at = begin;
        Origin origin = pick(ORIGINS);
        talk.begins(at, origin, random.nextBoolean() ? "SALES" : "SERVICE", Map.of("source", "s" + random.nextInt(3)));
        if (random.nextInt(3) == 0) {
            talk.bot(at).contactSays(at).botSays(at + 1).handsOff(at + 2);
            at += 2;
        }
        if (random.nextInt(6) == 0) {
            talk.ended(at, EndReason.SYSTEM);
            return at;
        }
        boolean queued = random.nextInt(5) > 0;
        if (queued) {
            talk.queued(at);
            at += random.nextInt(30);
            if (random.nextInt(4) == 0) {
                talk.abandoned(at);
                return at;
            }
        }
        for (int stay = random.nextInt(1, 3); stay > 0; stay--) {
            at = stay(talk, at, stay == 1);
        }
        if (random.nextBoolean()) {
            talk.rated(at + 1, Scale.STARS, random.nextInt(1, 6));
        }
        return at + 1;
    }

    private int stay(EventLog.Talk talk, int from, boolean last) {
        String agent = "a" + random.nextInt(AGENTS);
        int units = 100 * random.nextInt(1, 4);
        BitSet held = new BitSet(LENGTH);
        talk.assigned(from, agent, cause, units, null);
        int at = from;
        for (int step = random.nextInt(6); step > 0; step--) {
            at += random.nextInt(8);
            at = act(talk, agent, at, held);
        }
        cause = AssignCause.OFFER;
        if (!last && random.nextBoolean()) {
            talk.transferAsked(at, agent);
            at += random.nextInt(10);
            cause = AssignCause.TRANSFER;
        }
        stays.add(new Stay(talk.session().toString(), agent, from, at, units, held));
        if (last) {
            talk.endedBy(at, agent);
        } else if (cause == AssignCause.TRANSFER) {
            talk.released(at, agent, ReleaseCause.TRANSFER, null);
        } else {
            talk.transferredToQueue(at, agent);
            at += random.nextInt(10);
        }
        return at;
    }

    private int act(EventLog.Talk talk, String agent, int at, BitSet held) {
        switch (random.nextInt(5)) {
            case 0 -> talk.contactSays(at);
            case 1 -> talk.agentSays(at, agent);
            case 2 -> talk.says(at, Actor.SYSTEM, Visibility.STAFF, false);
            case 3 -> talk.declined(at, agent);
            default -> {
                int until = at + random.nextInt(6);
                talk.held(at).resumed(until);
                held.set(at, until);
                return until;
            }
        }
        return at;
    }
}
