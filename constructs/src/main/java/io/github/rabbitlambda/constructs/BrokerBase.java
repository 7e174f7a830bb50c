package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.ClientNetwork;
import io.github.rabbitlambda.constructs.network.EndpointAccess;
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
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
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

    /** Whether the credentials are the administrator's, with whom topologies make users. */
    abstract boolean isAdministrated();

    /** The key that encrypts the secrets of users that topologies make, unless they have one of their own. */
    Optional<IKey> usersKey() {
        return Optional.empty();
    }

    /**
     * Where the secrets of a topology's users are made. The policies of a new network's endpoints name them, so those are in the
     * broker's stack, which can't refer to a stack that refers to the broker.
     */
    Construct usersScope(RabbitMqTopology topology) {
        return topology;
    }

    /** Whether this call is the first that asks to rotate the administrator's password, and the secret was made here. */
    boolean takeAdministratorsRotation() {
        return false;
    }

    /** Who may call what through endpoints that were made for the broker alone. */
    Optional<EndpointAccess> endpoints() {
        return Optional.empty();
    }

    ClientNetwork clients() {
        if (clients == null) {
            clients = network().clientNetwork(getBrokerId());
        }
        return clients;
    }

    /** Without a group, a rule would be left out in silence. */
    Connections withGroups(Connections connections) {
        if (connections.getSecurityGroups().isEmpty()) {
            throw new IllegalStateException("connections must be of a broker with a security group in this app (given "
                    + getNode().getPath() + ", which is public or in the default VPC): a rule can't be made here");
        }
        return connections;
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
        if (isAdministrated()) {
            throw new IllegalStateException("grantConsume must be called on a topology (given "
                    + getNode().getPath()
                    + ", whose credentials are its administrator's): the topology makes the user that consumes");
        }
        return grantConsume(grantee, getCredentials());
    }

    Grant grantConsume(IGrantable grantee, ISecret secret) {
        Grant grant = grantDescribe(grantee).combine(grantRead(grantee, secret));
        if (!isInVpc()) {
            return grant;
        }
        return FunctionRole.networkInterfaces().stream().map(statement -> allow(grantee, statement)).reduce(grant,
                Grant::combine);
    }

    /**
     * In the role's policy alone. The secret's own grantRead names the role in the policy of its key; a role that names the key
     * too, because it parks with it, would then wait for itself.
     */
    private static Grant grantRead(IGrantable grantee, ISecret secret) {
        Grant read = allow(grantee, List.of("secretsmanager:GetSecretValue"), List.of(secret.getSecretArn()));
        return Optional.ofNullable(secret.getEncryptionKey())
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
