package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.value.Deployment;

/** Whether the broker's subnets have addresses to spare. */
final class R19FreeAddresses {
    static final Rule RULE = new Rule("R19",
            "Each subnet of the broker has at least four addresses to spare; a warning otherwise.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html");
    /** The addresses of each subnet that AWS keeps for itself. */
    private static final int RESERVED = 5;
    /** The interface of the broker, and that of the mapping. */
    private static final int OWN = 2;
    private static final int SPARE = 4;

    private final MappingInterfaces interfaces;
    private final Report report;

    R19FreeAddresses(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
    }

    void check() {
        interfaces.subnets().stream().filter(subnet -> subnet.addresses().inexact().isEmpty()).forEach(this::check);
    }

    private void check(Subnet subnet) {
        long size = subnet.addresses().bounds().ranges().getFirst().size();
        long free = size - RESERVED - endpoints(subnet) - functions(subnet) - OWN;
        if (free < SPARE) {
            report.warn(RULE, "Subnet " + subnet.show() + " has " + Math.max(0, free)
                    + " addresses left for the broker's and the mapping's interfaces; make it larger.");
        }
    }

    private long endpoints(Subnet subnet) {
        return Endpoint.all(interfaces.deployment()).stream().filter(endpoint -> endpoint.subnets().stream()
                .anyMatch(home -> home.value().key().equals(subnet.value().key()))).count();
    }

    private long functions(Subnet subnet) {
        Deployment deployment = interfaces.deployment();
        return deployment.ofType("AWS::Lambda::Function").stream()
                .filter(function -> function.get("VpcConfig").asFields().get("SubnetIds").asItems().stream()
                        .anyMatch(home -> home.key().equals(subnet.value().key())))
                .count();
    }
}
