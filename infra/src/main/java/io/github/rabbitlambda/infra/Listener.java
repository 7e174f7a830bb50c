package io.github.rabbitlambda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function that the mapping invokes. It is not in the VPC: the mapping has interfaces of its own there, and a
 * function's would hold up the stack's deletion.
 */
final class Listener extends Construct {
    private final LogGroup logs;
    private final Role role;
    private final Function function;

    Listener(Construct scope, ListenerOptions options, Credentials credentials, Optional<FailureQueue> failures) {
        super(scope, "Listener");
        logs = Operation.logs(this);
        role = FunctionRole.create(this, "Role", logs, statements(credentials, failures));
        acknowledge(failures);
        function = Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
                .code(Code.fromAsset(options.jar().path())).handler(options.handler())
                .memorySize(options.memorySize()).timeout(Duration.seconds(options.timeout()))
                .environment(environment(options, failures)).role(role).logGroup(logs)
                .loggingFormat(LoggingFormat.JSON).build();
        // deleted before the bucket is emptied, so that nothing is parked in between
        failures.ifPresent(function.getNode()::addDependency);
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html, but the broker's own part. */
    private static List<PolicyStatement> statements(Credentials credentials, Optional<FailureQueue> failures) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("secretsmanager:GetSecretValue", credentials.arn()));
        statements.addAll(FunctionRole.networkInterfaces());
        failures.ifPresent(queue -> statements.addAll(queue.parking()));
        return statements;
    }

    private void acknowledge(Optional<FailureQueue> failures) {
        FunctionRole.acknowledgeNetworkInterfaces(role);
        failures.ifPresent(queue -> queue.acknowledgeObjects(role));
    }

    private static Map<String, String> environment(ListenerOptions options, Optional<FailureQueue> failures) {
        Map<String, String> environment = new TreeMap<>();
        failures.ifPresent(queue -> {
            environment.put("LISTENER_FAILURE_QUEUE_URL", queue.queue().getQueueUrl());
            environment.put("LISTENER_FAILURE_BUCKET", queue.bucket().getBucketName());
        });
        options.concurrency().ifPresent(limit -> environment.put("LISTENER_CONCURRENCY", limit.toString()));
        environment.putAll(options.environment());
        return environment;
    }

    /** The version that runs, under a name: a mapping keeps it while versions come and go. */
    Alias alias(String name) {
        return Alias.Builder.create(this, "Alias").aliasName(name).version(function.getCurrentVersion()).build();
    }

    Role role() {
        return role;
    }

    Function function() {
        return function;
    }

    LogGroup logs() {
        return logs;
    }
}
