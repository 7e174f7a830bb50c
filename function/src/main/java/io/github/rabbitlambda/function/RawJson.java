package io.github.rabbitlambda.function;

import java.util.Arrays;

/**
 * A stretch of the event, kept without copying it.
 */
record RawJson(byte[] event, int start, int end) {
    byte[] bytes() {
        return Arrays.copyOfRange(event, start, end);
    }
}
