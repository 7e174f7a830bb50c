package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** A VPC endpoint. */
public record Endpoint(ResolvedResource resource, Deployment deployment) {
    public static final String TYPE = "AWS::EC2::VPCEndpoint";
    private static final Pattern NAME = Pattern.compile("(?:cn\\.)?com\\.amazonaws\\.([^.]+)\\.(.+)");

    public static List<Endpoint> all(Deployment deployment) {
        return deployment.ofType(TYPE).stream().map(resource -> new Endpoint(resource, deployment)).toList();
    }

    /** Whether it is for this service in the stack's Region; a Region that is written literally is assumed to be that. */
    public Answer serves(Service service) {
        Value name = resource.get("ServiceName");
        Matcher matcher = NAME.matcher(name.show().replace("${AWS::URLSuffix}", "amazonaws.com"));
        if (!matcher.matches()) {
            return name instanceof Value.Text ? Answer.NO : Answer.maybe(name.unknownReason());
        }
        if (!matcher.group(2).equals(service.id())) {
            return Answer.NO;
        }
        if (!resource.get("ServiceRegion").isMissing()
                && !resource.get("ServiceRegion").show().equals(matcher.group(1))) {
            return Answer.maybe("an endpoint for a service in another Region, `" + resource.id() + "`,",
                    "use an endpoint of the stack's Region");
        }
        return region(matcher.group(1), name);
    }

    private Answer region(String region, Value name) {
        if (region.equals(PseudoParameters.REGION)
                || deployment.scenario().region().filter(region::equals).isPresent()) {
            return Answer.YES;
        }
        if (!(name instanceof Value.Text)) {
            return Answer.maybe(name.unknownReason());
        }
        return deployment.scenario().region().isPresent()
                ? Answer.NO
                : Answer.assuming("the stack is deployed in " + region + ", the Region that its endpoints name");
    }

    public Answer isInterface() {
        Value type = resource.get("VpcEndpointType");
        return type.isMissing()
                ? Answer.NO
                : type.asText().map(text -> Answer.of(text.equalsIgnoreCase("Interface")))
                        .orElseGet(() -> Answer.maybe(type.unknownReason()));
    }

    public Answer privateDns() {
        return resource.flag("PrivateDnsEnabled", false);
    }

    public Answer isIn(Value vpc) {
        return resource.get("VpcId").sameAs(vpc);
    }

    /** Whether the service's name resolves to this endpoint for the whole VPC. */
    public Answer captures(Service service, Value vpc) {
        return serves(service).and(() -> isIn(vpc)).and(this::isInterface).and(this::privateDns).and(resource::present);
    }

    /** The security groups that it names, or the VPC's default group. */
    public List<Value> groups() {
        List<Value> groups = resource.items("SecurityGroupIds");
        return !groups.isEmpty()
                ? groups
                : resource.get("VpcId") instanceof Value.Reference(Resource vpc, String ref)
                        ? List.of(new Value.Reference(vpc, "DefaultSecurityGroup"))
                        : List.of(new Value.Opaque("${default group of " + resource.get("VpcId").show() + "}",
                                UnknownReason.of("the default security group of the VPC",
                                        "give the endpoint SecurityGroupIds")));
    }

    public List<Subnet> subnets() {
        List<Subnet> subnets = new ArrayList<>();
        resource.items("SubnetIds").forEach(subnet -> subnets.add(Subnet.of(subnet, deployment)));
        for (Value configuration : resource.items("SubnetConfigurations")) {
            Value subnet = configuration.asFields().get("SubnetId");
            if (!subnet.isMissing() && subnets.stream().noneMatch(known -> known.value().key().equals(subnet.key()))) {
                subnets.add(Subnet.of(subnet, deployment));
            }
        }
        return subnets;
    }

    public PossibleAddresses addresses() {
        return PossibleAddresses.union(subnets().stream().map(Subnet::addresses).toList());
    }

    /** What the check doesn't model about the endpoint, so that nothing is known about the route through it. */
    public Optional<UnknownReason> notModelled() {
        if (subnets().isEmpty()) {
            return Optional
                    .of(UnknownReason.of("the endpoint `" + resource.id() + "`, which names no subnet,",
                            "give it SubnetIds"));
        }
        return resource.text("IpAddressType").filter(type -> type.equalsIgnoreCase("ipv6"))
                .map(type -> UnknownReason.of("the endpoint `" + resource.id() + "`, which has IPv6 addresses only,",
                        "set IpAddressType to ipv4"));
    }

    public String id() {
        return resource.id();
    }
}
