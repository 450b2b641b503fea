package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning, the turns and the end of a session. */
public sealed interface LifecycleEvent extends SessionEvent {
    /** Longest purpose, disposition or reason text in characters. */
    int MAX_LABEL = 256;

    /** Longest comment in characters. */
    int MAX_COMMENT = 4_000;

    /** Longest value of an attribute or slot in characters. */
    int MAX_VALUE = 1_024;

    /** Largest priority credit. */
    Duration MAX_CREDIT = Duration.ofDays(365);

    /** Who or what opened a session. */
    enum Origin {
        /** The contact wrote or pressed the button. */
        CONTACT,
        /** An agent wrote first. */
        AGENT,
        /** The contact accepted an invitation. */
        INVITATION,
        /** A message came after the session before had ended. */
        CONTINUATION,
        /** Taken over from another system's log. */
        IMPORT
    }

    /**
     * A session began; the first of a conversation also begins the conversation.
     *
     * @param session its number is one more than that of the session before
     * @param contact the customer
     * @param visitor the browser it came from, or null
     * @param device the device it came from, or null
     * @param channel where its messages travel
     * @param mode live or messaging
     * @param origin who opened it
     * @param target whom it is meant for
     * @param purpose the shop's tag, for example {@code SERVICE} or {@code SALES}
     * @param urgent whether it is exempt from deferral
     * @param credit priority as time credit: how much older it counts than it is, zero or more
     * @param invitation the invitation that was accepted, or null
     * @param attributes what the shop wants to remember, at most 32 entries of {@value #MAX_VALUE} characters
     */
    record SessionStarted(
            SessionId session,
            ContactId contact,
            @Nullable VisitorId visitor,
            @Nullable DeviceId device,
            ChannelId channel,
            Mode mode,
            Origin origin,
            Target target,
            String purpose,
            boolean urgent,
            Duration credit,
            @Nullable InvitationId invitation,
            Map<String, String> attributes)
            implements LifecycleEvent {
        public SessionStarted {
            Bounds.present("session", session);
            Bounds.present("contact", contact);
            Bounds.present("channel", channel);
            Bounds.present("mode", mode);
            Bounds.present("origin", origin);
            Bounds.present("target", target);
            Bounds.id("purpose", purpose);
            Bounds.duration("credit", credit, MAX_CREDIT);
            attributes = Bounds.texts("attributes", attributes, 32, MAX_VALUE);
        }

        /** Returns the beginning without its attributes, for whom they do not concern. */
        public SessionStarted withoutAttributes() {
            return new SessionStarted(
                    session,
                    contact,
                    visitor,
                    device,
                    channel,
                    mode,
                    origin,
                    target,
                    purpose,
                    urgent,
                    credit,
                    invitation,
                    Map.of());
        }

        /** Leaves out the attributes: they may describe the contact. */
        @Override
        public String toString() {
            return "SessionStarted[" + session + ", " + contact + ", " + channel + ", " + mode + ", " + origin + ", "
                    + target + ", " + purpose + "]";
        }
    }

    /**
     * Live became messaging or the reverse.
     *
     * @param session which
     * @param mode the mode from now on
     */
    record ModeChanged(SessionId session, Mode mode) implements LifecycleEvent {
        public ModeChanged {
            Bounds.present("session", session);
            Bounds.present("mode", mode);
        }
    }

    /** Why a session is parked. */
    enum HoldKind {
        /** Nothing was said for a while. */
        INACTIVE,
        /** Until a given time. */
        SNOOZED,
        /** The contact has to do something. */
        AWAITING_CONTACT
    }

    /**
     * The session was parked; its owner stays, the capacity is released.
     *
     * @param session which
     * @param kind why
     * @param wakeAt when it wakes by itself, or null for never
     * @param wakeOnMessage whether a message of the contact wakes it
     */
    record SessionHeld(
            SessionId session, HoldKind kind, @Nullable Instant wakeAt, boolean wakeOnMessage)
            implements LifecycleEvent {
        public SessionHeld {
            Bounds.present("session", session);
            Bounds.present("kind", kind);
            if (wakeAt != null) {
                Moment.wall("wakeAt", wakeAt);
            }
        }
    }

    /** What ended a hold. */
    enum WakeCause {
        /** The time had come. */
        TIME,
        /** The contact wrote. */
        CONTACT,
        /** An agent or supervisor took it up again. */
        AGENT
    }

    /**
     * The session is no longer parked.
     *
     * @param session which
     * @param cause why
     */
    record SessionResumed(SessionId session, WakeCause cause) implements LifecycleEvent {
        public SessionResumed {
            Bounds.present("session", session);
            Bounds.present("cause", cause);
        }
    }

    /**
     * The session is over for the contact.
     *
     * @param session which
     * @param reason why
     * @param disposition outcome code set by the agent, or null
     * @param wrapUpUntil when wrap-up ends at the latest, or null if there is none
     */
    record SessionEnded(
            SessionId session,
            EndReason reason,
            @Nullable String disposition,
            @Nullable Instant wrapUpUntil) implements LifecycleEvent {
        public SessionEnded {
            Bounds.present("session", session);
            Bounds.present("reason", reason);
            Bounds.optionalText("disposition", disposition, MAX_LABEL);
            if (wrapUpUntil != null) {
                Moment.wall("wrapUpUntil", wrapUpUntil);
            }
        }
    }

    /**
     * The agent is done with the work after the session.
     *
     * @param session which
     */
    record WrapUpCompleted(SessionId session) implements LifecycleEvent {
        public WrapUpCompleted {
            Bounds.present("session", session);
        }
    }

    /** What the figures of a rating mean. */
    enum Scale {
        /** 0 is bad, 1 is good. */
        THUMBS(0, 1, 1),
        /** 1 to 5 stars; 4 and 5 are good. */
        STARS(1, 5, 4),
        /** 0 to 10, would recommend; 9 and 10 promote. */
        NPS(0, 10, 9);

        private final int min;
        private final int max;
        private final int good;

        Scale(int min, int max, int good) {
            this.min = min;
            this.max = max;
            this.good = good;
        }

        /** Returns the lowest score. */
        public int min() {
            return min;
        }

        /** Returns the highest score. */
        public int max() {
            return max;
        }

        /** Returns whether the score counts as satisfied. */
        public boolean isGood(int score) {
            return score >= good;
        }
    }

    /**
     * The contact rated the session; a later rating replaces the earlier one.
     *
     * @param session which
     * @param scale how to read the score
     * @param score within the scale
     * @param comment free text, may be empty
     */
    record SessionRated(SessionId session, Scale scale, int score, String comment) implements LifecycleEvent {
        public SessionRated {
            Bounds.present("session", session);
            Bounds.present("scale", scale);
            Bounds.range("score", score, scale.min(), scale.max());
            Bounds.privateText("comment", comment, 0, MAX_COMMENT);
        }

        /** Leaves out the comment. */
        @Override
        public String toString() {
            return "SessionRated[" + session + ", " + scale + " " + score + "]";
        }
    }
}
