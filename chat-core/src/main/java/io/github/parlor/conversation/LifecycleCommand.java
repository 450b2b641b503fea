package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.Mode;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins, parks, wakes, ends and rates sessions. */
public sealed interface LifecycleCommand extends Command {
    /**
     * Opens a session, and the conversation if it is the first. Build it with {@link #of} and the {@code with} methods.
     *
     * @param contact the customer
     * @param visitor the browser it comes from, or null
     * @param device the device it comes from, or null
     * @param channel where its messages travel
     * @param mode live or messaging
     * @param origin who opens it
     * @param target whom it is meant for
     * @param purpose the shop's tag, for example {@code SERVICE} or {@code SALES}
     * @param urgent whether it is exempt from deferral
     * @param credit priority as time credit: how much older than it is it counts, zero or more
     * @param invitation the invitation that was accepted, or null
     * @param attributes what the shop wants to remember, at most 32 entries
     * @param first the first message: of the contact, or of the agent who opens it; or null
     */
    record StartSession(
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
            Map<String, String> attributes,
            MessageCommand.@Nullable PostMessage first)
            implements LifecycleCommand {
        /** The purpose of a session that names none. */
        public static final String DEFAULT_PURPOSE = "SERVICE";

        /** The channel of a session that names none. */
        public static final ChannelId DEFAULT_CHANNEL = new ChannelId("web");

        public StartSession {
            Bounds.present("contact", contact);
            Bounds.present("channel", channel);
            Bounds.present("mode", mode);
            Bounds.present("origin", origin);
            Bounds.present("target", target);
            Bounds.id("purpose", purpose);
            Bounds.duration("credit", credit, LifecycleEvent.MAX_CREDIT);
            attributes = Bounds.texts("attributes", attributes, 32, LifecycleEvent.MAX_VALUE);
        }

        /** Leaves out the attributes and the first message: both may tell of the contact. */
        @Override
        public String toString() {
            return "StartSession[" + contact + ", " + channel + ", " + mode + ", " + origin + ", " + target + ", "
                    + purpose + "]";
        }

        /** Returns a request of the contact for a live session with anyone, on the channel {@code web}. */
        public static StartSession of(ContactId contact) {
            return new StartSession(
                    contact,
                    null,
                    null,
                    DEFAULT_CHANNEL,
                    Mode.LIVE,
                    Origin.CONTACT,
                    Target.ANYONE,
                    DEFAULT_PURPOSE,
                    false,
                    Duration.ZERO,
                    null,
                    Map.of(),
                    null);
        }

        /** Returns the request for another target. */
        public StartSession withTarget(Target other) {
            return wanting(mode, other, purpose, urgent, credit, attributes);
        }

        /** Returns the request in another mode. */
        public StartSession withMode(Mode other) {
            return wanting(other, target, purpose, urgent, credit, attributes);
        }

        /** Returns the request with another priority. */
        public StartSession withCredit(Duration other) {
            return wanting(mode, target, purpose, urgent, other, attributes);
        }

        /** Returns the request with another purpose. */
        public StartSession withPurpose(String other) {
            return wanting(mode, target, other, urgent, credit, attributes);
        }

        /** Returns the request as coming from a device. */
        public StartSession withDevice(DeviceId other) {
            return coming(visitor, other, origin, invitation, first);
        }

        /** Returns the request as coming from a browser of a known visitor. */
        public StartSession withVisitor(VisitorId other) {
            return coming(other, device, origin, invitation, first);
        }

        /** Returns the request with a first message. */
        public StartSession withFirst(MessageCommand.PostMessage other) {
            return coming(visitor, device, origin, invitation, other);
        }

        /** Returns the request for a session that is, or is not, exempt from deferral. */
        public StartSession withUrgency(boolean other) {
            return wanting(mode, target, purpose, other, credit, attributes);
        }

        /** Returns the request with what the shop wants to remember. */
        public StartSession withAttributes(Map<String, String> other) {
            return wanting(mode, target, purpose, urgent, credit, other);
        }

        /** Returns the request as the consequence of an accepted invitation. */
        public StartSession withInvitation(InvitationId other) {
            return coming(visitor, device, Origin.INVITATION, other, first);
        }

        private StartSession wanting(
                Mode newMode,
                Target newTarget,
                String newPurpose,
                boolean newUrgent,
                Duration newCredit,
                Map<String, String> newAttributes) {
            return new StartSession(
                    contact,
                    visitor,
                    device,
                    channel,
                    newMode,
                    origin,
                    newTarget,
                    newPurpose,
                    newUrgent,
                    newCredit,
                    invitation,
                    newAttributes,
                    first);
        }

        private StartSession coming(
                @Nullable VisitorId newVisitor,
                @Nullable DeviceId newDevice,
                Origin newOrigin,
                @Nullable InvitationId newInvitation,
                MessageCommand.@Nullable PostMessage newFirst) {
            return new StartSession(
                    contact,
                    newVisitor,
                    newDevice,
                    channel,
                    mode,
                    newOrigin,
                    target,
                    purpose,
                    urgent,
                    credit,
                    newInvitation,
                    attributes,
                    newFirst);
        }
    }

    /**
     * Parks the session and releases the agent's capacity.
     *
     * @param kind why
     * @param wakeAt when it wakes by itself, in the future, or null for never; required for {@link HoldKind#SNOOZED}
     * @param wakeOnMessage whether a message of the contact wakes it
     */
    record Hold(HoldKind kind, @Nullable Instant wakeAt, boolean wakeOnMessage) implements LifecycleCommand {
        public Hold {
            Bounds.present("kind", kind);
            Bounds.check("wakeAt", kind != HoldKind.SNOOZED || wakeAt != null, "an instant for a snooze", wakeAt);
            if (wakeAt != null) {
                Moment.wall("wakeAt", wakeAt);
            }
        }
    }

    /**
     * Wakes a parked session: back to its owner who has room for it, else into the queue with a preference for the owner.
     *
     * @param cause why; contact and timer are recorded as what they are
     */
    record Wake(WakeCause cause) implements LifecycleCommand {
        public Wake {
            Bounds.present("cause", cause);
        }
    }

    /**
     * Ends the session for the contact.
     *
     * @param reason why; a contact may give {@link EndReason#CONTACT_ENDED}, {@link EndReason#ABANDONED}, {@link
     *     EndReason#MOVED_CHANNEL} and {@link EndReason#OTHER}
     * @param disposition outcome code, or null
     */
    record EndSession(EndReason reason, @Nullable String disposition) implements LifecycleCommand {
        public EndSession {
            Bounds.present("reason", reason);
            Bounds.optionalText("disposition", disposition, LifecycleEvent.MAX_LABEL);
        }
    }

    /** Ends the work after the session. */
    record CompleteWrapUp() implements LifecycleCommand {}

    /**
     * Makes a live session a messaging session or the reverse.
     *
     * @param mode the mode from now on
     */
    record SwitchMode(Mode mode) implements LifecycleCommand {
        public SwitchMode {
            Bounds.present("mode", mode);
        }
    }

    /**
     * Rates the last session that is over; within the window a later rating replaces the earlier one.
     *
     * @param scale how to read the score
     * @param score within the scale
     * @param comment free text, may be empty
     */
    record Rate(Scale scale, int score, String comment) implements LifecycleCommand {
        public Rate {
            Bounds.present("scale", scale);
            Bounds.range("score", score, scale.min(), scale.max());
            Bounds.privateText("comment", comment, 0, LifecycleEvent.MAX_COMMENT);
        }

        /** Leaves out the comment. */
        @Override
        public String toString() {
            return "Rate[" + scale + " " + score + "]";
        }
    }
}
