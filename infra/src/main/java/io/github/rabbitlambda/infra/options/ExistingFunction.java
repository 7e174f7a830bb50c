package io.github.rabbitlambda.infra.options;

import java.util.List;
import java.util.Optional;

/**
 * A function that exists already, in any language.
 *
 * @param arn
 *            of the function, or of an alias or version of it
 */
public record ExistingFunction(String arn) {
    private static final List<String> OF_OUR_FUNCTION = List.of("functionJar", "handler", "memorySize", "timeout",
            "environment", "listenerConcurrency", "idempotency", "failureQueue", "retainFailures");

    static Optional<ExistingFunction> read(Context context) {
        Optional<ExistingFunction> function = Arn.read(context, "functionArn", Arn.Kind.FUNCTION)
                .map(arn -> new ExistingFunction(arn.text()));
        if (context.isGiven("functionArn")) {
            context.refuseIfGiven(OF_OUR_FUNCTION, "functionArn is given, and that function is used as it is");
            context.refuseIfGiven(List.of("existingEndpoints", "replaceBroker"),
                    "functionArn is given, and its stacks have neither endpoints of others nor a guard over changes");
        }
        return function;
    }
}
