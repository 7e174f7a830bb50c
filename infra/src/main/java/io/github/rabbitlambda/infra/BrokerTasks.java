package io.github.rabbitlambda.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.VpcConfigProperty;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The one function in the broker's network: it declares the topology, publishes and observes. Its role comes first, with
 * what may settle while the broker is made; {@link #beside} puts it where the broker is.
 */
final class BrokerTasks {
    // declaring retries for ten minutes: a broker that is RUNNING may not answer yet
    private static final Duration TIMEOUT = Duration.minutes(14);
    private final Operation operation;

    public BrokerTasks(Construct scope, Jar jar, Credentials credentials, Site site) {
        operation = new Operation(scope, "broker.BrokerTasks",
                new Operation.Props(jar, TIMEOUT, Map.of("BROKER_SECRET_ARN", credentials.arn()),
                        statements(credentials, site)));
        if (site.inVpc()) {
            FunctionRole.acknowledgeNetworkInterfaces(operation.role());
        }
    }

    private static List<PolicyStatement> statements(Credentials credentials, Site site) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("secretsmanager:GetSecretValue", credentials.arn()));
        if (site.inVpc()) {
            statements.addAll(FunctionRole.networkInterfaces());
        }
        return statements;
    }

    void beside(Broker broker, Surroundings surroundings, QueueOptions queues) {
        Function function = operation.function();
        function.addEnvironment("BROKER_NAME", broker.name());
        function.addEnvironment("BROKER_AMQP_ENDPOINT", broker.amqpEndpoint());
        function.addEnvironment("BROKER_MANAGEMENT_URL", broker.console());
        function.addEnvironment("VIRTUAL_HOST", queues.virtualHost());
        function.addEnvironment("LISTENER_QUEUES", Json.text(queues.queues()));
        function.addEnvironment("DEAD_LETTER_QUEUE", queues.deadLetterQueue());
        queues.exchange().ifPresent(exchange -> function.addEnvironment("EXCHANGE", exchange));
        queues.unroutableQueue().ifPresent(queue -> function.addEnvironment("UNROUTABLE_QUEUE", queue));
        place(function, surroundings);
    }

    /** L1: the subnets and groups of the default VPC are known to CloudFormation only. */
    private static void place(Function function, Surroundings surroundings) {
        if (!surroundings.subnets().isEmpty()) {
            ((CfnFunction) function.getNode().getDefaultChild())
                    .setVpcConfig(VpcConfigProperty.builder().subnetIds(surroundings.subnets())
                            .securityGroupIds(surroundings.operationsGroups()).build());
        }
    }

    Role role() {
        return operation.role();
    }

    Function function() {
        return operation.function();
    }
}
