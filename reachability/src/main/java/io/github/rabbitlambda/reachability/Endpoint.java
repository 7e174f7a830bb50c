package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A VPC endpoint as the rules see it. */
record Endpoint(Part part, World world) {
    static final String TYPE = "AWS::EC2::VPCEndpoint";
    private static final Pattern NAME = Pattern.compile("(?:cn\\.)?com\\.amazonaws\\.([^.]+)\\.(.+)");

    static List<Endpoint> all(World world) {
        return world.of(TYPE).stream().map(part -> new Endpoint(part, world)).toList();
    }

    /** Whether it is made for this service in this Region; a Region written as a literal is taken to be the stack's. */
    Answer serves(Service service) {
        Value name = part.get("ServiceName");
        Matcher matcher = NAME.matcher(name.show().replace("${AWS::URLSuffix}", "amazonaws.com"));
        if (!matcher.matches()) {
            return name instanceof Value.Text ? Answer.NO : Answer.maybe(Part.doubt(name));
        }
        if (!matcher.group(2).equals(service.id)) {
            return Answer.NO;
        }
        if (!part.get("ServiceRegion").isMissing() && !part.get("ServiceRegion").show().equals(matcher.group(1))) {
            return Answer.maybe("an endpoint for a service in another Region, `" + part.id() + "`,",
                    "use an endpoint of the stack's Region");
        }
        return region(matcher.group(1), name);
    }

    private Answer region(String region, Value name) {
        if (region.equals(Pseudo.REGION) || world.scenario().region().filter(region::equals).isPresent()) {
            return Answer.YES;
        }
        if (!(name instanceof Value.Text)) {
            return Answer.maybe(Part.doubt(name));
        }
        return world.scenario().region().isPresent()
                ? Answer.NO
                : Answer.assuming("the stack is deployed in " + region + ", the Region that its endpoints name");
    }

    Answer isInterface() {
        Value type = part.get("VpcEndpointType");
        return type.isMissing()
                ? Answer.NO
                : Part.text(type).map(text -> Answer.of(text.equalsIgnoreCase("Interface")))
                        .orElseGet(() -> Answer.maybe(Part.doubt(type)));
    }

    Answer privateDns() {
        return part.flag("PrivateDnsEnabled", false);
    }

    Answer in(Value vpc) {
        return World.same(part.get("VpcId"), vpc);
    }

    /** Whether the service's name resolves to this endpoint for the whole VPC. */
    Answer captures(Service service, Value vpc) {
        return Answer.all(List.of(part.present(), serves(service), isInterface(), privateDns(), in(vpc)));
    }

    /** Its groups; without any, the VPC's default group. */
    List<Value> groups() {
        List<Value> groups = part.items("SecurityGroupIds");
        return !groups.isEmpty()
                ? groups
                : part.get("VpcId") instanceof Value.Reference(Resource vpc, String ref)
                        ? List.of(new Value.Reference(vpc, "DefaultSecurityGroup"))
                        : List.of(new Value.Opaque("${default group of " + part.get("VpcId").show() + "}",
                                Doubt.of("the default security group of the VPC",
                                        "give the endpoint SecurityGroupIds")));
    }

    List<Subnet> subnets() {
        List<Subnet> subnets = new ArrayList<>();
        part.items("SubnetIds").forEach(subnet -> subnets.add(Subnet.of(subnet, world)));
        for (Value configuration : part.items("SubnetConfigurations")) {
            Value subnet = Part.fields(configuration).get("SubnetId");
            if (!subnet.isMissing() && subnets.stream().noneMatch(known -> known.value().key().equals(subnet.key()))) {
                subnets.add(Subnet.of(subnet, world));
            }
        }
        return subnets;
    }

    Optional<Doubt> unusual() {
        if (subnets().isEmpty()) {
            return Optional
                    .of(Doubt.of("the endpoint `" + part.id() + "`, which names no subnet,", "give it SubnetIds"));
        }
        return part.text("IpAddressType").filter(type -> type.equalsIgnoreCase("ipv6"))
                .map(type -> Doubt.of("the endpoint `" + part.id() + "`, which has IPv6 addresses only,",
                        "set IpAddressType to ipv4"));
    }

    String id() {
        return part.id();
    }
}
