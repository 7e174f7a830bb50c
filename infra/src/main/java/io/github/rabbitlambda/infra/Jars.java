package io.github.rabbitlambda.infra;

/**
 * The jars of the functions that run a stack.
 *
 * @param operations
 *            what talks to the broker and to Lambda
 * @param network
 *            what asks EC2 about interfaces and VPCs; apart, since EC2's client is larger than all the rest
 */
record Jars(Jar operations, Jar network) {
    static Jars built() {
        return new Jars(new Jar("operations", "operations/target/operations.jar"),
                new Jar("operations", "operations/target/network.jar"));
    }
}
