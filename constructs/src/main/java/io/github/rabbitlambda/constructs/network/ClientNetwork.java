package io.github.rabbitlambda.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.constructs.IDependable;

/**
 * The network of a broker that exists, as its clients need it: the mapping's interfaces and the functions that call the
 * broker.
 *
 * @param subnets
 *            of the broker; empty outside any VPC
 * @param brokerGroups
 *            security groups of the broker and therefore of the mapping's interfaces
 * @param operationsGroups
 *            security groups of functions that call the broker
 * @param ownedByStack
 *            whether the stack's deletion deletes subnets and groups
 * @param connections
 *            the rules, routes and endpoints of the clients: created before the mapping polls and deleted after it
 */
public record ClientNetwork(List<String> subnets, List<String> brokerGroups, List<String> operationsGroups,
        boolean ownedByStack, List<IDependable> connections) {
    public ClientNetwork {
        subnets = List.copyOf(subnets);
        brokerGroups = List.copyOf(brokerGroups);
        operationsGroups = List.copyOf(operationsGroups);
        connections = List.copyOf(connections);
    }

    /** The same with these groups, or with its own if there are none. */
    public ClientNetwork withOperationsGroups(List<ISecurityGroup> groups) {
        return groups.isEmpty()
                ? this
                : new ClientNetwork(subnets, brokerGroups,
                        groups.stream().map(ISecurityGroup::getSecurityGroupId).toList(), ownedByStack, connections);
    }
}
