package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/**
 * Reads the depth of every queue: RabbitMQ 4 brokers have no metrics of single queues on CloudWatch.
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-4.html
 */
final class Observation extends Construct {
    static final Duration EVERY = Duration.minutes(5);

    Observation(Construct scope, BrokerTasks tasks) {
        super(scope, "Observation");
        LambdaFunction observe = LambdaFunction.Builder.create(tasks.function())
                .event(RuleTargetInput.fromObject(Map.of("task", "observe"))).retryAttempts(0).maxEventAge(EVERY)
                .build();
        Rule.Builder.create(this, "Rule").description("Reads the depth of the queues")
                .schedule(Schedule.rate(EVERY)).targets(List.of(observe)).build();
    }
}
