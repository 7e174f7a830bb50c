package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.ParkedMessages;
import io.github.rabbitlambda.constructs.RabbitMqEventSource;
import io.github.rabbitlambda.constructs.RabbitMqListener;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.resource.FailureQueue;
import io.github.rabbitlambda.constructs.resource.Listener;
import io.github.rabbitlambda.infra.options.ExistingFunction;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;

/**
 * The function that reads the queues: one that exists, the listener, or another one from a jar.
 */
final class Consumer {
    private final Stack stack;
    private final Options options;
    private final Optional<IKey> key;
    private final Optional<String> logGroup;

    Consumer(Stack stack, Options options, Optional<IKey> key, Optional<ParkedMessages> parked,
            RabbitMqEventSource source) {
        this.stack = stack;
        this.options = options;
        this.key = key;
        logGroup = options.existing().function().map(function -> existing(function, source))
                .orElseGet(() -> Optional.of(options.listener().usesRabbitMqListener()
                        ? listener(parked, source)
                        : other(parked, source)));
    }

    private Optional<String> existing(ExistingFunction function, RabbitMqEventSource source) {
        Function.fromFunctionAttributes(stack, "Function",
                FunctionAttributes.builder().functionArn(function.arn()).sameEnvironment(true).build())
                .addEventSource(source);
        return Optional.empty();
    }

    private String listener(Optional<ParkedMessages> parked, RabbitMqEventSource source) {
        ListenerOptions listener = options.listener();
        RabbitMqListener.Builder builder = RabbitMqListener.Builder.create(stack, "Listener")
                .jar(listener.jar().path()).handler(listener.handler()).memorySize(listener.memorySize())
                .timeout(Duration.seconds(listener.timeout())).environment(listener.environment())
                .idempotency(options.has(Feature.IDEMPOTENCY));
        listener.concurrency().ifPresent(builder::concurrency);
        parked.ifPresent(builder::parkedMessages);
        key.ifPresent(builder::encryptionKey);
        RabbitMqListener built = builder.build();
        built.addEventSource(source);
        return built.getLogGroup().getLogGroupName();
    }

    /** A jar without this project's listener has what it needs to park too, as in the five stacks. */
    private String other(Optional<ParkedMessages> parked, RabbitMqEventSource source) {
        Listener function = new Listener(stack, "Function", options.listener(), new Listener.Resources(
                Optional.empty(), parked.map(Consumer::failures), Optional.empty(), Optional.empty(), key));
        function.function().addEventSource(source);
        return function.logs().getLogGroupName();
    }

    private static FailureQueue failures(ParkedMessages parked) {
        return (FailureQueue) parked.getNode().findChild("Failures");
    }

    /** Empty where the function exists and its log group is not known. */
    Optional<String> logGroup() {
        return logGroup;
    }
}
