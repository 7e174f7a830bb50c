package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Properties that a builder can't do without.
 */
final class Required {
    private Required() {}

    static <T> T of(String name, @Nullable T given) {
        if (given == null) {
            throw Refusal.of(name, "given", "none", "the construct can't be made without it");
        }
        return given;
    }
}
