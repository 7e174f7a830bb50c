package io.github.rabbitlambda.doctor.reader;

import org.jspecify.annotations.Nullable;

/** Nothing of an account can be judged. The message is a sentence for the user, and says what to do. */
public final class UnreadableAccount extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableAccount(String sentence) {
        this(sentence, null);
    }

    UnreadableAccount(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
