package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * A delivery can't be parked.
 */
final class ParkingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ParkingException(String message) {
        super(message);
    }
}
