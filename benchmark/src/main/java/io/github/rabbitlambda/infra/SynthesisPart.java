package io.github.rabbitlambda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/**
 * The app with some of its work left out, in a process of its own: what a part takes is the difference of two. Here
 * because the stacks are open to their package alone.
 */
public enum SynthesisPart {
    /** A virtual machine that does nothing. */
    JVM,
    /** And an empty app: the jsii kernel and aws-cdk-lib are loaded. */
    JSII,
    /** And the five stacks, unchecked. */
    STACKS,
    /** And aws-cdk-lib's own template validation. */
    VALIDATION,
    /** And cdk-nag. */
    NAG,
    /** The connectivity check in its place. */
    REACHABILITY,
    /** All, as cdk.json starts it. */
    WHOLE;

    /** Whether aws-cdk-lib validates templates; it does unless the environment variable {@code CDK_VALIDATION} is false. */
    public boolean validates() {
        return compareTo(VALIDATION) >= 0;
    }

    /** @param arguments the part's name */
    public static void main(String[] arguments) {
        valueOf(arguments[0]).run();
    }

    private void run() {
        if (this == JVM) {
            return;
        }
        if (this == WHOLE) {
            RabbitLambda.main();
            return;
        }
        App app = new App();
        if (this == NAG) {
            Validations.of(app).addPlugins(AwsSolutionsChecks.Builder.create(app).build());
        }
        if (this == REACHABILITY) {
            Validations.of(app).addPlugins(new ConnectivityCheck());
        }
        if (this != JSII) {
            RabbitLambda.unchecked(app, Options.of(app.getNode()));
        }
        app.synth();
    }
}
