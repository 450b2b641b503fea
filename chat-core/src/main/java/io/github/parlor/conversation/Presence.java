package io.github.parlor.conversation;

import io.github.parlor.id.DeviceId;
import java.time.Instant;
import java.util.Comparator;
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
        now.remove(device);
        if (connected) {
            makeRoom(now);
            now.add(device);
        }
        return new Presence(Set.copyOf(now), now.isEmpty() ? at : null);
    }

    /** Rules refuse one device too many; a recorded fact is taken all the same, by every process in the same way. */
    private static void makeRoom(Set<DeviceId> devices) {
        if (devices.size() >= MAX_DEVICES) {
            devices.stream().min(Comparator.naturalOrder()).ifPresent(devices::remove);
        }
    }

    /** Returns this presence for a session that begins, or becomes live, now: the grace of who is gone starts anew. */
    Presence carriedOver(Instant at) {
        return goneSince == null ? this : new Presence(devices, at);
    }
}
