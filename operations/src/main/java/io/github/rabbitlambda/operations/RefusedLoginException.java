package io.github.rabbitlambda.operations;

/** The broker does not know the user, or has another password for it. */
public final class RefusedLoginException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    public RefusedLoginException(String sentence) {
        super(sentence, null);
    }
}
