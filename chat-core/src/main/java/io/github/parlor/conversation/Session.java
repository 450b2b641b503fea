package io.github.parlor.conversation;

import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.Mode;
import io.github.parlor.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One bounded service episode. An ended session changes no more, but for its rating. Immutable.
 *
 * @param opening how it began
 * @param startedAt when
 * @param state where it stands
 * @param mode live or messaging, now
 * @param waiting what the queue knows
 * @param control who is responsible
 * @param hold how it is parked, or null
 * @param lastActivity when somebody last said something, an owner came, the mode changed, or it began: silence is counted
 *     from here
 * @param ending how it ended, or null
 */
public record Session(
        SessionStarted opening,
        Instant startedAt,
        SessionState state,
        Mode mode,
        Waiting waiting,
        Control control,
        @Nullable SessionHeld hold,
        Instant lastActivity,
        @Nullable Ending ending) {
    /** Who is expected to answer now. */
    public enum Controller {
        /** Nobody. */
        NONE,
        /** The bot in control. */
        BOT,
        /** Whoever takes it from the queue. */
        QUEUE,
        /** The owner. */
        AGENT
    }

    static Session begin(SessionStarted opening, Instant at) {
        return new Session(
                opening,
                at,
                SessionState.NEW,
                opening.mode(),
                Waiting.notYet(opening.target(), opening.credit()),
                Control.NOBODY,
                null,
                at,
                null);
    }

    /** Returns which session of which conversation. */
    public SessionId id() {
        return opening.session();
    }

    /** Returns who is expected to answer now; derived, so that it cannot disagree with the state. */
    public Controller controller() {
        return switch (state) {
            case BOT -> Controller.BOT;
            case QUEUED, OFFERED -> Controller.QUEUE;
            case ACTIVE -> Controller.AGENT;
            case ON_HOLD -> control.owner() == null ? Controller.NONE : Controller.AGENT;
            case NEW, DEFERRED, WRAP_UP, ENDED -> Controller.NONE;
        };
    }

    Session in(SessionState newState) {
        return new Session(opening, startedAt, newState, mode, waiting, control, hold, lastActivity, ending);
    }

    Session with(Mode newMode) {
        return new Session(opening, startedAt, state, newMode, waiting, control, hold, lastActivity, ending);
    }

    Session with(Waiting newWaiting) {
        return new Session(opening, startedAt, state, mode, newWaiting, control, hold, lastActivity, ending);
    }

    Session with(Control newControl) {
        return new Session(opening, startedAt, state, mode, waiting, newControl, hold, lastActivity, ending);
    }

    Session held(@Nullable SessionHeld newHold) {
        return new Session(opening, startedAt, state, mode, waiting, control, newHold, lastActivity, ending);
    }

    Session activeAt(Instant at) {
        return new Session(opening, startedAt, state, mode, waiting, control, hold, at, ending);
    }

    Session ended(Ending newEnding) {
        return new Session(opening, startedAt, state, mode, waiting, control, hold, lastActivity, newEnding);
    }

    /** Returns the session without the words of its contact and what was remembered of the contact; the figures remain. */
    Session redacted() {
        Ending silent = ending == null || ending.rating() == null ? ending : ending.redacted(ending.rating());
        return new Session(
                opening.withoutAttributes(), startedAt, state, mode, waiting, control, hold, lastActivity, silent);
    }
}
