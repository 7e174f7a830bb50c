package io.github.rabbitlambda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.rabbitlambda.constructs.ConnectivityCheck;
import io.github.rabbitlambda.infra.options.Context;
import io.github.rabbitlambda.infra.options.Jars;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;

/**
 * Entry of the CDK app. {@code npx cdk list} prints the names of the stacks. Programs that synthesise the stacks
 * themselves add them with {@link #addStack} or {@link #addStacks} to an app of their own.
 */
public final class RabbitLambda {
    private static final Map<String, BiFunction<App, Options, Stack>> STACKS = new LinkedHashMap<>();

    static {
        STACKS.put(PublicRabbitMqInstanceStack.NAME, PublicRabbitMqInstanceStack::new);
        STACKS.put(PrivateRabbitMqInstanceDefaultVpcStack.NAME, PrivateRabbitMqInstanceDefaultVpcStack::new);
        STACKS.put(PrivateRabbitMqInstanceCustomVpcWithNatStack.NAME,
                PrivateRabbitMqInstanceCustomVpcWithNatStack::new);
        STACKS.put(PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack.NAME,
                PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack::new);
        STACKS.put(PrivateRabbitMqInstanceCustomVpcPublicSubnetStack.NAME,
                PrivateRabbitMqInstanceCustomVpcPublicSubnetStack::new);
    }

    private RabbitLambda() {}

    public static void main(String... args) {
        App app = new App();
        addCheckedStacksOrError(app, () -> options(app));
        app.synth();
    }

    /**
     * The options in the app's context, with the jars of this build.
     *
     * @throws Refusal
     *             if an option can't be deployed
     */
    @SuppressWarnings("unchecked")
    public static Options options(App app) {
        Object context = app.getNode().getAllContext();
        return Options.from(new Context((Map<String, ?>) context), Jars.built());
    }

    /** All five stacks, without cdk-nag and the connectivity check. */
    public static void addStacks(App app, Options options) {
        STACKS.keySet().forEach(name -> addStack(app, name, options));
    }

    /** The stack of this name, without cdk-nag and the connectivity check. */
    public static Stack addStack(App app, String name, Options options) {
        BiFunction<App, Options, Stack> stack = STACKS.get(name);
        if (stack == null) {
            throw new IllegalArgumentException("the stack must be one of " + STACKS.keySet() + " (given " + name + ")");
        }
        return stack.apply(app, options);
    }

    static void addCheckedStacks(App app, Options options) {
        Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build(), new ConnectivityCheck());
        addStacks(app, options);
    }

    /** A refused option becomes an error of every stack, because the CDK's command line prints nothing else of it. */
    static void addCheckedStacksOrError(App app, Supplier<Options> options) {
        try {
            addCheckedStacks(app, options.get());
        } catch (Refusal refusal) {
            STACKS.keySet().forEach(name -> Annotations.of(new Stack(app, name)).addError(refusal.getMessage()));
        }
    }
}
