package io.github.rabbitlambda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.rabbitlambda.constructs.ConnectivityCheck;
import io.github.rabbitlambda.infra.options.Context;
import io.github.rabbitlambda.infra.options.Jars;
import io.github.rabbitlambda.infra.options.Options;
import io.github.rabbitlambda.infra.options.Target;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * Entry of the CDK app. {@code npx cdk list} prints the names of the stacks. Programs that synthesise the stacks
 * themselves add them with {@link #addStack} or {@link #addStacks} to an app of their own.
 */
public final class RabbitLambda {
    private static final Map<String, BiFunction<App, Options, Stack>> STACKS = new LinkedHashMap<>();
    private static final Map<String, BiFunction<App, Options, Stack>> AROUND_EXISTING = Map.of(
            ExistingRabbitMqInstanceStack.NAME, ExistingRabbitMqInstanceStack::new,
            PrivateRabbitMqInstanceExistingVpcStack.NAME, PrivateRabbitMqInstanceExistingVpcStack::new);

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
        return Options.from(new Context((Map<String, ?>) context, Target.in(System.getenv())),
                Jars.built());
    }

    /** The stacks of these options, without cdk-nag and the connectivity check. */
    public static void addStacks(App app, Options options) {
        stacks(options).forEach((name, stack) -> stack.apply(app, options));
    }

    /** The stack of this name, without stage, cdk-nag and the connectivity check. */
    public static Stack addStack(App app, String name, Options options) {
        BiFunction<App, Options, Stack> stack = stacks(options).get(name);
        if (stack == null) {
            throw new IllegalArgumentException(
                    "the stack must be one of " + stacks(options).keySet() + " (given " + name + ")");
        }
        return stack.apply(app, options);
    }

    /** The five, or the one that is made around a broker or a VPC that exists. */
    private static Map<String, BiFunction<App, Options, Stack>> stacks(Options options) {
        if (options.existing().broker().isPresent()) {
            return only(ExistingRabbitMqInstanceStack.NAME);
        }
        return options.existing().vpc().isPresent() ? only(PrivateRabbitMqInstanceExistingVpcStack.NAME) : STACKS;
    }

    private static Map<String, BiFunction<App, Options, Stack>> only(String name) {
        return Map.of(name, Objects.requireNonNull(AROUND_EXISTING.get(name)));
    }

    static void addCheckedStacks(App app, Options options) {
        Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build(), new ConnectivityCheck());
        addStacks(app, options);
    }

    /**
     * A refused option becomes an error of every stack that these options may mean, because the CDK's command line prints
     * nothing else of it.
     */
    static void addCheckedStacksOrError(App app, Supplier<Options> options) {
        try {
            addCheckedStacks(app, options.get());
        } catch (Refusal refusal) {
            String stage = app.getNode().tryGetContext("stage") instanceof String name
                    && name.matches("[a-zA-Z0-9-]+") ? "-" + name : "";
            possibleNames(app)
                    .forEach(name -> Annotations.of(stack(app, name + stage)).addError(refusal.getMessage()));
        }
    }

    /** A construct may have refused, when the first stacks were there. */
    private static IConstruct stack(App app, String name) {
        IConstruct made = app.getNode().tryFindChild(name);
        return made == null ? new Stack(app, name) : made;
    }

    /** All of them where neither is given: its name may be what is misspelt. */
    private static Stream<String> possibleNames(App app) {
        if (app.getNode().tryGetContext("brokerArn") != null) {
            return Stream.of(ExistingRabbitMqInstanceStack.NAME);
        }
        return app.getNode().tryGetContext("vpcId") != null
                ? Stream.of(PrivateRabbitMqInstanceExistingVpcStack.NAME)
                : Stream.concat(STACKS.keySet().stream(), AROUND_EXISTING.keySet().stream().sorted());
    }
}
