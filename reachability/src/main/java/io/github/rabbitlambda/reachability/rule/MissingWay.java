package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.SecurityGroups.Way;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** R11 and R12 when there is no way to a service: why, and what to add. */
final class MissingWay {
    private final MappingInterfaces network;
    private final Service service;

    MissingWay(MappingInterfaces network, Service service) {
        this.network = network;
        this.service = service;
    }

    /** An endpoint for the service in the VPC that only lacks private DNS. */
    Optional<Endpoint> silent() {
        return Endpoint.all(network.deployment()).stream()
                .filter(endpoint -> Answer.all(List.of(endpoint.resource().present(),
                        endpoint.serves(service), endpoint.isInterface(), endpoint.in(network.vpc()),
                        endpoint.privateDns().not())).isYes())
                .findFirst();
    }

    /** An endpoint for the service in another VPC: to move it here is the likely repair, so its policy matters too. */
    Optional<Endpoint> misplaced() {
        return Endpoint.all(network.deployment()).stream()
                .filter(endpoint -> Answer.all(List.of(endpoint.resource().present(),
                        endpoint.serves(service), endpoint.isInterface(), endpoint.in(network.vpc()).not())).isYes())
                .findFirst();
    }

    String rule() {
        return silent().isPresent() ? "R12" : "R11";
    }

    /** A private hosted zone with the service's name decides where the name leads. */
    Optional<UnknownReason> ownZone() {
        return network.deployment().ofType("AWS::Route53::HostedZone").stream()
                .filter(zone -> !zone.present().isNo() && hasVpc(zone))
                .filter(zone -> zone.get("Name").show().matches(service.id() + "\\..*amazonaws.*|amazonaws\\.com\\.?"))
                .findFirst().map(zone -> UnknownReason.of("the records of the private hosted zone `" + zone.id() + "`",
                        "use an endpoint's private DNS instead"));
    }

    private boolean hasVpc(ResolvedResource zone) {
        return zone.items("VPCs").stream().map(item -> item.asFields().get("VPCId"))
                .anyMatch(vpc -> !vpc.sameAs(network.vpc()).isNo());
    }

    Failure failure(String story) {
        Optional<Endpoint> silent = silent();
        String start = network.subject() + " cannot " + service.purpose() + ": " + network.where()
                + " have no route to "
                + service.title() + ": ";
        if (silent.isPresent()) {
            return new Failure(
                    start + "endpoint `" + silent.get().id()
                            + "` has private DNS off, so the service's name resolves to public addresses, and "
                            + story + ". Set PrivateDnsEnabled to true on the endpoint, or add a NAT route.",
                    withHostnames(new Repair(silent.get().resource().template(),
                            "Turn private DNS of " + silent.get().id() + " on")
                            .set(silent.get().resource(), "PrivateDnsEnabled", Tree.text("true"))).done());
        }
        return new Failure(start + "VPC " + network.vpcName() + " has no " + service.id() + " interface endpoint"
                + elsewhere() + " and " + story
                + ". Add an interface endpoint com.amazonaws.<region>." + service.id()
                + " with private DNS whose security group lets "
                + network.groupNames() + " in on 443, or a NAT route.", endpoint());
    }

    private String elsewhere() {
        List<String> near = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.all(network.deployment())) {
            if (!endpoint.serves(service).isNo() && endpoint.resource().present().isYes()) {
                near.add(endpoint.in(network.vpc()).isNo()
                        ? "`" + endpoint.id() + "` is in another VPC"
                                + (endpoint.privateDns().isNo() ? " and has private DNS off" : "")
                        : endpoint.isInterface().isNo()
                                ? "`" + endpoint.id() + "` is no interface endpoint"
                                : "`" + endpoint.id() + "` does not serve it");
            }
        }
        return near.isEmpty() ? "" : " (" + String.join(", ", near) + ")";
    }

    private Repair withHostnames(Repair repair) {
        network.vpcPart().filter(vpc -> !vpc.flag("EnableDnsHostnames", false).isYes())
                .ifPresent(vpc -> repair.set(vpc, "EnableDnsHostnames", Tree.text("true")));
        return repair;
    }

    private List<Fix> endpoint() {
        Repair repair = withHostnames(
                new Repair(network.template(), "Add an interface endpoint for " + service.title()));
        String base = network.broker().id() + service.title().replace(" ", "");
        String groupId = Repair.freshId(network.template(), base + "EndpointGroup");
        Tree broker = repair.expression(network.firstGroup());
        Tree vpc = repair.expression(network.vpc());
        Tree group = Tree.mapping("Fn::GetAtt", List.of(groupId, "GroupId"));
        repair.resource(groupId, SecurityGroups.TYPE,
                Tree.mapping("GroupDescription", "Endpoint for " + service.title(), "VpcId", vpc,
                        "SecurityGroupIngress", List.of(Tree.mapping("IpProtocol", "tcp", "FromPort", 443, "ToPort",
                                443, "SourceSecurityGroupId", broker))));
        repair.resource(base + "Endpoint", Endpoint.TYPE,
                Tree.mapping("VpcId", vpc, "VpcEndpointType", "Interface", "ServiceName",
                        Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}." + service.id()), "PrivateDnsEnabled",
                        "true", "SubnetIds",
                        List.of(repair.expression(network.subnets().getFirst().value())), "SecurityGroupIds",
                        List.of(group)));
        if (!network.securityGroups()
                .pass(network.groups(), Way.EGRESS, 443, List.of(), network.subnets().getFirst().span()).isYes()) {
            repair.resource(base + "Out", "AWS::EC2::SecurityGroupEgress",
                    Tree.mapping("GroupId", broker, "IpProtocol", "tcp", "FromPort", 443,
                            "ToPort", 443, "DestinationSecurityGroupId", group));
        }
        return repair.done();
    }
}
