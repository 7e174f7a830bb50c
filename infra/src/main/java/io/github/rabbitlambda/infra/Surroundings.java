package io.github.rabbitlambda.infra;

import java.util.List;
import software.constructs.IDependable;

/**
 * The network around a broker that exists: where the mapping's interfaces and the functions beside the broker sit.
 *
 * @param subnets
 *            of the broker; empty outside any VPC
 * @param brokerGroups
 *            of the broker and therefore of the mapping's interfaces
 * @param operationsGroups
 *            of functions in the broker's network
 * @param owned
 *            whether subnets and groups go with the stack
 * @param ways
 *            rules, routes and endpoints: what must be there before anything is polled, and outlive it
 */
record Surroundings(List<String> subnets, List<String> brokerGroups, List<String> operationsGroups, boolean owned,
        List<IDependable> ways) {
    Surroundings {
        subnets = List.copyOf(subnets);
        brokerGroups = List.copyOf(brokerGroups);
        operationsGroups = List.copyOf(operationsGroups);
        ways = List.copyOf(ways);
    }
}
