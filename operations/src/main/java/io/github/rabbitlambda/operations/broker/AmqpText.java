package io.github.rabbitlambda.operations.broker;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.github.rabbitlambda.operations.OperationFailedException;

/** Checks texts that become AMQP strings. The client would refuse some of them, and change others silently. */
final class AmqpText {
    /** A short string: properties, names of headers, routing keys. */
    private static final int SHORT_BYTES = 255;

    private AmqpText() {}

    /** Returns the text if it fits into a short string, whose length is one byte. */
    static String shortText(String name, String text) {
        int bytes = utf8(name, text).remaining();
        if (bytes > SHORT_BYTES) {
            throw new OperationFailedException(
                    "%s must have at most 255 bytes as UTF-8 (given %d): AMQP takes no longer one".formatted(name,
                            bytes));
        }
        return text;
    }

    static byte[] longText(String name, String text) {
        ByteBuffer bytes = utf8(name, text);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static ByteBuffer utf8(String name, String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException halfPair) {
            throw new OperationFailedException(
                    name + " must be a text that UTF-8 can hold (given one with half of a surrogate pair)");
        }
    }
}
