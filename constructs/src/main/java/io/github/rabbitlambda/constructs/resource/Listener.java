package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Operations;
import io.github.rabbitlambda.constructs.options.ListenerOptions;
import io.github.rabbitlambda.constructs.options.ListenerOptions.Client;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.RetryDelay;
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
 * The function that the mapping invokes. It is not in the VPC: the mapping has interfaces of its own there, and
 * interfaces of the function would delay the stack's deletion.
 */
public final class Listener extends Construct {
    /**
     * Seconds that a failing invocation is held where the broker keeps the batch for minutes. Not 0: of a long queue the next
     * batch comes at once, and the hold limits how often an outage is asked whether it is over.
     */
    private static final String SHORT_HOLD = "1";
    private static final String QUEUE = "LISTENER_FAILURE_QUEUE_URL";
    private static final String BUCKET = "LISTENER_FAILURE_BUCKET";
    private static final String HOLD = "LISTENER_OUTAGE_HOLD";
    private final LogGroup logs;
    private final Role role;
    private final Function function;
    private final boolean holdIsFree;

    public Listener(Construct scope, String id, ListenerOptions options, Resources resources) {
        super(scope, id);
        resources.requireClients(options);
        holdIsFree = !options.environment().containsKey(HOLD);
        logs = Operations.logs(this, "Logs", resources.encryptionKey());
        role = FunctionRole.create(this, "Role", logs, resources.statements());
        resources.acknowledge(role);
        function = Function.Builder.create(this, "Function").runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
                .code(Code.fromAsset(options.jar().path())).handler(options.handler())
                .memorySize(options.memorySize()).timeout(Duration.seconds(options.timeout()))
                .environment(environment(options, resources)).role(role).logGroup(logs)
                .loggingFormat(LoggingFormat.JSON).build();
        EnvironmentLimit.on(function);
        // so the function is deleted before the bucket is emptied, and parks nothing in between
        resources.failures().ifPresent(function.getNode()::addDependency);
    }

    private static Map<String, String> environment(ListenerOptions options, Resources resources) {
        Map<String, String> environment = resources.environment();
        options.concurrency().ifPresent(limit -> environment.put("LISTENER_CONCURRENCY", limit.toString()));
        environment.putAll(options.environment());
        if (options.usesRabbitMqListener() && isSet(environment, BUCKET) && !isSet(environment, QUEUE)) {
            throw Refusal
                    .of(BUCKET + " needs " + QUEUE + " (not given): the listener does not start with a bucket alone");
        }
        return environment;
    }

    /** An empty value counts as absent, as in the listener. */
    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /** The name of the current version: the mapping keeps its function while versions change. */
    public MappingTarget.Resolved alias(String name) {
        Alias alias = Alias.Builder.create(this, "Alias").aliasName(name).version(function.getCurrentVersion()).build();
        return new MappingTarget.Resolved(alias.getFunctionArn(), alias.getVersion().getVersion());
    }

    /** For a broker that keeps for minutes what came back, unless the user has set the hold. */
    public void holdShortly() {
        if (holdIsFree) {
            function.addEnvironment(HOLD, SHORT_HOLD);
        }
    }

    public Role role() {
        return role;
    }

    public Function function() {
        return function;
    }

    public LogGroup logs() {
        return logs;
    }

    /**
     * The resources that the listener uses; empty where the user switched them off.
     *
     * @param credentials
     *            the secret that the mapping uses, if the role may read it and make the mapping's network interfaces from the
     *            beginning
     */
    public record Resources(Optional<ISecret> credentials, Optional<FailureQueue> failures,
            Optional<IdempotencyTable> processed, Optional<RetryDelay> retryDelay,
            Optional<IKey> encryptionKey) {

        private void requireClients(ListenerOptions options) {
            failures.ifPresent(queue -> List.of(Client.SQS, Client.S3).forEach(options::requireClient));
            processed.ifPresent(table -> options.requireClient(Client.DYNAMODB));
        }

        // without mq:DescribeBroker, which names the broker and is granted when the broker exists:
        // https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
        private List<PolicyStatement> statements() {
            List<PolicyStatement> statements = new ArrayList<>();
            credentials.ifPresent(secret -> {
                statements.add(FunctionRole.allow("secretsmanager:GetSecretValue", secret.getSecretArn()));
                statements.addAll(FunctionRole.networkInterfaces());
                Optional.ofNullable(secret.getEncryptionKey())
                        .ifPresent(key -> statements.add(FunctionRole.allow("kms:Decrypt", key.getKeyArn())));
            });
            failures.ifPresent(queue -> statements.addAll(queue.parkStatements()));
            processed.ifPresent(table -> statements.addAll(table.statements()));
            return statements;
        }

        private void acknowledge(Role role) {
            credentials.ifPresent(secret -> FunctionRole.acknowledgeNetworkInterfaces(role));
            failures.ifPresent(queue -> queue.acknowledgeObjects(role));
        }

        private Map<String, String> environment() {
            Map<String, String> environment = new TreeMap<>();
            failures.ifPresent(queue -> {
                environment.put(QUEUE, queue.queue().getQueueUrl());
                environment.put(BUCKET, queue.bucket().getBucketName());
            });
            processed.ifPresent(table -> environment.put("LISTENER_IDEMPOTENCY_TABLE", table.name()));
            retryDelay.ifPresent(delay -> environment.put(HOLD, SHORT_HOLD));
            return environment;
        }
    }
}
