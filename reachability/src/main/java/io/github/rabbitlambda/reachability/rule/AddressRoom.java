package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** R19: whether the broker's subnets have addresses to spare; five of each are AWS's (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
final class AddressRoom {
    private static final int RESERVED = 5;
    private static final int SPARE = 4;

    private final MappingInterfaces network;
    private final Report report;

    AddressRoom(MappingInterfaces network, Report report) {
        this.network = network;
        this.report = report;
    }

    void check() {
        for (Subnet subnet : network.subnets()) {
            if (subnet.span().inexact().isPresent()) {
                continue;
            }
            long size = subnet.span().addresses().blocks().getFirst().size();
            long endpoints = Endpoint.all(network.deployment()).stream().filter(endpoint -> endpoint.subnets().stream()
                    .anyMatch(home -> home.value().key().equals(subnet.value().key()))).count();
            long functions = network.deployment().ofType("AWS::Lambda::Function").stream()
                    .filter(function -> function.get("VpcConfig").asFields().get("SubnetIds").asItems().stream()
                            .anyMatch(home -> home.key().equals(subnet.value().key())))
                    .count();
            long left = size - RESERVED - endpoints - functions - 2;
            if (left < SPARE) {
                report.add("R19", Level.WARNS, "Subnet " + subnet.show() + " has " + Math.max(0, left)
                        + " addresses left for the broker's and the mapping's interfaces; make it larger.");
            }
        }
    }
}
