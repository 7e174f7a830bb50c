package io.github.rabbitlambda.operations;

/** The broker does not know the user, has another password for it, or keeps it out of the virtual host. */
public final class RefusedLoginException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    public RefusedLoginException(String sentence) {
        super(sentence, null);
    }
}
