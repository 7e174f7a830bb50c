package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.Finding.Level;

/** What stands in a template and may change the answer in a way that isn't modelled: it makes the verdict unknown. */
final class Unmodelled {
    private static final Map<String, String> DNS = Map.of("AWS::Route53Resolver::FirewallRuleGroupAssociation",
            "a DNS Firewall",
            "AWS::Route53Resolver::ResolverRuleAssociation", "a Resolver rule");

    private final World world;

    Unmodelled(World world) {
        this.world = world;
    }

    /** What resolves or blocks names and packets of a VPC besides the VPC itself. */
    Optional<Doubt> around(Value vpc) {
        Stream<Doubt> dns = world.all().stream().filter(part -> DNS.containsKey(part.resource().type()))
                .filter(part -> Stream.of("VpcId", "VPCId")
                        .anyMatch(name -> !part.get(name).isMissing() && !World.same(part.get(name), vpc).isNo()))
                .map(part -> doubt(DNS.get(part.resource().type()) + " (`" + part.id() + "`)"));
        Stream<Doubt> servers = world.of("AWS::EC2::VPCDHCPOptionsAssociation").stream()
                .filter(part -> !World.same(part.get("VpcId"), vpc).isNo())
                .filter(part -> !isAmazonDns(part)).map(part -> doubt("DNS servers of its own (`" + part.id() + "`)"));
        Stream<Doubt> block = world.of("AWS::EC2::VPCBlockPublicAccessOptions").stream()
                .map(part -> doubt("VPC Block Public Access (`" + part.id() + "`)"));
        return Stream.of(dns, servers, block).flatMap(stream -> stream).findFirst();
    }

    private boolean isAmazonDns(Part association) {
        return association.text("DhcpOptionsId").filter("default"::equals).isPresent()
                || world.named(association.get("DhcpOptionsId"), "AWS::EC2::DHCPOptions").filter(options -> {
                    List<Value> servers = options.items("DomainNameServers");
                    return servers.size() == 1 && servers.getFirst().show().equalsIgnoreCase("AmazonProvidedDNS");
                }).isPresent();
    }

    private static Doubt doubt(String what) {
        return Doubt.of(what + ", whose rules apply in the VPC,", "check them by hand");
    }

    /**
     * What may add the missing piece: a nested stack that isn't checked, or a custom resource, that is handed one of these
     * resources.
     */
    Optional<Doubt> hands(List<Value> pieces) {
        return handed(pieces).filter(part -> !isTrusted(part)).findFirst()
                .map(part -> Doubt.of("what `" + part.id() + "` adds to the resources that it is handed",
                        part.resource().isCustom()
                                ? "check by hand what it does"
                                : "check its template together with this one"));
    }

    /** The custom resources that could add it too, but for the template's own statement that they add nothing. */
    List<Part> trusted(List<Value> pieces) {
        return handed(pieces).filter(Unmodelled::isTrusted).toList();
    }

    private static boolean isTrusted(Part part) {
        return part.resource().isCustom() && part.resource().isStatedHarmless();
    }

    private Stream<Part> handed(List<Value> pieces) {
        List<String> keys = pieces.stream().filter(Value.Reference.class::isInstance).map(Value::key).toList();
        return world.all().stream().filter(part -> mayAdd(part, keys));
    }

    private boolean mayAdd(Part part, List<String> keys) {
        boolean nested = Nesting.TYPES.contains(part.resource().type())
                && world.nesting().child(part.resource()).isEmpty() || part.resource().type().endsWith("::MODULE");
        return (nested || part.resource().isCustom())
                && part.properties().references().stream().anyMatch(reference -> keys.contains(reference.key())
                        && (nested || reference.resource().type().equals(SecurityGroups.TYPE)));
    }

    /** Turns failures that such a resource may repair into unknowns. */
    static List<Finding> softened(List<Finding> findings, Optional<Doubt> doubt, List<String> rules) {
        return doubt
                .isEmpty()
                        ? findings
                        : findings.stream()
                                .map(finding -> finding.level() == Level.FAILS && rules.contains(finding.rule())
                                        ? new Finding(finding.rule(), Level.UNKNOWN,
                                                finding.sentence() + " Unless this is added elsewhere: "
                                                        + doubt.get().sentence() + ".",
                                                List.of(), List.of(doubt.get().sentence()))
                                        : finding)
                                .toList();
    }
}
