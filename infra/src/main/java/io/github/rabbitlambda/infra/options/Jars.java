package io.github.rabbitlambda.infra.options;

/**
 * The jars that this build makes for the stacks.
 *
 * @param operations
 *            the functions that run a stack
 * @param sample
 *            the listener of a user who names none
 */
public record Jars(Jar operations, Jar sample) {
    /** The jars that this build made, relative to the project's directory. */
    public static Jars built() {
        return new Jars(new Jar("operations", "operations/target/operations.jar"),
                new Jar("examples", "examples/target/examples.jar"));
    }
}
