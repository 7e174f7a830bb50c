package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Jar;

/**
 * The jars that this build makes for the stacks.
 *
 * @param operations
 *            functions that call the broker
 * @param steps
 *            the steps of a deployment; a jar of their own, because EC2's client is larger than everything else
 * @param sample
 *            the listener of a user who names none
 */
public record Jars(Jar operations, Jar steps, Jar sample) {
    /** The jars that this build made, relative to the project's directory. */
    public static Jars built() {
        return new Jars(new Jar("operations", "operations/target/operations.jar"),
                new Jar("operations", "operations/target/steps.jar"),
                new Jar("examples", "examples/target/examples.jar"));
    }
}
