package io.github.rabbitlambda.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.constructs.Construct;

/**
 * A network for a broker. A stack asks it twice: how to place the broker, and, once the broker exists, where its
 * clients go.
 */
public sealed interface Network permits ServiceNetwork, OwnNetwork, DefaultNetwork, ExistingNetwork {
    BrokerPlacement placement();

    ClientNetwork clientNetwork(String brokerId);

    /** Groups of functions that call the broker; made in the scope where the network has none. */
    default List<ISecurityGroup> operationsGroups(Construct scope) {
        return List.of();
    }
}
