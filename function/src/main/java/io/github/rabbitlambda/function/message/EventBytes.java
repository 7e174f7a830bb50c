package io.github.rabbitlambda.function.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an event, read as often as needed from where they are. The runtime interface client hands over a
 * {@link ByteArrayInputStream}, which gives any stretch of them again without a copy of the whole. Safe for use by many
 * threads.
 */
final class EventBytes {
    private final ByteArrayInputStream bytes;
    private final int length;

    private EventBytes(ByteArrayInputStream bytes) {
        this.bytes = bytes;
        this.length = bytes.available();
        bytes.mark(length);
    }

    /** Nobody may read the stream or change its bytes from now on. */
    static EventBytes of(InputStream stream) throws IOException {
        return new EventBytes(stream.getClass() == ByteArrayInputStream.class
                ? (ByteArrayInputStream) stream
                : new ByteArrayInputStream(stream.readAllBytes()));
    }

    /** Takes the array over. */
    static EventBytes of(byte[] event) {
        return new EventBytes(new ByteArrayInputStream(event));
    }

    int length() {
        return length;
    }

    /** Copies the bytes from {@code start} on to the end of {@code target}, from {@code at} there. */
    synchronized void read(int start, byte[] target, int at) {
        bytes.reset();
        bytes.skip(start);
        bytes.read(target, at, target.length - at);
    }
}
