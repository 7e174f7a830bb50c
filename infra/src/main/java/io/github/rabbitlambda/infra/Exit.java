package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/**
 * The way out of the broker's subnets. Interfaces that Lambda makes have no public address, so a public subnet alone
 * leads nowhere.
 */
enum Exit {
    /** Private subnets, a NAT gateway in a public one. */
    NAT(SubnetType.PRIVATE_WITH_EGRESS),
    /** None. */
    NONE(SubnetType.PRIVATE_ISOLATED),
    /** An internet gateway, of use to what has a public address. */
    INTERNET_GATEWAY(SubnetType.PUBLIC);

    private static final int CIDR_MASK = 24;
    private final SubnetType type;

    Exit(SubnetType type) {
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
