package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;

/**
 * Options that have no effect in one stack. An error of that stack alone: all stacks have the same options, and others
 * obey them.
 */
final class Inapplicable {
    private Inapplicable() {}

    static void refuse(Stack stack, Options options, String reason, String... names) {
        for (String name : names) {
            if (options.given().contains(name)) {
                Annotations.of(stack).addError(
                        Refusal.of(name, "left out in " + stack.getStackName(), "a value", reason).getMessage());
            }
        }
    }
}
