package io.github.rabbitlambda.operations.cleanup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.network.MqBrokers;

/**
 * The network interfaces that Lambda makes for mappings of Amazon MQ. Lambda reuses an interface for another mapping
 * with the same subnets and groups, so an interface can outlive the mapping in its description.
 *
 * <p>Assumption: their description is {@code AWS Lambda VPC ENI-armq-<account>-<mapping>…}; the only source is
 * <a href="https://github.com/cdklabs/cdk-amazonmq">cdklabs/cdk-amazonmq</a>.
 */
record Interfaces(Ec2Client ec2) {
    private static final Pattern MAPPING = Pattern
            .compile("ENI-armq-\\d+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /** A network interface. */
    record Interface(String id, String description, String status, String subnet, Set<String> groups) {

        /** Whether one of these mappings is in the interface's description. */
        boolean isNamedAfter(Set<String> uuids) {
            Matcher mapping = MAPPING.matcher(description);
            return mapping.find() && uuids.contains(mapping.group(1));
        }

        boolean couldServe(MqBrokers.Placement broker) {
            return broker.subnets().contains(subnet) && groups.equals(Set.copyOf(broker.groups()));
        }

        @Override
        public String toString() {
            return "network interface %s (%s, %s)".formatted(id, status, description);
        }
    }

    List<Interface> in(CleanupRequest request) {
        if (!request.hasNetwork()) {
            return List.of();
        }
        return AwsCall.of("ec2:DescribeNetworkInterfaces", "*",
                () -> ec2.describeNetworkInterfacesPaginator(query -> query.filters(
                        filter("description", List.of("AWS Lambda VPC ENI-armq-" + request.account() + "-*")),
                        filter("group-id", request.groups()), filter("subnet-id", request.subnets())))
                        .networkInterfaces().stream()
                        .map(Interfaces::of).toList());
    }

    private static Interface of(NetworkInterface found) {
        return new Interface(found.networkInterfaceId(), found.description(), found.statusAsString(), found.subnetId(),
                new HashSet<>(found.groups().stream().map(GroupIdentifier::groupId).toList()));
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
