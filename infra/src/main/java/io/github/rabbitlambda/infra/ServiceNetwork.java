package io.github.rabbitlambda.infra;

import java.util.List;

/**
 * The network of the service itself, where a public broker sits: nothing to build and nothing to choose. Amazon MQ
 * refuses security groups there.
 */
final class ServiceNetwork implements Network {
    @Override
    public Placement placement() {
        return new Placement(true, List.of(), List.of(), "", List.of());
    }

    @Override
    public Surroundings around(Broker broker) {
        return new Surroundings(List.of(), List.of(), List.of(), false, List.of());
    }
}
