package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/** A {@link RandomStack} as a template; role, function, secret and mapping are those of a graded case. */
final class RandomStackTemplate {
    private static final Map<String, Tree> SOUND = Stacks.tree("G1-isolated.json").entry("Resources").orElseThrow()
            .asMapping().entries();
    private final Map<String, Tree> resources = new LinkedHashMap<>();
    private final RandomStack stack;

    private RandomStackTemplate(RandomStack stack) {
        this.stack = stack;
    }

    static Tree.Mapping of(RandomStack stack) {
        RandomStackTemplate template = new RandomStackTemplate(stack);
        template.write();
        return Tree.mapping("Resources", new Tree.Mapping(template.resources));
    }

    private void write() {
        List.of("Creds", "ConsumerRole", "Consumer", "Mapping").forEach(id -> resources.put(id, SOUND.get(id)));
        add("Vpc", "AWS::EC2::VPC", "CidrBlock", "10.0.0.0/16", "EnableDnsSupport", stack.dnsSupport,
                "EnableDnsHostnames", stack.dnsHostnames);
        add("Other", "AWS::EC2::VPC", "CidrBlock", "10.7.0.0/16", "EnableDnsHostnames", true);
        add("OtherSubnet", "AWS::EC2::Subnet", "VpcId", ref("Other"), "CidrBlock", "10.7.0.0/24");
        add("OtherGroup", "AWS::EC2::SecurityGroup", "VpcId", ref("Other"), "GroupDescription", "other");
        add("Igw", "AWS::EC2::InternetGateway");
        if (stack.attached) {
            add("Attach", "AWS::EC2::VPCGatewayAttachment", "VpcId", ref("Vpc"), "InternetGatewayId", ref("Igw"));
        }
        subnets();
        groups();
        stack.endpoints.forEach(this::endpoint);
        stack.nats.forEach((name, subnet) -> add(name, "AWS::EC2::NatGateway", "SubnetId", ref("Subnet" + subnet),
                stack.privateNats.contains(name) ? "ConnectivityType" : "AllocationId",
                stack.privateNats.contains(name) ? "private" : "eipalloc-1"));
        broker();
    }

    private void subnets() {
        for (int i = 0; i < stack.subnets; i++) {
            add("Subnet" + i, "AWS::EC2::Subnet", "VpcId", ref("Vpc"), "CidrBlock", RandomStack.cidr(i),
                    "AvailabilityZone", "eu-west-1" + (char) ('a' + i));
        }
        stack.tables.forEach((name, routes) -> {
            add(name, "AWS::EC2::RouteTable", "VpcId", ref("Vpc"));
            routes.forEach(route -> add(name + "Route" + resources.size(), "AWS::EC2::Route", "RouteTableId", ref(name),
                    "DestinationCidrBlock", route.cidr(),
                    route.target().equals("Igw") ? "GatewayId" : "NatGatewayId", ref(route.target())));
        });
        stack.tableOf.forEach((subnet, table) -> add("Assoc" + subnet, "AWS::EC2::SubnetRouteTableAssociation",
                "SubnetId", ref("Subnet" + subnet), "RouteTableId", ref(table)));
        stack.acls.forEach((name, entries) -> {
            add(name, "AWS::EC2::NetworkAcl", "VpcId", ref("Vpc"));
            entries.forEach(entry -> add(name + "Entry" + resources.size(), "AWS::EC2::NetworkAclEntry", "NetworkAclId",
                    ref(name), "RuleNumber", entry.number(), "Protocol", 6,
                    "RuleAction", entry.allow() ? "allow" : "deny", "Egress", entry.egress(), "CidrBlock", entry.cidr(),
                    "PortRange", Tree.mapping("From", entry.from(), "To", entry.to())));
        });
        stack.aclOf.forEach((subnet, acl) -> add("AclAssoc" + subnet, "AWS::EC2::SubnetNetworkAclAssociation",
                "SubnetId", ref("Subnet" + subnet), "NetworkAclId", ref(acl)));
    }

    private void groups() {
        for (String group : List.of("Mine", "Theirs", "Second")) {
            List<Tree> inline = new ArrayList<>();
            if (stack.closed.contains(group)) {
                inline.add(Tree.mapping("IpProtocol", "icmp", "FromPort", 252, "ToPort", 86, "CidrIp",
                        "255.255.255.255/32"));
                stack.rules.stream().filter(rule -> !rule.ingress() && rule.group().equals(group))
                        .forEach(rule -> inline.add(Tree.mapping(fields(rule, List.of()))));
            }
            List<Object> properties = new ArrayList<>(
                    List.of("GroupDescription", group, "VpcId", ref("Vpc"), "SecurityGroupEgress", inline));
            add(group, "AWS::EC2::SecurityGroup", properties.toArray());
        }
        stack.rules.stream().filter(RandomStack.Rule::ingress)
                .forEach(rule -> add("In" + resources.size(), "AWS::EC2::SecurityGroupIngress",
                        fields(rule, List.of("GroupId", group(rule.group())))));
    }

    private static Object[] fields(RandomStack.Rule rule, List<Object> first) {
        List<Object> fields = new ArrayList<>(first);
        fields.addAll(List.of("IpProtocol", rule.protocol(), "FromPort", rule.from(), "ToPort", rule.to()));
        fields.addAll(rule.cidr().isEmpty()
                ? List.of(rule.ingress() ? "SourceSecurityGroupId" : "DestinationSecurityGroupId",
                        group(rule.peerGroup()))
                : List.of("CidrIp", rule.cidr()));
        return fields.toArray();
    }

    private void endpoint(RandomStack.Endpoint endpoint) {
        add("Endpoint" + resources.size(), "AWS::EC2::VPCEndpoint", "VpcId", ref(endpoint.here() ? "Vpc" : "Other"),
                "VpcEndpointType",
                endpoint.isInterface() ? "Interface" : "GatewayLoadBalancer", "ServiceName",
                Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}." + endpoint.service()),
                "PrivateDnsEnabled", endpoint.privateDns(), "SubnetIds",
                endpoint.here()
                        ? endpoint.subnets().stream().map(subnet -> ref("Subnet" + subnet)).toList()
                        : List.of(ref("OtherSubnet")),
                "SecurityGroupIds",
                endpoint.here()
                        ? endpoint.groups().stream().map(RandomStackTemplate::group).toList()
                        : List.of(group("OtherGroup")));
    }

    private void broker() {
        List<Tree> homes = new ArrayList<>();
        for (int i = 0; i < stack.brokers; i++) {
            homes.add(ref("Subnet" + i));
        }
        Tree.Mapping sound = SOUND.get("Broker").asMapping();
        Tree.Mapping properties = sound.entry("Properties").orElseThrow().asMapping()
                .with("SubnetIds", new Tree.Sequence(homes))
                .with("SecurityGroups", new Tree.Sequence(
                        stack.brokerGroups.stream().distinct().map(RandomStackTemplate::group).toList()));
        resources.put("Broker", sound.with("Properties", properties));
    }

    private void add(String id, String type, Object... properties) {
        resources.put(id, Tree.mapping("Type", type, "Properties", Tree.mapping(properties)));
    }

    private static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    private static Tree group(String id) {
        return Tree.mapping("Fn::GetAtt", List.of(id, "GroupId"));
    }
}
