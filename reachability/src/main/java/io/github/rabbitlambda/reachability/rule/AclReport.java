package io.github.rabbitlambda.reachability.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NetworkAcls;
import io.github.rabbitlambda.reachability.network.NetworkAcls.Leg;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** R15: what a network ACL stops, and the entry that would let it pass. */
final class AclReport {
    private final MappingInterfaces network;
    private final Report report;
    private final NetworkAcls acls;
    private final Map<String, Integer> used = new HashMap<>();

    AclReport(MappingInterfaces network, Report report) {
        this.network = network;
        this.report = report;
        this.acls = new NetworkAcls(network.deployment());
    }

    void require(Leg leg) {
        report.require("R15", acls.allows(leg), "network ACL of " + leg.at().name() + ", " + leg.show(),
                () -> blocked(leg));
    }

    private Failure blocked(Leg leg) {
        Value acl = acls.of(leg.at()).custom().orElseGet(
                () -> new Value.Reference(((Value.Reference) leg.at().vpc()).resource(), "DefaultNetworkAcl"));
        String name = acl.show().replaceAll("^\\$\\{(.*)}$", "$1");
        return new Failure(
                network.subject() + " cannot connect: network ACL " + name + " of subnet " + leg.at().show() + " stops "
                        + leg.show()
                        + ". Add an entry that allows it, with a lower number than the one that denies it.",
                fix(leg, acl, name));
    }

    private List<Fix> fix(Leg leg, Value acl, String name) {
        Repair repair = new Repair(network.template(), "Let network ACL " + name + " pass " + leg.show());
        Optional<Integer> number = freeNumber(leg, acl);
        Optional<AddressRange> block = leg.span().addresses().blocks().stream().findFirst();
        if (number.isEmpty() || block.isEmpty()) {
            return List.of();
        }
        return repair.resource(name.replaceAll("\\W", "") + (leg.egress() ? "Out" : "In") + number.get(),
                "AWS::EC2::NetworkAclEntry", Tree.mapping("NetworkAclId",
                        repair.expression(acl), "RuleNumber", number.get(), "Protocol", 6, "RuleAction", "allow",
                        "Egress", leg.egress(), "CidrBlock", cidr(leg),
                        "PortRange", Tree.mapping("From", leg.firstPort(), "To", leg.lastPort())))
                .done();
    }

    private static String cidr(Leg leg) {
        AddressRange block = leg.span().addresses().blocks().getFirst();
        return leg.span().addresses().blocks().size() > 1
                ? "0.0.0.0/0"
                : AddressRange.show(block.first()) + "/" + (32 - Long.numberOfTrailingZeros(block.size()));
    }

    private Optional<Integer> freeNumber(Leg leg, Value acl) {
        int lowest = network.deployment().ofType("AWS::EC2::NetworkAclEntry").stream()
                .filter(entry -> !entry.get("NetworkAclId").sameAs(acl).isNo())
                .flatMap(entry -> entry.get("RuleNumber").asNumber().stream()).mapToInt(Integer::intValue).min()
                .orElse(100);
        int number = used.merge(acl.key(), lowest - 1, (before, first) -> before - 1);
        return number >= 1 ? Optional.of(number) : Optional.empty();
    }
}
