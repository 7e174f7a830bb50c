package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.App;

/** The five stacks; people deploy them by these names. */
final class Names {
    static final String PUBLIC = "PublicRabbitMqInstanceStack";
    static final String DEFAULT_VPC = "PrivateRabbitMqInstanceDefaultVpcStack";
    static final String NAT = "PrivateRabbitMqInstanceCustomVpcWithNatStack";
    static final String ISOLATED = "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack";
    static final String PUBLIC_SUBNET = "PrivateRabbitMqInstanceCustomVpcPublicSubnetStack";

    private Names() {}

    static void build(App app, String name, Options options) {
        switch (name) {
            case PUBLIC -> new PublicRabbitMqInstanceStack(app, options);
            case DEFAULT_VPC -> new PrivateRabbitMqInstanceDefaultVpcStack(app, options);
            case NAT -> new PrivateRabbitMqInstanceCustomVpcWithNatStack(app, options);
            case ISOLATED -> new PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(app, options);
            case PUBLIC_SUBNET -> new PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(app, options);
            default -> throw new IllegalArgumentException(name);
        }
    }

    static List<String> all() {
        return List.of(PUBLIC, DEFAULT_VPC, NAT, ISOLATED, PUBLIC_SUBNET);
    }

    static List<String> ownVpc() {
        return List.of(NAT, ISOLATED, PUBLIC_SUBNET);
    }

    static List<String> endpoints() {
        return List.of(DEFAULT_VPC, ISOLATED, PUBLIC_SUBNET);
    }

    static List<String> closedEndpoints() {
        return List.of(ISOLATED, PUBLIC_SUBNET);
    }
}
