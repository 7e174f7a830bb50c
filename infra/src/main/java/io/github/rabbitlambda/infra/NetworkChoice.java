package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.infra.construct.BrokerName;
import io.github.rabbitlambda.infra.network.DefaultNetwork;
import io.github.rabbitlambda.infra.network.InternetAccess;
import io.github.rabbitlambda.infra.network.Network;
import io.github.rabbitlambda.infra.network.OwnNetwork;
import io.github.rabbitlambda.infra.network.SecretReaders;
import io.github.rabbitlambda.infra.network.ServiceNetwork;
import io.github.rabbitlambda.infra.options.DeploymentMode;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import software.amazon.awscdk.Stack;

/**
 * The network that a stack chooses for its broker. The pipeline builds it later, because it needs the roles that read
 * the broker's secret.
 *
 * @param deploymentMode
 *            the user's, unless the network allows only one
 */
record NetworkChoice(boolean inVpc, DeploymentMode deploymentMode, Builder builder) {

    static NetworkChoice inService(Options options) {
        return new NetworkChoice(false, options.broker().deploymentMode(), (stack, readers) -> new ServiceNetwork());
    }

    static NetworkChoice inOwnVpc(Options options, InternetAccess access) {
        return new NetworkChoice(true, options.broker().deploymentMode(),
                (stack, readers) -> new OwnNetwork(stack, access, options.broker(), readers));
    }

    static NetworkChoice inDefaultVpc(Options options) {
        return new NetworkChoice(true, DeploymentMode.SINGLE_INSTANCE,
                (stack, readers) -> new DefaultNetwork(stack, new DefaultNetwork.Props(options.jars().network(),
                        BrokerName.prefix(stack.getStackName()), options.has(Feature.EXISTING_ENDPOINTS))));
    }

    Network build(Stack stack, SecretReaders readers) {
        return builder.build(stack, readers);
    }

    interface Builder {
        Network build(Stack stack, SecretReaders readers);
    }
}
