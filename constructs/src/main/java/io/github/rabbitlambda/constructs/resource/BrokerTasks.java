package io.github.rabbitlambda.constructs.resource;

import java.util.Optional;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Operation;
import io.github.rabbitlambda.constructs.operation.Operations;
import io.github.rabbitlambda.constructs.options.QueueOptions;
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
 * The one function in the broker's network: it declares the topology, publishes and observes. Its role is created
 * before the broker, so that the permissions take effect in the meantime; {@link #connectTo} gives it the broker's
 * network and addresses.
 */
public final class BrokerTasks {
    // declaring the topology retries for ten minutes, because a broker that is RUNNING may not answer yet
    private static final Duration TIMEOUT = Duration.minutes(14);
    private final Operation operation;

    public BrokerTasks(Construct scope, Operations operations, ISecret credentials, boolean inVpc) {
        operation = new Operation(scope, "broker.BrokerTasks", operations,
                new Operation.Props(TIMEOUT, Map.of("BROKER_SECRET_ARN", credentials.getSecretArn()),
                        statements(credentials, inVpc)));
        if (inVpc) {
            FunctionRole.acknowledgeNetworkInterfaces(operation.role());
        }
    }

    private static List<PolicyStatement> statements(ISecret credentials, boolean inVpc) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(FunctionRole.allow("secretsmanager:GetSecretValue", credentials.getSecretArn()));
        Optional.ofNullable(credentials.getEncryptionKey())
                .ifPresent(key -> statements.add(FunctionRole.allow("kms:Decrypt", key.getKeyArn())));
        if (inVpc) {
            statements.addAll(FunctionRole.networkInterfaces());
        }
        return statements;
    }

    public void connectTo(ConsumedBroker broker, ClientNetwork network, QueueOptions queues) {
        Function function = operation.function();
        function.addEnvironment("BROKER_NAME", broker.name());
        function.addEnvironment("BROKER_AMQP_ENDPOINT", broker.amqpEndpoint());
        function.addEnvironment("BROKER_MANAGEMENT_URL", broker.console());
        broker.metrics().ifPresent(address -> function.addEnvironment("BROKER_METRICS_URL", address));
        function.addEnvironment("VIRTUAL_HOST", queues.virtualHost());
        function.addEnvironment("LISTENER_QUEUES", Json.text(queues.queues()));
        function.addEnvironment("DEAD_LETTER_QUEUE", queues.deadLetterQueue());
        queues.exchange().ifPresent(exchange -> function.addEnvironment("EXCHANGE", exchange));
        queues.unroutableQueue().ifPresent(queue -> function.addEnvironment("UNROUTABLE_QUEUE", queue));
        place(function, network);
    }

    /** On the L1, because only CloudFormation knows the subnets and groups of the default VPC. */
    private static void place(Function function, ClientNetwork network) {
        if (!network.subnets().isEmpty()) {
            ((CfnFunction) function.getNode().getDefaultChild())
                    .setVpcConfig(VpcConfigProperty.builder().subnetIds(network.subnets())
                            .securityGroupIds(network.operationsGroups()).build());
        }
    }

    public Role role() {
        return operation.role();
    }

    public Function function() {
        return operation.function();
    }
}
