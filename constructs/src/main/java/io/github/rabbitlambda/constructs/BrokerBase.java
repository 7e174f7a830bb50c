package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.resource.ConsumedBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * What new and existing brokers have in common.
 */
abstract sealed class BrokerBase extends Construct implements IRabbitMqBroker
        permits RabbitMqBroker, ImportedRabbitMqBroker {
    // the oldest that Amazon MQ offers: what it can, all can
    private static final String UNKNOWN_VERSION = "3.13";
    private @Nullable ClientNetwork clients;

    BrokerBase(Construct scope, String id) {
        super(scope, id);
    }

    static BrokerBase of(IRabbitMqBroker broker) {
        return (BrokerBase) broker;
    }

    abstract ConsumedBroker consumed();

    abstract Network network();

    ClientNetwork clients() {
        if (clients == null) {
            clients = network().clientNetwork(getBrokerId());
        }
        return clients;
    }

    /** What the version decides. */
    BrokerOptions options() {
        return new BrokerOptions(getEngineVersion().orElse(UNKNOWN_VERSION), "mq.m7g.medium",
                DeploymentMode.SINGLE_INSTANCE, List.of());
    }

    @Override
    public String getBrokerArn() {
        return consumed().arn();
    }

    @Override
    public String getBrokerId() {
        return consumed().id();
    }

    @Override
    public String getBrokerName() {
        return consumed().name();
    }

    @Override
    public String getAmqpsEndpoint() {
        return consumed().amqpEndpoint();
    }

    @Override
    public String getConsoleUrl() {
        return consumed().console();
    }

    @Override
    public Optional<String> getEngineVersion() {
        return Optional.of(consumed().engineVersion()).filter(version -> !version.isEmpty());
    }

    @Override
    public boolean isInVpc() {
        return !network().placement().publiclyAccessible();
    }

    @Override
    public Grant grantDescribe(IGrantable grantee) {
        return allow(grantee, List.of("mq:DescribeBroker"), List.of(getBrokerArn()));
    }

    @Override
    public Grant grantConsume(IGrantable grantee) {
        Grant grant = grantDescribe(grantee).combine(grantRead(grantee));
        if (!isInVpc()) {
            return grant;
        }
        network().admit(grantee);
        return FunctionRole.networkInterfaces().stream().map(statement -> allow(grantee, statement)).reduce(grant,
                Grant::combine);
    }

    /**
     * In the role's policy alone. The secret's own grantRead names the role in the policy of its key; a role that names the key
     * too, because it parks with it, would then wait for itself.
     */
    private Grant grantRead(IGrantable grantee) {
        Grant read = allow(grantee, List.of("secretsmanager:GetSecretValue"),
                List.of(getCredentials().getSecretArn()));
        return Optional.ofNullable(getCredentials().getEncryptionKey())
                .map(key -> read.combine(allow(grantee, List.of("kms:Decrypt"), List.of(key.getKeyArn()))))
                .orElse(read);
    }

    private static Grant allow(IGrantable grantee, PolicyStatement statement) {
        return allow(grantee, statement.getActions(), statement.getResources());
    }

    private static Grant allow(IGrantable grantee, List<String> actions, List<String> resources) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder().grantee(grantee).actions(actions)
                .resourceArns(resources).build());
    }

    @Override
    public Metric metric(String name) {
        return Metric.Builder.create().namespace("AWS/AmazonMQ").metricName(name)
                .dimensionsMap(Map.of("Broker", getBrokerName())).statistic("Maximum").period(Duration.minutes(5))
                .build();
    }
}
