package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
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
        Optional<ExistingFunction> function = Arn.read(context, Arn.Kind.FUNCTION)
                .map(arn -> new ExistingFunction(arn.text()));
        if (context.isGiven("functionArn")) {
            context.refuseIfGiven(OF_OUR_FUNCTION, "functionArn is given, and that function is used as it is");
            context.check(() -> requirePlace(context));
        }
        return function;
    }

    private static void requirePlace(Context context) {
        if (!context.isGiven("brokerArn") && !context.isGiven("vpcId")) {
            throw Refusal.of("functionArn", "given together with brokerArn or vpcId",
                    context.text("functionArn", "") + " alone",
                    "the five stacks run a function of their own, and one in use would lose it and what it has parked");
        }
    }
}
