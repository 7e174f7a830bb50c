package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** What resolves or blocks names and packets of a VPC besides the VPC itself, in ways that are not modelled. */
final class R21UnmodelledResources {
    static final Rule RULE = new Rule("R21",
            "The VPC has no DNS Firewall, no Resolver rules, no DNS servers of its own and no VPC Block Public Access: with one of them it is unknown what passes.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html");
    private static final Map<String, String> DNS = Map.of("AWS::Route53Resolver::FirewallRuleGroupAssociation",
            "a DNS Firewall", "AWS::Route53Resolver::ResolverRuleAssociation", "a Resolver rule");

    private final MappingInterfaces interfaces;
    private final Deployment deployment;
    private final Report report;

    R21UnmodelledResources(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.deployment = interfaces.deployment();
        this.report = report;
    }

    void check() {
        first(interfaces.vpc()).ifPresent(what -> report.unknown(RULE,
                "names and packets in VPC " + interfaces.vpcName(),
                UnknownReason.of(what + ", whose rules apply in the VPC,", "check them by hand")));
    }

    private Optional<String> first(Value vpc) {
        Stream<String> dns = deployment.all().stream().filter(resource -> DNS.containsKey(resource.type()))
                .filter(resource -> isFor(vpc, resource))
                .map(resource -> DNS.get(resource.type()) + " (`" + resource.id() + "`)");
        Stream<String> servers = deployment.ofType("AWS::EC2::VPCDHCPOptionsAssociation").stream()
                .filter(resource -> !resource.get("VpcId").sameAs(vpc).isNo())
                .filter(resource -> !isAmazonDns(resource))
                .map(resource -> "DNS servers of its own (`" + resource.id() + "`)");
        Stream<String> block = deployment.ofType("AWS::EC2::VPCBlockPublicAccessOptions").stream()
                .map(resource -> "VPC Block Public Access (`" + resource.id() + "`)");
        return Stream.of(dns, servers, block).flatMap(stream -> stream).findFirst();
    }

    private static boolean isFor(Value vpc, ResolvedResource resource) {
        return Stream.of("VpcId", "VPCId").map(resource::get)
                .anyMatch(named -> !named.isMissing() && !named.sameAs(vpc).isNo());
    }

    private boolean isAmazonDns(ResolvedResource association) {
        return association.text("DhcpOptionsId").filter("default"::equals).isPresent()
                || deployment.find(association.get("DhcpOptionsId"), "AWS::EC2::DHCPOptions").filter(options -> {
                    List<Value> servers = options.items("DomainNameServers");
                    return servers.size() == 1 && servers.getFirst().show().equalsIgnoreCase("AmazonProvidedDNS");
                }).isPresent();
    }
}
