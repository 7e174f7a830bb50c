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

    Listener(Construct scope, ListenerOptions options, Means means) {
        super(scope, "Listener");
        logs = Operation.logs(this);
        role = FunctionRole.create(this, "Role", logs, means.statements());
        means.acknowledge(role);
        function = Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
                .code(Code.fromAsset(options.jar().path())).handler(options.handler())
                .memorySize(options.memorySize()).timeout(Duration.seconds(options.timeout()))
                .environment(environment(options, means)).role(role).logGroup(logs)
                .loggingFormat(LoggingFormat.JSON).build();
        // deleted before the bucket is emptied, so that nothing is parked in between
        means.failures().ifPresent(function.getNode()::addDependency);
    }

    private static Map<String, String> environment(ListenerOptions options, Means means) {
        Map<String, String> environment = means.environment();
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

    /** What the listener works with; empty where the user wants none of it. */
    record Means(Credentials credentials, Optional<FailureQueue> failures, Optional<SeenMessages> seen) {

        // https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html; the broker itself comes later
        private List<PolicyStatement> statements() {
            List<PolicyStatement> statements = new ArrayList<>();
            statements.add(FunctionRole.allow("secretsmanager:GetSecretValue", credentials.arn()));
            statements.addAll(FunctionRole.networkInterfaces());
            failures.ifPresent(queue -> statements.addAll(queue.parking()));
            seen.ifPresent(table -> statements.add(table.remembering()));
            return statements;
        }

        private void acknowledge(Role role) {
            FunctionRole.acknowledgeNetworkInterfaces(role);
            failures.ifPresent(queue -> queue.acknowledgeObjects(role));
        }

        private Map<String, String> environment() {
            Map<String, String> environment = new TreeMap<>();
            failures.ifPresent(queue -> {
                environment.put("LISTENER_FAILURE_QUEUE_URL", queue.queue().getQueueUrl());
                environment.put("LISTENER_FAILURE_BUCKET", queue.bucket().getBucketName());
            });
            seen.ifPresent(table -> environment.put("LISTENER_IDEMPOTENCY_TABLE", table.name()));
            return environment;
        }
    }
}
