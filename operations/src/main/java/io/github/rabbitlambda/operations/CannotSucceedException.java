package io.github.rabbitlambda.operations;

/** A step can't succeed any more, however long it waits. The message says why and what to do. */
public final class CannotSucceedException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    public CannotSucceedException(String sentence) {
        super(sentence, null);
    }
}
