package io.minutebook.api;

import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** A body as it comes in, kept as far as it may be. */
final class BoundedBody {

    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    BoundedBody(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes {@code buffer} in, and lets go of it. */
    void add(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        size += bytes.length;
        if (!isTooLarge()) {
            kept.writeBytes(bytes);
        }
    }

    /** All that came, kept or not. */
    long size() {
        return size;
    }

    boolean isTooLarge() {
        return size > bytesMax;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
