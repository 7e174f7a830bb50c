package io.github.rabbitlambda.function;

import java.util.Arrays;

/**
 * A stretch of the event, kept without copying it.
 */
record RawJson(byte[] event, int start, int end) {
    static RawJson of(Delivery delivery) {
        return switch (delivery) {
            case Message message -> message.raw();
            case UndecodableRecord undecodable -> undecodable.raw();
        };
    }

    byte[] bytes() {
        return Arrays.copyOfRange(event, start, end);
    }
}
