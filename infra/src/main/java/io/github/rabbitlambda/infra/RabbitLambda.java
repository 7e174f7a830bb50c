package io.github.rabbitlambda.infra;

import software.amazon.awscdk.App;

/**
 * Entry of the CDK app. {@code npx cdk list} prints the names of the stacks.
 */
public final class RabbitLambda {
    private RabbitLambda() {}

    public static void main(String... args) {
        App app = new App();
        new PublicRabbitMqInstanceStack(app);
        new PrivateRabbitMqInstanceDefaultVpcStack(app);
        new PrivateRabbitMqInstanceCustomVpcWithNatStack(app);
        new PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(app);
        new PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(app);
        app.synth();
    }
}
