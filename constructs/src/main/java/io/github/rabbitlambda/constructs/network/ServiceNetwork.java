package io.github.rabbitlambda.constructs.network;

import java.util.List;
import java.util.Map;

/**
 * Amazon MQ's own network, for public brokers: there is nothing to create and nothing to choose. Amazon MQ refuses
 * security groups there.
 */
public final class ServiceNetwork implements Network {
    @Override
    public BrokerPlacement placement() {
        return new BrokerPlacement(true, List.of(), List.of(), "", Map.of(), List.of());
    }

    @Override
    public ClientNetwork clientNetwork(String brokerId) {
        return new ClientNetwork(List.of(), List.of(), List.of(), false, List.of());
    }
}
