package io.github.rabbitlambda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;

/**
 * Entry of the CDK app. {@code npx cdk list} prints the names of the stacks.
 */
public final class RabbitLambda {
    private static final List<String> NAMES = List.of(PublicRabbitMqInstanceStack.NAME,
            PrivateRabbitMqInstanceDefaultVpcStack.NAME, PrivateRabbitMqInstanceCustomVpcWithNatStack.NAME,
            PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack.NAME,
            PrivateRabbitMqInstanceCustomVpcPublicSubnetStack.NAME);

    private RabbitLambda() {}

    public static void main(String... args) {
        App app = new App();
        build(app, () -> Options.of(app.getNode()));
        app.synth();
    }

    static void build(App app, Supplier<Options> options) {
        try {
            stacks(app, options.get());
        } catch (Refusal refusal) {
            refuse(app, refusal.getMessage());
        }
    }

    /** As an error of the stacks, the sentence is all that the CDK's command line prints. */
    private static void refuse(App app, String sentence) {
        NAMES.forEach(name -> Annotations.of(new Stack(app, name)).addError(sentence));
    }

    static void stacks(App app, Options options) {
        Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build(), new ConnectivityCheck());
        unchecked(app, options);
    }

    static void unchecked(App app, Options options) {
        new PublicRabbitMqInstanceStack(app, options);
        new PrivateRabbitMqInstanceDefaultVpcStack(app, options);
        new PrivateRabbitMqInstanceCustomVpcWithNatStack(app, options);
        new PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(app, options);
        new PrivateRabbitMqInstanceCustomVpcPublicSubnetStack(app, options);
    }
}
