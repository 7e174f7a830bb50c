package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;

/**
 * A range of the event's bytes, kept without a copy.
 */
public record RawJson(EventBytes event, int start, int end) {
    public static RawJson of(Delivery delivery) {
        return switch (delivery) {
            case Message message -> message.raw();
            case UndecodableRecord undecodable -> undecodable.raw();
        };
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        byte[] bytes = new byte[end - start];
        event.read(start, bytes, 0);
        return bytes;
    }
}
