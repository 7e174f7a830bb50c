package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.resource.EventSourceCleanup;
import io.github.rabbitlambda.constructs.network.DefaultNetwork;
import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.network.InternetAccess;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.network.OwnNetwork;
import io.github.rabbitlambda.constructs.network.ServiceNetwork;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The network that a stack chooses for its broker. The pipeline builds it later, because its endpoints name the roles that
 * read the users' secrets.
 *
 * @param deploymentMode
 *            the user's, unless the network allows only one
 * @param stepStatements
 *            what the deployment's steps may do, which depends on the network
 */
record NetworkChoice(boolean inVpc, DeploymentMode deploymentMode, List<PolicyStatement> stepStatements,
        Builder builder) {

    static NetworkChoice inService(Options options) {
        return new NetworkChoice(false, options.broker().deploymentMode(), List.of(),
                (stack, steps, endpoints) -> new ServiceNetwork());
    }

    static NetworkChoice inOwnVpc(Options options, InternetAccess access) {
        return new NetworkChoice(true, options.broker().deploymentMode(), EventSourceCleanup.statements(),
                (stack, steps, endpoints) -> new OwnNetwork(stack,
                        new OwnNetwork.Props(access, options.broker(), options.vpcCidr(), endpoints)));
    }

    static NetworkChoice inDefaultVpc(Options options) {
        List<PolicyStatement> statements = new ArrayList<>(EventSourceCleanup.statements());
        statements.addAll(DefaultNetwork.statements());
        return new NetworkChoice(true, DeploymentMode.SINGLE_INSTANCE, statements,
                (stack, steps, endpoints) -> new DefaultNetwork(stack, steps,
                        options.has(Feature.EXISTING_ENDPOINTS)));
    }

    Network build(Stack stack, Steps steps, EndpointAccess endpoints) {
        return builder.build(stack, steps, endpoints);
    }

    interface Builder {
        Network build(Stack stack, Steps steps, EndpointAccess endpoints);
    }
}
