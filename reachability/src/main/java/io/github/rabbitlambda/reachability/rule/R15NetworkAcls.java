package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.FlowLeg;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NetworkAcls;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.network.TextList;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** What a network ACL stops in one direction, and the entries that would let it pass. */
final class R15NetworkAcls {
    static final Rule RULE = new Rule("R15",
            "Network ACLs pass each flow between subnets in both directions; answers come on ports 1024 to 65535.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html");
    private static final int LOWEST_BY_DEFAULT = 100;
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final MappingInterfaces interfaces;
    private final Report report;
    private final NetworkAcls acls;

    R15NetworkAcls(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
        this.acls = new NetworkAcls(interfaces.deployment());
    }

    void require(FlowLegs flows) {
        Map<String, List<FlowLeg>> blocked = new LinkedHashMap<>();
        for (FlowLeg leg : flows.all()) {
            Answer allowed = acls.allows(leg);
            if (!report.holds(RULE, allowed, "network ACL of " + leg.at().name() + ", " + leg.show())) {
                blocked.computeIfAbsent(acl(leg).key() + leg.egress(), key -> new ArrayList<>()).add(leg);
            }
        }
        blocked.values().forEach(these -> report.fail(RULE,
                blocked(these).breaking(flows.targets(these), Subnet.show(interfaces.subnets()))));
    }

    private Value acl(FlowLeg leg) {
        return acls.aclOf(leg.at()).custom().orElseGet(
                () -> new Value.Reference(((Value.Reference) leg.at().vpc()).resource(), "DefaultNetworkAcl"));
    }

    private Failure blocked(List<FlowLeg> legs) {
        Value acl = acl(legs.getFirst());
        List<String> subnets = legs.stream().map(FlowLeg::at).map(Subnet::show).distinct().toList();
        return new Failure(interfaces.subject() + " cannot connect: network ACL " + name(acl)
                + (subnets.size() == 1 ? " of subnet " : " of subnets ") + TextList.and(subnets) + " stops "
                + TextList.and(legs.stream().map(FlowLeg::show).distinct().toList())
                + ". Add entries that allow it, with lower numbers than those that deny it.",
                Repair.firstPossible(interfaces.template(), acl, template -> allow(template, acl, legs)));
    }

    private static String name(Value acl) {
        return acl.show().replaceAll("^\\$\\{(.*)}$", "$1");
    }

    private Repair allow(Template template, Value acl, List<FlowLeg> legs) {
        boolean egress = legs.getFirst().egress();
        Repair repair = new Repair(template, "Let network ACL " + name(acl) + " pass "
                + (egress ? "outbound" : "inbound") + " packets between the interfaces and what they call");
        int number = lowestNumber(acl);
        Set<Opening> openings = openings(legs);
        repair.possibleOnlyIf(number > openings.size());
        for (Opening opening : openings) {
            number--;
            repair.resource(name(acl) + (egress ? "Out" : "In") + number, "AWS::EC2::NetworkAclEntry",
                    Tree.mapping("NetworkAclId", repair.expression(acl), "RuleNumber", number, "Protocol", 6,
                            "RuleAction", "allow", "Egress", egress, "CidrBlock", opening.cidr(), "PortRange",
                            Tree.mapping("From", opening.firstPort(), "To", opening.lastPort())));
        }
        return repair;
    }

    /** What one entry of an ACL lets pass. */
    private record Opening(String cidr, int firstPort, int lastPort) {}

    private static Set<Opening> openings(List<FlowLeg> legs) {
        Set<Opening> openings = new LinkedHashSet<>();
        legs.forEach(leg -> openings.add(new Opening(cidr(leg), leg.firstPort(), leg.lastPort())));
        openings.removeIf(opening -> !opening.cidr().equals(EVERYWHERE)
                && openings.contains(new Opening(EVERYWHERE, opening.firstPort(), opening.lastPort())));
        return openings;
    }

    private static String cidr(FlowLeg leg) {
        List<AddressRange> peers = leg.peerAddresses().bounds().ranges();
        if (peers.size() != 1) {
            return EVERYWHERE;
        }
        AddressRange block = peers.getFirst();
        return AddressRange.show(block.first()) + "/" + (32 - Long.numberOfTrailingZeros(block.size()));
    }

    /** The lowest number of the ACL's entries: the entry with the lowest number decides. */
    private int lowestNumber(Value acl) {
        return interfaces.deployment().ofType("AWS::EC2::NetworkAclEntry").stream()
                .filter(entry -> !entry.get("NetworkAclId").sameAs(acl).isNo())
                .flatMap(entry -> entry.get("RuleNumber").asNumber().stream()).mapToInt(Integer::intValue).min()
                .orElse(LOWEST_BY_DEFAULT);
    }
}
