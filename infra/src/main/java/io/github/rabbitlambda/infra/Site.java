package io.github.rabbitlambda.infra;

import software.amazon.awscdk.Stack;

/**
 * Where a stack puts its broker.
 *
 * @param deploymentMode
 *            what the site allows of what the user asked for
 */
record Site(boolean inVpc, DeploymentMode deploymentMode, Builder builder) {

    static Site inService(Options options) {
        return new Site(false, options.broker().deploymentMode(), (stack, readers) -> new ServiceNetwork());
    }

    static Site inOwnVpc(Options options, Exit exit) {
        return new Site(true, options.broker().deploymentMode(),
                (stack, readers) -> new OwnNetwork(stack, exit, options.broker(), readers));
    }

    static Site inDefaultVpc(Options options) {
        return new Site(true, DeploymentMode.SINGLE_INSTANCE,
                (stack, readers) -> new DefaultNetwork(stack, options));
    }

    Network network(Stack stack, Readers readers) {
        return builder.build(stack, readers);
    }

    interface Builder {
        Network build(Stack stack, Readers readers);
    }
}
