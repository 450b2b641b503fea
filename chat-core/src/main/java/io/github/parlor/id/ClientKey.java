package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * The sender's own key of a message: repeating it repeats the request, not the message. Never unique by itself: it counts
 * only within tenant, conversation, author and device. Immutable.
 *
 * @param device the device that chose the key
 * @param value 1 to 128 characters without control characters
 */
public record ClientKey(DeviceId device, String value) {
    public ClientKey {
        Bounds.present("clientKey.device", device);
        Bounds.id("clientKey.value", value);
    }
}
