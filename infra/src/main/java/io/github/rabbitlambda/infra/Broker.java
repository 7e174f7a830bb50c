package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.amazonmq.CfnBroker;
import software.constructs.Construct;

/**
 * Amazon MQ's broker. L1, since the CDK has no other for Amazon MQ in Java. Its ten to twenty minutes are when
 * everything made before it settles.
 */
final class Broker extends Construct {
    private final CfnBroker resource;

    Broker(Construct scope, Props props) {
        super(scope, "Broker");
        resource = CfnBroker.Builder.create(this, "Resource").brokerName(props.name()).engineType("RABBITMQ")
                .engineVersion(props.options().engineVersion()).hostInstanceType(props.options().instanceType())
                .deploymentMode(props.mode().name()).publiclyAccessible(props.placement().publiclyAccessible())
                .autoMinorVersionUpgrade(true).logs(CfnBroker.LogListProperty.builder().general(true).build())
                .users(List.of(user(props.credentials()))).build();
        place(props.placement());
    }

    private void place(Placement placement) {
        if (!placement.subnets().isEmpty()) {
            resource.setSubnetIds(placement.subnets());
            resource.setSecurityGroups(placement.groups());
        }
        placement.first().forEach(getNode()::addDependency);
    }

    private static CfnBroker.UserProperty user(Credentials credentials) {
        return CfnBroker.UserProperty.builder().username(credentials.username()).password(credentials.password())
                .build();
    }

    String name() {
        return resource.getBrokerName();
    }

    String id() {
        return resource.getRef();
    }

    String arn() {
        return resource.getAttrArn();
    }

    String amqpEndpoint() {
        return Fn.select(0, resource.getAttrAmqpEndpoints());
    }

    String console() {
        return Fn.select(0, resource.getAttrConsoleUrLs());
    }

    record Props(String name, BrokerOptions options, DeploymentMode mode, Placement placement,
            Credentials credentials) {}
}
