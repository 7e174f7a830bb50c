package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.List;

/** The five stacks. */
final class StackNames {
    static final String PUBLIC = "PublicRabbitMqInstanceStack";
    static final String DEFAULT_VPC = "PrivateRabbitMqInstanceDefaultVpcStack";
    static final String NAT = "PrivateRabbitMqInstanceCustomVpcWithNatStack";
    static final String ISOLATED = "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack";
    static final String PUBLIC_SUBNET = "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack";
    static final List<String> ALL = List.of(PUBLIC, DEFAULT_VPC, NAT, ISOLATED, PUBLIC_SUBNET);

    private StackNames() {}
}
