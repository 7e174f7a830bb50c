package io.github.rabbitlambda.function;

import io.github.rabbitlambda.function.message.Message;

/**
 * Tells the errors that every message would meet, since the function itself is broken, from those of one message.
 */
final class BrokenDeployment {
    private BrokenDeployment() {}

    /**
     * A class that is missing or doesn't start, or a virtual machine that can't go on. A stack overflows by a message's
     * depth. Memory runs out by either: a message that came back and runs out of it again is taken for the cause, or it
     * would come back for ever.
     */
    static boolean shows(Throwable thrown, Message message) {
        return switch (thrown) {
            case StackOverflowError overflow -> false;
            case OutOfMemoryError memory -> !message.redelivered();
            case LinkageError linkage -> true;
            case VirtualMachineError machine -> true;
            default -> false;
        };
    }
}
