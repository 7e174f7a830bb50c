package io.github.rabbitlambda.infra.options;

/**
 * The jars of the stacks' own functions.
 *
 * @param operations
 *            functions that call the broker and Lambda
 * @param network
 *            functions that call EC2; a jar of their own, because EC2's client is larger than everything else
 */
public record Jars(Jar operations, Jar network) {
    /** The jars that this build made, relative to the project's directory. */
    public static Jars built() {
        return new Jars(new Jar("operations", "operations/target/operations.jar"),
                new Jar("operations", "operations/target/network.jar"));
    }
}
