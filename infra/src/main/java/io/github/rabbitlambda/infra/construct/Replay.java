package io.github.rabbitlambda.infra.construct;

import io.github.rabbitlambda.infra.operation.FunctionRole;
import io.github.rabbitlambda.infra.operation.Operation;
import io.github.rabbitlambda.infra.options.Jar;
import io.github.rabbitlambda.infra.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The function that puts parked and dead-lettered messages back on their queue. Only people invoke it.
 */
public final class Replay {
    private final Operation operation;

    public Replay(Construct scope, Jar jar, BrokerTasks tasks, QueueOptions queues, Optional<FailureQueue> failures) {
        operation = new Operation(scope, "replay.Replay", new Operation.Props(jar, Duration.minutes(14),
                environment(tasks, queues, failures), statements(tasks, failures)));
        failures.ifPresent(parked -> parked.acknowledgeObjects(operation.role()));
    }

    private static Map<String, String> environment(BrokerTasks tasks, QueueOptions queues,
            Optional<FailureQueue> failures) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("BROKER_TASKS_ARN", tasks.function().getFunctionArn());
        environment.put("VIRTUAL_HOST", queues.virtualHost());
        environment.put("DEAD_LETTER_QUEUE", queues.deadLetterQueue());
        failures.ifPresent(parked -> {
            environment.put("FAILURE_QUEUE_URL", parked.queue().getQueueUrl());
            environment.put("FAILURE_BUCKET", parked.bucket().getBucketName());
        });
        return environment;
    }

    private static List<PolicyStatement> statements(BrokerTasks tasks, Optional<FailureQueue> failures) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("lambda:InvokeFunction", tasks.function().getFunctionArn()));
        failures.ifPresent(parked -> statements.addAll(parked.replayStatements()));
        return statements;
    }

    public Function function() {
        return operation.function();
    }
}
