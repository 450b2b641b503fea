package io.github.parlor.conversation;

import io.github.parlor.id.DeviceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the contact is there. Immutable.
 *
 * @param devices the devices that are connected
 * @param goneSince when the last of them was lost, or null if one is connected or presence was never told
 */
public record Presence(Set<DeviceId> devices, @Nullable Instant goneSince) {
    /** Most devices of one contact at once; the state of a session stays small. */
    public static final int MAX_DEVICES = 16;

    /** Presence was never told: nobody is assumed to be gone. */
    static final Presence UNTOLD = new Presence(Set.of(), null);

    static Presence on(@Nullable DeviceId device) {
        return device == null ? UNTOLD : new Presence(Set.of(device), null);
    }

    Presence changed(DeviceId device, boolean connected, Instant at) {
        Set<DeviceId> now = new HashSet<>(devices);
        if (connected) {
            now.add(device);
        } else {
            now.remove(device);
        }
        return new Presence(Set.copyOf(now), now.isEmpty() ? at : null);
    }

    /** Returns this presence as a new session begins with it: a device that writes is there. */
    Presence carriedOver(Instant at) {
        return goneSince == null ? this : new Presence(devices, at);
    }
}
