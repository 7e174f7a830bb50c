package io.github.rabbitlambda.function;

import io.github.rabbitlambda.function.message.Message;

/**
 * Decides whether an error shows that the function itself is broken, so that every message would fail.
 */
final class BrokenDeployment {
    private BrokenDeployment() {}

    /**
     * True for a class that is missing or can't be initialised, and for a virtual machine that can't go on. A stack
     * overflow is the message's own failure: the message is too deep. Memory can run out for both reasons. It counts as
     * the message's failure when the message is redelivered; otherwise the message would come back for ever.
     */
    static boolean isCauseOf(Throwable thrown, Message message) {
        return switch (thrown) {
            case StackOverflowError overflow -> false;
            case OutOfMemoryError memory -> !message.redelivered();
            case LinkageError linkage -> true;
            case VirtualMachineError machine -> true;
            default -> false;
        };
    }
}
