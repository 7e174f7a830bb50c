package io.github.rabbitlambda.validation;

/**
 * A class file that can't be read.
 */
final class UnreadableClassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableClassException(String message, RuntimeException cause) {
        super(message, cause);
    }
}
