package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.network.BrokerPlacement;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.constructs.Construct;

/**
 * Amazon MQ's broker; L1, because the CDK has no L2 for Amazon MQ in Java. Its creation takes ten to twenty minutes, in
 * which the roles that were created before it take effect.
 */
public final class Broker extends Construct {
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
    }

    private void place(BrokerPlacement placement) {
        if (!placement.subnets().isEmpty()) {
            resource.setSubnetIds(placement.subnets());
            resource.setSecurityGroups(placement.securityGroups());
        }
        placement.prerequisites().forEach(getNode()::addDependency);
    }

    private static CfnBroker.UserProperty user(Credentials credentials) {
        return CfnBroker.UserProperty.builder().username(credentials.username()).password(credentials.password())
                .build();
    }

    String name() {
        return resource.getBrokerName();
    }

    public String id() {
        return resource.getRef();
    }

    public String arn() {
        return resource.getAttrArn();
    }

    String amqpEndpoint() {
        return Fn.select(0, resource.getAttrAmqpEndpoints());
    }

    /**
     * On the host of the first endpoint, amqps://host:5671. Amazon MQ's attribute ConsoleURLs is in the schema only, and
     * in no documentation.
     */
    public String console() {
        return "https://" + Fn.select(0, Fn.split(":", Fn.select(1, Fn.split("//", amqpEndpoint()))));
    }

    /**
     * The address of the metrics for Prometheus, if the broker has them. Amazon MQ documents the paths only; that they are
     * at the console's address is an assumption. Where it does not hold, the management API is read instead.
     * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-prometheus-metrics.html
     */
    Optional<String> metrics() {
        return Optional.of(console()).filter(console -> hasMetrics);
    }

    String engineVersion() {
        return Objects.requireNonNull(resource.getEngineVersion());
    }

    public record Props(String name, BrokerOptions options, DeploymentMode mode, BrokerPlacement placement,
            Credentials credentials) {}
}
