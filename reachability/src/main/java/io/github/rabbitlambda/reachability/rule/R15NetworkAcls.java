package io.github.rabbitlambda.reachability.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.FlowLeg;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NetworkAcls;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** What a network ACL stops, and the entry that would let it pass. */
final class R15NetworkAcls {
    static final Rule RULE = new Rule("R15",
            "Network ACLs pass each flow between subnets in both directions; answers come on ports 1024 to 65535.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html");
    private static final int LOWEST_BY_DEFAULT = 100;

    private final MappingInterfaces interfaces;
    private final Report report;
    private final NetworkAcls acls;
    /** The numbers that fixes have used last, by ACL. */
    private final Map<String, Integer> usedNumbers = new HashMap<>();

    R15NetworkAcls(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
        this.acls = new NetworkAcls(interfaces.deployment());
    }

    void require(FlowLeg leg) {
        report.require(RULE, acls.allows(leg), "network ACL of " + leg.at().name() + ", " + leg.show(),
                () -> blocked(leg));
    }

    private Failure blocked(FlowLeg leg) {
        Value acl = acls.aclOf(leg.at()).custom().orElseGet(
                () -> new Value.Reference(((Value.Reference) leg.at().vpc()).resource(), "DefaultNetworkAcl"));
        String name = acl.show().replaceAll("^\\$\\{(.*)}$", "$1");
        return new Failure(interfaces.subject() + " cannot connect: network ACL " + name + " of subnet "
                + leg.at().show() + " stops " + leg.show()
                + ". Add an entry that allows it, with a lower number than the one that denies it.",
                allow(leg, acl, name));
    }

    private List<Fix> allow(FlowLeg leg, Value acl, String name) {
        Repair repair = new Repair(interfaces.template(), "Let network ACL " + name + " pass " + leg.show());
        Optional<Integer> number = freeNumber(acl);
        List<AddressRange> peers = leg.peerAddresses().bounds().ranges();
        if (number.isEmpty() || peers.isEmpty()) {
            return List.of();
        }
        String id = name.replaceAll("\\W", "") + (leg.egress() ? "Out" : "In") + number.get();
        return repair.resource(id, "AWS::EC2::NetworkAclEntry",
                Tree.mapping("NetworkAclId", repair.expression(acl), "RuleNumber", number.get(), "Protocol", 6,
                        "RuleAction", "allow", "Egress", leg.egress(), "CidrBlock", cidr(peers), "PortRange",
                        Tree.mapping("From", leg.firstPort(), "To", leg.lastPort())))
                .fixes();
    }

    private static String cidr(List<AddressRange> peers) {
        AddressRange block = peers.getFirst();
        return peers.size() > 1
                ? "0.0.0.0/0"
                : AddressRange.show(block.first()) + "/" + (32 - Long.numberOfTrailingZeros(block.size()));
    }

    /** A number below those of the ACL's entries and of the fixes so far; the lowest number decides. */
    private Optional<Integer> freeNumber(Value acl) {
        int lowest = interfaces.deployment().ofType("AWS::EC2::NetworkAclEntry").stream()
                .filter(entry -> !entry.get("NetworkAclId").sameAs(acl).isNo())
                .flatMap(entry -> entry.get("RuleNumber").asNumber().stream()).mapToInt(Integer::intValue).min()
                .orElse(LOWEST_BY_DEFAULT);
        int number = usedNumbers.merge(acl.key(), lowest - 1, (used, first) -> used - 1);
        return number >= 1 ? Optional.of(number) : Optional.empty();
    }
}
