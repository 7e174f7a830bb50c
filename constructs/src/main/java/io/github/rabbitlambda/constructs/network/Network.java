package io.github.rabbitlambda.constructs.network;

/**
 * A network for a broker. A stack asks it twice: how to place the broker, and, once the broker exists, where its
 * clients go.
 */
public sealed interface Network permits ServiceNetwork, OwnNetwork, DefaultNetwork {
    BrokerPlacement placement();

    ClientNetwork clientNetwork(String brokerId);
}
