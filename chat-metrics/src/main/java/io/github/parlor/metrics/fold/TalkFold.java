package io.github.parlor.metrics.fold;

import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.fact.FirstResponse;
import io.github.parlor.metrics.fact.TurnFact;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wrote when in one session: turns and the first response. Single-owner. */
final class TalkFold {
    private final Moment started;
    private final List<TurnFact> turns = new ArrayList<>();

    private boolean contactOpened = true;
    private boolean humanAsked;
    private boolean botInControl;

    /** From when on a human owes the first response. */
    private Moment owedSince;

    private @Nullable Moment firstMessage;
    private @Nullable Moment lastMessage;
    private @Nullable Moment firstContactMessage;
    private @Nullable Duration fromStart;
    private @Nullable Duration fromFirstMessage;
    private @Nullable Duration fromHandoff;

    /** The first message that nobody answered yet, and the same without the time a bot was in control. */
    private @Nullable Moment turnFrom;

    private @Nullable Moment humanTurnFrom;

    TalkFold(Moment started) {
        this.started = started;
        this.owedSince = started;
    }

    TalkFold(TalkFold other) {
        started = other.started;
        turns.addAll(other.turns);
        contactOpened = other.contactOpened;
        humanAsked = other.humanAsked;
        botInControl = other.botInControl;
        owedSince = other.owedSince;
        firstMessage = other.firstMessage;
        lastMessage = other.lastMessage;
        firstContactMessage = other.firstContactMessage;
        fromStart = other.fromStart;
        fromFirstMessage = other.fromFirstMessage;
        fromHandoff = other.fromHandoff;
        turnFrom = other.turnFrom;
        humanTurnFrom = other.humanTurnFrom;
    }

    void started(boolean byContact) {
        contactOpened = byContact;
    }

    void botTookOver() {
        botInControl = true;
    }

    void humanAsked(Moment at) {
        humanAsked = true;
        if (botInControl) {
            botInControl = false;
            owedSince = at;
            humanTurnFrom = turnFrom == null ? null : at;
        }
    }

    void message(Moment at) {
        if (firstMessage == null) {
            firstMessage = at;
        }
        lastMessage = at;
    }

    void contactWrote(Moment at) {
        if (firstContactMessage == null) {
            firstContactMessage = at;
            owedSince = at;
        }
        if (turnFrom == null) {
            turnFrom = at;
        }
        if (humanTurnFrom == null && !botInControl) {
            humanTurnFrom = at;
        }
    }

    void staffWrote(AgentId author, Moment at) {
        if (fromStart == null && (contactOpened || firstContactMessage != null)) {
            fromStart = at.since(started);
            fromHandoff = at.since(owedSince);
        }
        if (fromFirstMessage == null && firstContactMessage != null) {
            fromFirstMessage = at.since(firstContactMessage);
        }
        if (turnFrom != null) {
            turns.add(new TurnFact(
                    turnFrom,
                    at.since(turnFrom),
                    humanTurnFrom,
                    humanTurnFrom == null ? null : at.since(humanTurnFrom),
                    author));
            turnFrom = null;
            humanTurnFrom = null;
        }
    }

    boolean contactWrote() {
        return firstContactMessage != null;
    }

    @Nullable
    Moment firstMessage() {
        return firstMessage;
    }

    @Nullable
    Moment lastMessage() {
        return lastMessage;
    }

    FirstResponse firstResponse() {
        return new FirstResponse(humanAsked, contactOpened || contactWrote(), fromStart, fromFirstMessage, fromHandoff);
    }

    /** Returns all turns; one that nobody answered reaches to the end of the session or to the snapshot. */
    List<TurnFact> turns(@Nullable Moment to, Instant asOf) {
        if (turnFrom == null) {
            return turns;
        }
        List<TurnFact> all = new ArrayList<>(turns);
        Duration human = humanTurnFrom == null ? null : until(humanTurnFrom, to, asOf);
        all.add(new TurnFact(turnFrom, until(turnFrom, to, asOf), humanTurnFrom, human, null));
        return all;
    }

    private static Duration until(Moment from, @Nullable Moment to, Instant asOf) {
        return to == null ? Clocks.soFar(from, asOf) : to.since(from);
    }
}
