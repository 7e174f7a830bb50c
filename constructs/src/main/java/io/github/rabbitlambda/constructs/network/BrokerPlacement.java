package io.github.rabbitlambda.constructs.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.IDependable;

/**
 * How a broker is placed in a network: what a stack must know before it creates the broker.
 *
 * @param subnets
 *            empty where Amazon MQ chooses
 * @param securityGroups
 *            empty where Amazon MQ chooses, and always for a public broker, which may have none
 * @param fingerprint
 *            changes with everything that would move the broker, because a move replaces the broker
 * @param zoneNames
 *            the zones of a VPC of the stack's own, by letter; empty where Amazon MQ chooses
 * @param prerequisites
 *            what must be created before the broker
 */
public record BrokerPlacement(boolean publiclyAccessible, List<String> subnets, List<String> securityGroups,
        String fingerprint, Map<String, String> zoneNames, List<IDependable> prerequisites) {
    public BrokerPlacement {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        zoneNames = new TreeMap<>(zoneNames);
        prerequisites = List.copyOf(prerequisites);
    }
}
