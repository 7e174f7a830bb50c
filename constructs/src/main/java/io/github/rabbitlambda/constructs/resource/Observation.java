package io.github.rabbitlambda.constructs.resource;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/**
 * The schedule on which a function reads the depth of every queue: RabbitMQ 4 brokers have no metrics of single queues.
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-4.html
 */
public final class Observation extends Construct {
    private static final Duration INTERVAL = Duration.minutes(5);

    public Observation(Construct scope, BrokerTasks tasks) {
        super(scope, "Observation");
        LambdaFunction observe = LambdaFunction.Builder.create(tasks.function())
                .event(RuleTargetInput.fromObject(Map.of("task", "observe"))).retryAttempts(0).maxEventAge(INTERVAL)
                .build();
        Rule.Builder.create(this, "Rule").description("Reads the depth of the queues")
                .schedule(Schedule.rate(INTERVAL)).targets(List.of(observe)).build();
    }
}
