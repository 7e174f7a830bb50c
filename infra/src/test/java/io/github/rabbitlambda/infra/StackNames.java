package io.github.rabbitlambda.infra;

import java.util.List;

/** The five stacks; people deploy them by these names. */
public final class StackNames {
    public static final String PUBLIC = "PublicRabbitMqInstanceStack";
    public static final String DEFAULT_VPC = "PrivateRabbitMqInstanceDefaultVpcStack";
    public static final String NAT = "PrivateRabbitMqInstanceCustomVpcWithNatStack";
    public static final String ISOLATED = "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack";
    public static final String PUBLIC_SUBNET = "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack";

    private StackNames() {}

    public static List<String> all() {
        return List.of(PUBLIC, DEFAULT_VPC, NAT, ISOLATED, PUBLIC_SUBNET);
    }

    public static List<String> inVpc() {
        return List.of(DEFAULT_VPC, NAT, ISOLATED, PUBLIC_SUBNET);
    }

    public static List<String> ownVpc() {
        return List.of(NAT, ISOLATED, PUBLIC_SUBNET);
    }

    public static List<String> endpoints() {
        return List.of(DEFAULT_VPC, ISOLATED, PUBLIC_SUBNET);
    }

    public static List<String> closedEndpoints() {
        return List.of(ISOLATED, PUBLIC_SUBNET);
    }
}
