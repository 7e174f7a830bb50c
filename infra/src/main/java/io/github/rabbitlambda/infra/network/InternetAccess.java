package io.github.rabbitlambda.infra.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/**
 * How the broker's subnets reach the internet. The mapping's interfaces have no public address, so an internet gateway
 * alone is of no use to them.
 */
public enum InternetAccess {
    /** Private subnets, and a NAT gateway in a public one. */
    NAT(SubnetType.PRIVATE_WITH_EGRESS),
    /** Isolated subnets without access. */
    NONE(SubnetType.PRIVATE_ISOLATED),
    /** Public subnets with an internet gateway, which serves only what has a public address. */
    INTERNET_GATEWAY(SubnetType.PUBLIC);

    private static final int CIDR_MASK = 24;
    private final SubnetType type;

    InternetAccess(SubnetType type) {
        this.type = type;
    }

    int natGateways() {
        return this == NAT ? 1 : 0;
    }

    List<SubnetConfiguration> subnets() {
        SubnetConfiguration broker = configuration("Broker", type);
        return this == NAT ? List.of(broker, configuration("Nat", SubnetType.PUBLIC)) : List.of(broker);
    }

    private static SubnetConfiguration configuration(String name, SubnetType type) {
        SubnetConfiguration.Builder subnet = SubnetConfiguration.builder().name(name).subnetType(type)
                .cidrMask(CIDR_MASK);
        return type == SubnetType.PUBLIC ? subnet.mapPublicIpOnLaunch(false).build() : subnet.build();
    }

    List<ISubnet> brokerSubnets(Vpc vpc) {
        return switch (this) {
            case NAT -> vpc.getPrivateSubnets();
            case NONE -> vpc.getIsolatedSubnets();
            case INTERNET_GATEWAY -> vpc.getPublicSubnets();
        };
    }
}
