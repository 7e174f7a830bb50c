package io.github.rabbitlambda.function.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an event, which can be read repeatedly. The runtime interface client passes a {@link
 * ByteArrayInputStream}, from which any range can be read again without a copy of the whole event. Thread-safe.
 */
final class EventBytes {
    private final ByteArrayInputStream bytes;
    private final int length;

    private EventBytes(ByteArrayInputStream bytes) {
        this.bytes = bytes;
        this.length = bytes.available();
        bytes.mark(length);
    }

    /** The caller may not read the stream or change its bytes afterwards. */
    static EventBytes of(InputStream stream) throws IOException {
        return new EventBytes(stream.getClass() == ByteArrayInputStream.class
                ? (ByteArrayInputStream) stream
                : new ByteArrayInputStream(stream.readAllBytes()));
    }

    /** The caller may not change the array afterwards. */
    static EventBytes of(byte[] event) {
        return new EventBytes(new ByteArrayInputStream(event));
    }

    int length() {
        return length;
    }

    /** Copies bytes of the event from {@code start} on into {@code target}, from index {@code at} to its end. */
    synchronized void read(int start, byte[] target, int at) {
        bytes.reset();
        bytes.skip(start);
        bytes.read(target, at, target.length - at);
    }
}
