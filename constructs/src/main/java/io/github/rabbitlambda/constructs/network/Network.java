package io.github.rabbitlambda.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * A network for a broker. A stack asks it twice: how to place the broker, and, once the broker exists, where its
 * clients go.
 */
public sealed interface Network permits ServiceNetwork, OwnNetwork, DefaultNetwork, ExistingNetwork {
    BrokerPlacement placement();

    ClientNetwork clientNetwork(String brokerId);

    /** Lets another role read the broker's secret from inside the network, where endpoints are restricted. */
    default void admit(IGrantable reader) {}

    /** Whether a role that was not let in can't read the secret from inside the network. */
    default boolean restrictsReaders() {
        return false;
    }

    /** Groups of functions that call the broker; made in the scope where the network has none. */
    default List<ISecurityGroup> operationsGroups(Construct scope) {
        return List.of();
    }
}
