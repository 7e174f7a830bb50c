package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.network.BrokerPlacement;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Amazon MQ's broker; L1, because the CDK has no L2 for Amazon MQ in Java. Its creation takes ten to twenty minutes, in
 * which the roles that were created before it take effect.
 */
public final class Broker extends Construct implements ConsumedBroker {
    private final CfnBroker resource;
    private final boolean hasMetrics;

    public Broker(Construct scope, Props props) {
        super(scope, "Broker");
        resource = CfnBroker.Builder.create(this, "Resource").brokerName(props.name()).engineType("RABBITMQ")
                .engineVersion(props.options().engineVersion()).hostInstanceType(props.options().instanceType())
                .deploymentMode(props.mode().name()).publiclyAccessible(props.placement().publiclyAccessible())
                .autoMinorVersionUpgrade(true).logs(CfnBroker.LogListProperty.builder().general(true).build())
                .users(List.of(user(props.credentials()))).build();
        // in a cluster each node tells its own counts, and any of them may answer
        hasMetrics = props.mode() == DeploymentMode.SINGLE_INSTANCE && props.options().isAtLeast("4.2");
        place(props.placement());
        props.encryptionKey().ifPresent(this::encrypt);
    }

    /** Only when a broker is made; another key makes another broker. */
    private void encrypt(IKey key) {
        resource.setEncryptionOptions(CfnBroker.EncryptionOptionsProperty.builder().useAwsOwnedKey(false)
                .kmsKeyId(key.getKeyArn()).build());
    }

    private void place(BrokerPlacement placement) {
        if (!placement.subnets().isEmpty()) {
            resource.setSubnetIds(placement.subnets());
            resource.setSecurityGroups(placement.securityGroups());
        }
        placement.prerequisites().forEach(getNode()::addDependency);
    }

    /** Dynamic references: CloudFormation reads the values, and no template holds them. */
    private static CfnBroker.UserProperty user(ISecret credentials) {
        return CfnBroker.UserProperty.builder().username(credentials.secretValueFromJson("username").unsafeUnwrap())
                .password(credentials.secretValueFromJson("password").unsafeUnwrap()).build();
    }

    @Override
    public String name() {
        return resource.getBrokerName();
    }

    @Override
    public String id() {
        return resource.getRef();
    }

    @Override
    public String arn() {
        return resource.getAttrArn();
    }

    @Override
    public String amqpEndpoint() {
        return Fn.select(0, resource.getAttrAmqpEndpoints());
    }

    /**
     * The address of the metrics for Prometheus, if the broker has them. Amazon MQ documents the paths only; that they are
     * at the console's address is an assumption. Where it does not hold, the management API is read instead.
     * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-prometheus-metrics.html
     */
    @Override
    public Optional<String> metrics() {
        return Optional.of(console()).filter(console -> hasMetrics);
    }

    @Override
    public String engineVersion() {
        return Objects.requireNonNull(resource.getEngineVersion());
    }

    public record Props(String name, BrokerOptions options, DeploymentMode mode, BrokerPlacement placement,
            ISecret credentials, Optional<IKey> encryptionKey) {}
}
