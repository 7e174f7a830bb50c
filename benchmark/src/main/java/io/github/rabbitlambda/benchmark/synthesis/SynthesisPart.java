package io.github.rabbitlambda.benchmark.synthesis;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.rabbitlambda.infra.RabbitLambda;
import io.github.rabbitlambda.constructs.ConnectivityCheck;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/**
 * How much of the app's work a process does. What one part of the work takes is the difference of two processes.
 */
enum SynthesisPart {
    /** A virtual machine that does nothing. */
    JVM,
    /** Also an empty app: the jsii kernel and aws-cdk-lib are loaded. */
    JSII,
    /** Also the five stacks, without checks. */
    STACKS,
    /** Also aws-cdk-lib's own template validation. */
    VALIDATION,
    /** Also cdk-nag. */
    NAG,
    /** Also the connectivity check instead of cdk-nag. */
    REACHABILITY,
    /** Everything, as cdk.json starts it. */
    WHOLE;

    /** Whether aws-cdk-lib validates templates; it does unless the environment variable {@code CDK_VALIDATION} is false. */
    boolean validates() {
        return compareTo(VALIDATION) >= 0;
    }

    /** @param arguments the part's name */
    public static void main(String[] arguments) {
        valueOf(arguments[0]).run();
    }

    private void run() {
        switch (this) {
            case JVM -> {
            }
            case WHOLE -> RabbitLambda.main();
            case JSII, STACKS, VALIDATION, NAG, REACHABILITY -> synthesise();
        }
    }

    private void synthesise() {
        App app = new App();
        if (this == NAG) {
            Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build());
        }
        if (this == REACHABILITY) {
            Validations.of(app).addPlugins(new ConnectivityCheck());
        }
        if (this != JSII) {
            RabbitLambda.addStacks(app, RabbitLambda.options(app));
        }
        app.synth();
    }
}
