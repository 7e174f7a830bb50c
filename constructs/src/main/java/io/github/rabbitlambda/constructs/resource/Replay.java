package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Operation;
import io.github.rabbitlambda.constructs.operation.Operations;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The function that puts parked and dead-lettered messages back on their queue. Only people invoke it. It knows
 * the queues that the stack reads now, because a parked message may come from a queue that nobody reads any more.
 */
public final class Replay {
    private static final Duration TIMEOUT = Duration.minutes(14);
    private final Operation operation;

    public Replay(Construct scope, Operations operations, BrokerTasks tasks, QueueOptions queues,
            FailureQueue failures) {
        operation = new Operation(scope, "replay.Replay", operations, new Operation.Props(TIMEOUT,
                environment(tasks, queues, failures), statements(tasks, failures)));
        failures.acknowledgeObjects(operation.role());
    }

    private static Map<String, String> environment(BrokerTasks tasks, QueueOptions queues, FailureQueue failures) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("BROKER_TASKS_ARN", tasks.function().getFunctionArn());
        environment.put("VIRTUAL_HOST", queues.virtualHost());
        environment.put("DEAD_LETTER_QUEUE", queues.deadLetterQueue());
        environment.put("FAILURE_QUEUE_URL", failures.queue().getQueueUrl());
        return environment;
    }

    private static List<PolicyStatement> statements(BrokerTasks tasks, FailureQueue failures) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("lambda:InvokeFunction", tasks.function().getFunctionArn()));
        statements.addAll(failures.replayStatements());
        return statements;
    }

    public Function function() {
        return operation.function();
    }
}
