package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Draws random bytes in blocks, ten for an id: one call of the generator per id costs about ten times as much. */
final class SecureIds implements IdSource {
    private static final int BLOCK_BYTES = 4096;

    private final SecureRandom random;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);

    SecureIds(SecureRandom random) {
        this.random = random;
    }

    @Override
    public synchronized UUID next(Instant at) {
        Bounds.present("at", at);
        if (block.remaining() < Short.BYTES + Long.BYTES) {
            random.nextBytes(block.array());
            block.clear();
        }
        return Uuids.version7(at, block.getShort(), block.getLong());
    }
}
