package io.github.rabbitlambda.constructs.network;

import software.amazon.awscdk.services.iam.IGrantable;

/**
 * A network for a broker. A stack asks it twice: how to place the broker, and, once the broker exists, where its
 * clients go.
 */
public sealed interface Network permits ServiceNetwork, OwnNetwork, DefaultNetwork, ExistingNetwork {
    BrokerPlacement placement();

    ClientNetwork clientNetwork(String brokerId);

    /** Lets another role read the broker's secret from inside the network, where endpoints are restricted. */
    default void admit(IGrantable reader) {}
}
