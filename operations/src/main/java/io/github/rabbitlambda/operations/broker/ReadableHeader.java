package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.ValueWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frame with a message's properties, made readable. The client closes its connection at a table that it can't read,
 * for instance one that is nested more than 32 deep. Here such a table is exchanged for one with a single entry, which
 * holds the reason; the other properties stay.
 *
 * @see <a href="https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf">AMQP 0-9-1, 4.2.6.1: the content header</a>
 */
final class ReadableHeader {
    private static final String UNREADABLE = "rabbitlambda-unreadable-headers";
    /** Class, weight and size of the body. The flags follow. */
    private static final int FLAGS = 12;
    private static final int HAS_CONTENT_TYPE = 1 << 15;
    private static final int HAS_CONTENT_ENCODING = 1 << 14;
    private static final int HAS_HEADERS = 1 << 13;

    private ReadableHeader() {}

    /** Returns why the headers of a message could not be read, if they could not. */
    static Optional<String> obstacle(@Nullable Map<String, Object> headers) {
        return Optional.ofNullable(headers).map(given -> given.get(UNREADABLE)).map(String::valueOf);
    }

    static Frame of(Frame frame) throws IOException {
        try {
            AMQImpl.readContentHeaderFrom(frame.getInputStream());
            return frame;
        } catch (IOException unreadable) {
            return withoutTable(frame, String.valueOf(unreadable.getMessage()));
        }
    }

    private static Frame withoutTable(Frame frame, String reason) throws IOException {
        ByteBuffer payload = ByteBuffer.wrap(frame.getPayload());
        int flags = payload.position(FLAGS).getShort();
        skipShortString(payload, flags, HAS_CONTENT_TYPE);
        skipShortString(payload, flags, HAS_CONTENT_ENCODING);
        if ((flags & HAS_HEADERS) == 0) {
            return frame;
        }
        ByteArrayOutputStream readable = new ByteArrayOutputStream();
        readable.write(payload.array(), 0, payload.position());
        new ValueWriter(new DataOutputStream(readable)).writeTable(Map.of(UNREADABLE, reason));
        payload.position(payload.getInt() + payload.position());
        readable.write(payload.array(), payload.position(), payload.remaining());
        return new Frame(AMQP.FRAME_HEADER, frame.getChannel(), readable.toByteArray());
    }

    private static void skipShortString(ByteBuffer payload, int flags, int flag) {
        if ((flags & flag) != 0) {
            payload.position(Byte.toUnsignedInt(payload.get()) + payload.position());
        }
    }
}
