package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.template.Nesting;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** What stands in a template and may change the answer in a way that isn't modelled: it makes the verdict unknown. */
final class Unmodelled {
    private static final Map<String, String> DNS = Map.of("AWS::Route53Resolver::FirewallRuleGroupAssociation",
            "a DNS Firewall",
            "AWS::Route53Resolver::ResolverRuleAssociation", "a Resolver rule");

    private final Deployment deployment;

    Unmodelled(Deployment deployment) {
        this.deployment = deployment;
    }

    /** What resolves or blocks names and packets of a VPC besides the VPC itself. */
    Optional<UnknownReason> around(Value vpc) {
        Stream<UnknownReason> dns = deployment.all().stream().filter(resource -> DNS.containsKey(resource.type()))
                .filter(resource -> Stream.of("VpcId", "VPCId")
                        .anyMatch(name -> !resource.get(name).isMissing() && !resource.get(name).sameAs(vpc).isNo()))
                .map(resource -> reason(DNS.get(resource.type()) + " (`" + resource.id() + "`)"));
        Stream<UnknownReason> servers = deployment.ofType("AWS::EC2::VPCDHCPOptionsAssociation").stream()
                .filter(resource -> !resource.get("VpcId").sameAs(vpc).isNo())
                .filter(resource -> !isAmazonDns(resource))
                .map(resource -> reason("DNS servers of its own (`" + resource.id() + "`)"));
        Stream<UnknownReason> block = deployment.ofType("AWS::EC2::VPCBlockPublicAccessOptions").stream()
                .map(resource -> reason("VPC Block Public Access (`" + resource.id() + "`)"));
        return Stream.of(dns, servers, block).flatMap(stream -> stream).findFirst();
    }

    private boolean isAmazonDns(ResolvedResource association) {
        return association.text("DhcpOptionsId").filter("default"::equals).isPresent()
                || deployment.find(association.get("DhcpOptionsId"), "AWS::EC2::DHCPOptions").filter(options -> {
                    List<Value> servers = options.items("DomainNameServers");
                    return servers.size() == 1 && servers.getFirst().show().equalsIgnoreCase("AmazonProvidedDNS");
                }).isPresent();
    }

    private static UnknownReason reason(String what) {
        return UnknownReason.of(what + ", whose rules apply in the VPC,", "check them by hand");
    }

    /**
     * What may add the missing piece: a nested stack that isn't checked, or a custom resource, that is handed one of these
     * resources.
     */
    Optional<UnknownReason> hands(List<Value> pieces) {
        return handed(pieces).filter(resource -> !isTrusted(resource)).findFirst()
                .map(resource -> UnknownReason.of(
                        "what `" + resource.id() + "` adds to the resources that it is handed",
                        resource.declared().isCustom()
                                ? "check by hand what it does"
                                : "check its template together with this one"));
    }

    /** The custom resources that could add it too, but for the template's own statement that they add nothing. */
    List<ResolvedResource> trusted(List<Value> pieces) {
        return handed(pieces).filter(Unmodelled::isTrusted).toList();
    }

    private static boolean isTrusted(ResolvedResource resource) {
        return resource.declared().isCustom() && resource.declared().isStatedHarmless();
    }

    private Stream<ResolvedResource> handed(List<Value> pieces) {
        List<String> keys = pieces.stream().filter(Value.Reference.class::isInstance).map(Value::key).toList();
        return deployment.all().stream().filter(resource -> mayAdd(resource, keys));
    }

    private boolean mayAdd(ResolvedResource resource, List<String> keys) {
        boolean nested = Nesting.TYPES.contains(resource.type())
                && deployment.nesting().child(resource.declared()).isEmpty() || resource.type().endsWith("::MODULE");
        return (nested || resource.declared().isCustom())
                && resource.properties().references().stream().anyMatch(reference -> keys.contains(reference.key())
                        && (nested || reference.resource().type().equals(SecurityGroups.TYPE)));
    }

    /** Turns failures that such a resource may repair into unknowns. */
    static List<Finding> softened(List<Finding> findings, Optional<UnknownReason> reason, List<String> rules) {
        return reason
                .isEmpty()
                        ? findings
                        : findings.stream()
                                .map(finding -> finding.level() == Level.FAILS && rules.contains(finding.rule())
                                        ? new Finding(finding.rule(), Level.UNKNOWN,
                                                finding.sentence() + " Unless this is added elsewhere: "
                                                        + reason.get().sentence() + ".",
                                                List.of(), List.of(reason.get().sentence()))
                                        : finding)
                                .toList();
    }
}
