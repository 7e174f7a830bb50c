package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.secretsmanager.ISecret;
import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Operation;
import io.github.rabbitlambda.constructs.operation.Operations;
import io.github.rabbitlambda.constructs.operation.RotationActions;
import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.UserOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.VpcConfigProperty;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The one function in the broker's network: it declares queues and users, publishes, observes, and rotates passwords. Its role is created
 * before the broker, so that the permissions take effect in the meantime; {@link #connectTo} gives it the broker's
 * network and addresses.
 */
public final class BrokerTasks {
    // declaring the topology retries for ten minutes, because a broker that is RUNNING may not answer yet
    private static final Duration TIMEOUT = Duration.minutes(14);
    private final Operation operation;

    public BrokerTasks(Construct scope, Operations operations, Props props) {
        operation = new Operation(scope, "broker.BrokerTasks", operations,
                new Operation.Props(TIMEOUT, props.environment(), props.statements()));
        if (props.inVpc()) {
            FunctionRole.acknowledgeNetworkInterfaces(operation.role());
        } else if (!props.rotated().isEmpty()) {
            Acknowledgements.add(operation.role(), "AwsSolutions-IAM5[Resource::*]",
                    "Neither a random password nor a listing takes a resource.");
        }
    }

    public void connectTo(ConsumedBroker broker, ClientNetwork network, QueueOptions queues) {
        Function function = operation.function();
        function.addEnvironment("BROKER_NAME", broker.name());
        function.addEnvironment("BROKER_ARN", broker.arn());
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

    /**
     * @param rotated
     *            the secrets that this function rotates
     */
    public record Props(UserSecrets secrets, UserOptions users, Collection<ISecret> rotated, boolean inVpc) {
        public Props {
            rotated = List.copyOf(rotated);
        }

        private Map<String, String> environment() {
            Map<String, String> environment = new TreeMap<>();
            environment.put("BROKER_SECRET_ARN", secrets.broker().getSecretArn());
            secrets.declared().ifPresent(declared -> {
                environment.put("CONSUMER_SECRET_ARN", declared.consumer().getSecretArn());
                environment.put("PUBLISHER_SECRET_ARN", declared.publisher().getSecretArn());
            });
            users.consumerPermissions().map(ConsumerPermissions::expressions).map(Json::text)
                    .ifPresent(permissions -> environment.put("CONSUMER_PERMISSIONS", permissions));
            return environment;
        }

        private List<PolicyStatement> statements() {
            List<PolicyStatement> statements = new ArrayList<>();
            statements.add(allow(List.of(RotationActions.READ), arns(secrets.all())));
            decrypt(statements);
            if (!rotated.isEmpty()) {
                rotate(statements);
            }
            if (inVpc) {
                statements.addAll(FunctionRole.networkInterfaces());
            }
            return statements;
        }

        private void decrypt(List<PolicyStatement> statements) {
            List<String> keys = UserSecrets.keys(secrets.all().stream());
            if (!keys.isEmpty()) {
                statements.add(allow(List.of("kms:Decrypt"), keys));
            }
        }

        private void rotate(List<PolicyStatement> statements) {
            statements.add(allow(RotationActions.WRITE, arns(rotated)));
            statements.add(allow(List.of(RotationActions.RANDOM_PASSWORD, RotationActions.LIST_MAPPINGS),
                    List.of("*")));
            List<String> keys = UserSecrets.keys(rotated.stream());
            if (!keys.isEmpty()) {
                statements.add(allow(List.of("kms:GenerateDataKey"), keys));
            }
        }

        private static PolicyStatement allow(List<String> actions, List<String> resources) {
            return FunctionRole.allow(actions, resources.toArray(String[]::new));
        }

        private static List<String> arns(Collection<ISecret> secrets) {
            return secrets.stream().map(ISecret::getSecretArn).toList();
        }
    }
}
