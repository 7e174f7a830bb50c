package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** R6 to R13 and R15: names, groups, endpoints, routes and ACLs. */
class NetworkRulesTest extends RulesTest {
    @Override
    void collect() {
        network();
        endpoints();
        groups();
        acls();
        unmodelled();
        nat();
        gateways();
    }

    private void unmodelled() {
        Tree options = Tree.mapping("Type", "AWS::EC2::DHCPOptions", "Properties",
                Tree.mapping("DomainNameServers", List.of("AmazonProvidedDNS")));
        Tree association = Tree.mapping("Type", "AWS::EC2::VPCDHCPOptionsAssociation", "Properties",
                Tree.mapping("VpcId", ref("Vpc"), "DhcpOptionsId", ref("Options")));
        add(ISOLATED, "DNS servers of Amazon", CONNECTS, "", "Resources/Options", options, "Resources/Dhcp",
                association);
        add(ISOLATED, "DNS servers of Amazon by default", CONNECTS, "", "Resources/Dhcp", association,
                "Resources/Dhcp/Properties/DhcpOptionsId", "default");
        add(ISOLATED, "DNS servers of Amazon and of one's own", UNKNOWN, "DNS servers of its own", "Resources/Options",
                options, "Resources/Options/Properties/DomainNameServers/-", "10.0.0.2", "Resources/Dhcp", association);
        add(ISOLATED, "DNS servers of another VPC", CONNECTS, "", "Resources/Other", resource(ISOLATED, "Vpc"),
                "Resources/Dhcp", association, "Resources/Dhcp/Properties/VpcId", ref("Other"));
        add(ISOLATED, "Resolver rule in the VPC", UNKNOWN, "a Resolver rule (`Rule`)", "Resources/Rule",
                Tree.mapping("Type", "AWS::Route53Resolver::ResolverRuleAssociation", "Properties",
                        Tree.mapping("VPCId", ref("Vpc"))));
        add(ISOLATED, "Resolver rule in another VPC", CONNECTS, "", "Resources/Other", resource(ISOLATED, "Vpc"),
                "Resources/Rule", Tree.mapping("Type", "AWS::Route53Resolver::ResolverRuleAssociation", "Properties",
                        Tree.mapping("VPCId", ref("Other"))));
        add(ISOLATED, "VPC Block Public Access", UNKNOWN, "VPC Block Public Access (`Block`)", "Resources/Block/Type",
                "AWS::EC2::VPCBlockPublicAccessOptions");
        add(ISOLATED, "private zone for another name", CONNECTS, "", "Resources/Zone", zone("Vpc", "example.com"));
        add(ISOLATED, "private zone for the service's name in another VPC", CONNECTS, "", "Resources/Other",
                resource(ISOLATED, "Vpc"), "Resources/Zone", zone("Other", "sts.eu-west-1.amazonaws.com"));
        add(ISOLATED, "private zone for all of AWS", UNKNOWN, "private hosted zone `Zone`", "Resources/Zone",
                zone("Vpc", "amazonaws.com."));
        add(ISOLATED, "public zone for the service's name", CONNECTS, "", "Resources/Zone",
                Tree.mapping("Type", "AWS::Route53::HostedZone", "Properties",
                        Tree.mapping("Name", "sts.eu-west-1.amazonaws.com")));
    }

    private static Tree zone(String vpc, String name) {
        return Tree.mapping("Type", "AWS::Route53::HostedZone", "Properties",
                Tree.mapping("Name", name, "VPCs", List.of(Tree.mapping("VPCId", ref(vpc)))));
    }

    private void gateways() {
        add(NAT, "regional NAT gateway", UNKNOWN, "the regional NAT gateway `Nat`", "Resources/Nat/Properties/SubnetId",
                null, "Resources/Nat/Properties/AvailabilityMode", "regional");
        add(NAT, "kind of NAT gateway of a parameter", UNKNOWN, "parameter `Kind`", "Parameters/Kind/Type", "String",
                "Resources/Nat/Properties/ConnectivityType", ref("Kind"));
        add(NAT, "public NAT gateway", CONNECTS, "", "Resources/Nat/Properties/ConnectivityType", "public");
        add(NAT, "NAT gateway in another VPC", FAILS, "of another VPC", "Resources/Other", resource(NAT, "Vpc"),
                "Resources/Public/Properties/VpcId", ref("Other"));
        add(NAT, "straight to the internet gateway", FAILS, "goes straight to internet gateway Igw",
                "Resources/BrokerADefault/Properties/NatGatewayId", null,
                "Resources/BrokerADefault/Properties/GatewayId", ref("Igw"));
        add(NAT, "route without a target", UNKNOWN, "the target of route `BrokerADefault`",
                "Resources/BrokerADefault/Properties/NatGatewayId", null);
        add(NAT, "destination of a parameter", UNKNOWN, "the destination of route `BrokerADefault`",
                "Parameters/To/Type", "String", "Resources/BrokerADefault/Properties/DestinationCidrBlock", ref("To"));
        add(NAT, "more special route to nowhere", FAILS, "goes straight to internet gateway Igw",
                "Resources/BrokerADefault/Properties/NatGatewayId", null,
                "Resources/BrokerADefault/Properties/GatewayId", ref("Igw"), "Resources/Inner",
                Tree.mapping("Type", "AWS::EC2::Route", "Properties", Tree.mapping("RouteTableId", ref("BrokerARt"),
                        "DestinationCidrBlock", "10.0.0.0/8", "NatGatewayId", ref("Nat"))));
        add(NAT, "route table of a parameter", UNKNOWN, "the route table of BrokerA", "Parameters/Table/Type", "String",
                "Resources/BrokerAAssoc/Properties/RouteTableId", ref("Table"));
        add(ISOLATED, "subnet without a block of its own, in a VPC with one", CONNECTS_IF,
                "has its default `10.20.0.0/24`", "Parameters/Block",
                Tree.mapping("Type", "String", "Default", "10.20.0.0/24"), "Resources/BrokerA/Properties/CidrBlock",
                ref("Block"), "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.0.0/23");
        for (String extra : List.of("Vpc", "Other")) {
            add(ISOLATED, "block of a subnet of a parameter, and a second block of " + extra,
                    extra.equals("Vpc") ? UNKNOWN : CONNECTS, extra.equals("Vpc") ? "parameter `Block`" : "",
                    "Parameters/Block/Type", "String", "Resources/Other", resource(ISOLATED, "Vpc"),
                    "Resources/More", Tree.mapping("Type", "AWS::EC2::VPCCidrBlock", "Properties",
                            Tree.mapping("VpcId", ref(extra), "CidrBlock", "10.30.0.0/16")),
                    "Resources/BrokerA/Properties/CidrBlock", ref("Block"),
                    "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                    "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.0.0/16");
        }
    }

    private void endpoints() {
        add(ISOLATED, "endpoint without subnets", UNKNOWN, "the endpoint `StsEndpoint`, which names no subnet,",
                ENDPOINT + "SubnetIds", null);
        add(ISOLATED, "endpoint of IPv6 only", UNKNOWN, "which has IPv6 addresses only", ENDPOINT + "IpAddressType",
                "ipv6");
        add(ISOLATED, "endpoint of both kinds of addresses", CONNECTS, "", ENDPOINT + "IpAddressType", "dualstack");
        add(ISOLATED, "subnets of the endpoint as configurations", CONNECTS, "", ENDPOINT + "SubnetIds", null,
                ENDPOINT + "SubnetConfigurations", List.of(Tree.mapping("SubnetId", ref("Shared"))));
        add(ISOLATED, "endpoint on a subnet of another VPC", FAILS, "are not in its VPC Vpc", "Resources/Other",
                resource(ISOLATED, "Vpc"), "Resources/Far", resource(ISOLATED, "Shared"),
                "Resources/Far/Properties/VpcId", ref("Other"), ENDPOINT + "SubnetIds/-", ref("Far"));
        add(ISOLATED, "service of a parameter", UNKNOWN, "parameter `Name`", "Parameters/Name/Type", "String",
                ENDPOINT + "ServiceName", ref("Name"));
        add(ISOLATED, "service in another Region", UNKNOWN, "an endpoint for a service in another Region",
                ENDPOINT + "ServiceRegion", "eu-west-2");
        add(ISOLATED, "endpoint type of a parameter", UNKNOWN, "parameter `Kind`", "Parameters/Kind/Type", "String",
                ENDPOINT + "VpcEndpointType", ref("Kind"));
        add(ISOLATED, "endpoint in the Region that the zones name", CONNECTS, "",
                "Resources/BrokerA/Properties/AvailabilityZone",
                "eu-west-1a", "Resources/BrokerB/Properties/AvailabilityZone", "eu-west-1b",
                ENDPOINT + "ServiceName", "com.amazonaws.eu-west-1.sts");
        add(ISOLATED, "endpoint in another Region than the zones name", FAILS, "no sts interface endpoint",
                "Resources/BrokerA/Properties/AvailabilityZone",
                "eu-west-1a", "Resources/BrokerB/Properties/AvailabilityZone", "eu-west-1b",
                ENDPOINT + "ServiceName", "com.amazonaws.eu-west-2.sts");
        add(ISOLATED, "zones of two Regions", CONNECTS_IF, "deployed in eu-west-1",
                "Resources/BrokerA/Properties/AvailabilityZone",
                "eu-west-1a", "Resources/BrokerB/Properties/AvailabilityZone", "eu-west-2b",
                ENDPOINT + "ServiceName", "com.amazonaws.eu-west-1.sts");
    }

    private void groups() {
        List<Tree> everyPort = List.of(Tree.mapping("IpProtocol", "tcp", "FromPort", 0, "ToPort", 65535, "CidrIp",
                "0.0.0.0/0"));
        add(ISOLATED, "every port out beside a standalone rule", CONNECTS, "",
                "Resources/BrokerSg/Properties/SecurityGroupEgress", everyPort);
        for (String protocol : List.of("-1", "all")) {
            add(Stacks.without(ISOLATED, "BrokerToEndpoints"), "everything out, with protocol " + protocol
                    + " and ports, beside a standalone rule", UNKNOWN, "the default egress rule of `BrokerSg`",
                    "Resources/BrokerSg/Properties/SecurityGroupEgress",
                    List.of(Tree.mapping("IpProtocol", protocol, "FromPort", 0, "ToPort", 65535, "CidrIp",
                            "0.0.0.0/0")));
        }
        add(ISOLATED, "port range that begins at the port", CONNECTS, "", "Resources/BrokerSelfIn/Properties/ToPort",
                6000);
        add(ISOLATED, "port range that ends before the port", FAILS, "no ingress rule",
                "Resources/BrokerSelfIn/Properties/FromPort", 5000, "Resources/BrokerSelfIn/Properties/ToPort", 5670);
        add(ISOLATED, "rule without ports", UNKNOWN, "a tcp rule without ports",
                "Resources/BrokerSelfIn/Properties/FromPort", null, "Resources/BrokerSelfIn/Properties/ToPort", null);
        add(ISOLATED, "protocol of a parameter", UNKNOWN, "parameter `Protocol`", "Parameters/Protocol/Type", "String",
                "Resources/BrokerSelfIn/Properties/IpProtocol", ref("Protocol"));
        add(ISOLATED, "inline rule of a parameter", UNKNOWN, "parameter `Rule`", "Parameters/Rule/Type", "String",
                "Resources/BrokerSelfIn", null, "Resources/Mapping/DependsOn", List.of(),
                "Resources/BrokerSg/Properties/SecurityGroupIngress", List.of(ref("Rule")));
    }

    private void acls() {
        Tree.Mapping closed = Stacks.with(
                Stacks.with(ISOLATED, "Resources/Acl",
                        Tree.mapping("Type", "AWS::EC2::NetworkAcl", "Properties", Tree.mapping("VpcId", ref("Vpc")))),
                "Resources/AclOfA", Tree.mapping("Type", "AWS::EC2::SubnetNetworkAclAssociation", "Properties",
                        Tree.mapping("SubnetId", ref("BrokerA"), "NetworkAclId", ref("Acl"))));
        Tree.Mapping outward = Stacks.with(closed, "Resources/Out", entry(10, true, "allow", "0.0.0.0/0"));
        add(outward, "ACL that lets everything in", CONNECTS, "", "Resources/In",
                entry(10, false, "allow", "0.0.0.0/0"));
        add(outward, "ACL that lets only a part of a subnet in", FAILS, "inbound tcp 1024-65535 from Shared",
                "Resources/In", entry(10, false, "allow", "10.20.0.0/23"), "Resources/InHalf",
                entry(11, false, "allow", "10.20.2.0/25"));
        add(outward, "ACL whose first entry denies", FAILS, "network ACL Acl of subnet BrokerA", "Resources/In",
                entry(10, false, "allow", "0.0.0.0/0"), "Resources/Deny", entry(9, false, "deny", "10.20.2.255/32"));
        add(outward, "ACL whose second entry denies", CONNECTS, "", "Resources/In",
                entry(10, false, "allow", "0.0.0.0/0"), "Resources/Deny", entry(11, false, "deny", "10.20.2.0/24"));
        add(outward, "ACL entry of a parameter that may deny", UNKNOWN, "parameter `Block`", "Parameters/Block/Type",
                "String", "Resources/In", entry(10, false, "allow", "0.0.0.0/0"), "Resources/Deny",
                Stacks.with(Tree.mapping("E", entry(9, false, "deny", "x")), "E/Properties/CidrBlock", ref("Block"))
                        .entry("E").orElseThrow());
        add(outward, "ACL entry of a parameter that may allow what is allowed", CONNECTS, "", "Parameters/Block/Type",
                "String", "Resources/In", entry(10, false, "allow", "0.0.0.0/0"), "Resources/Allow",
                Stacks.with(Tree.mapping("E", entry(9, false, "allow", "x")), "E/Properties/CidrBlock", ref("Block"))
                        .entry("E").orElseThrow());
        add(ISOLATED, "ACL of a parameter", UNKNOWN, "parameter `AclId`", "Parameters/AclId/Type", "String",
                "Resources/AclOfA", Tree.mapping("Type", "AWS::EC2::SubnetNetworkAclAssociation", "Properties",
                        Tree.mapping("SubnetId", ref("BrokerA"), "NetworkAclId", ref("AclId"))));
        add(closed, "ACL that may be of the subnet", UNKNOWN, "parameter `SubnetId`", "Parameters/SubnetId/Type",
                "String", "Resources/AclOfA/Properties/SubnetId", ref("SubnetId"));
    }

    private void network() {
        add(ISOLATED, "DNS hostnames off with endpoints", FAILS, "EnableDnsHostnames off (the default)",
                "Resources/Vpc/Properties/EnableDnsHostnames", null);
        add(ISOLATED, "DNS support by default", CONNECTS, "", "Resources/Vpc/Properties/EnableDnsSupport", null);
        add(ISOLATED, "port from the broker's address", CONNECTS, "", "Resources/BrokerSelfIn/Properties/FromPort",
                portOfBroker(), "Resources/BrokerSelfIn/Properties/ToPort", portOfBroker());
        add(ISOLATED, "protocol all", CONNECTS, "", "Resources/BrokerSelfIn/Properties/IpProtocol", "all",
                "Resources/BrokerSelfIn/Properties/FromPort", null);
        add(ISOLATED, "protocol by its number", CONNECTS, "", "Resources/BrokerSelfIn/Properties/IpProtocol", 6);
        add(ISOLATED, "protocol udp", FAILS, "no ingress rule", "Resources/BrokerSelfIn/Properties/IpProtocol", "udp");
        add(ISOLATED, "ingress from one of two subnets", FAILS, "no ingress rule",
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.0.0/24");
        add(ISOLATED, "ingress from both subnets", CONNECTS, "",
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/CidrIp", "10.20.0.0/23");
        add(ISOLATED, "ingress from a prefix list", UNKNOWN, "`pl-1`",
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/SourcePrefixListId", "pl-1");
        add(ISOLATED, "ingress from a block with a default", CONNECTS_IF,
                "Parameter `Block` has its default `10.20.0.0/16`", "Parameters/Block",
                Tree.mapping("Type", "String", "Default", "10.20.0.0/16"),
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/CidrIp", ref("Block"));
        add(ISOLATED, "ingress from a block whose default is elsewhere", UNKNOWN,
                "FAILS when Block=10.99.0.0/16 (cannot reach",
                "Parameters/Block",
                Tree.mapping("Type", "String", "Default", "10.99.0.0/16"),
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", null,
                "Resources/BrokerSelfIn/Properties/CidrIp", ref("Block"));
        add(ISOLATED, "VPC with a default that does not matter", CONNECTS, "", "Parameters/Block",
                Tree.mapping("Type", "String", "Default", "10.20.0.0/16"), "Resources/Vpc/Properties/CidrBlock",
                ref("Block"));
        add(ISOLATED, "default egress beside a standalone rule", UNKNOWN, "the default egress rule of `BrokerSg`",
                "Resources/BrokerSg/Properties/SecurityGroupEgress", null,
                "Resources/BrokerToEndpoints/Properties/FromPort", 80, "Resources/BrokerToEndpoints/Properties/ToPort",
                80);
        add(Stacks.without(Stacks.without(ISOLATED, "BrokerSelfOut"), "BrokerToEndpoints"), "default egress alone",
                CONNECTS, "", "Resources/BrokerSg/Properties/SecurityGroupEgress", List.of());
        add(ISOLATED, "endpoint that names a Region", CONNECTS_IF, "deployed in eu-west-1",
                ENDPOINT + "ServiceName", "com.amazonaws.eu-west-1.sts");
        add(ISOLATED, "FIPS endpoint", FAILS, "no sts interface endpoint", ENDPOINT + "ServiceName",
                Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}.sts-fips"));
        add(ISOLATED, "endpoint of the broker's API", FAILS, "no sts interface endpoint", ENDPOINT + "ServiceName",
                Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}.mq"));
        add(ISOLATED, "endpoint type left out", FAILS, "is no interface endpoint", ENDPOINT + "VpcEndpointType", null);
        add(ISOLATED, "second endpoint of one service", FAILS, "already has endpoint", "Resources/Sts2",
                ISOLATED.entry("Resources").orElseThrow().asMapping().entry("StsEndpoint").orElseThrow());
        add(ISOLATED, "endpoint in a VPC of a parameter", UNKNOWN, "parameter `VpcId`", "Parameters/VpcId/Type",
                "AWS::EC2::VPC::Id", ENDPOINT + "VpcId", ref("VpcId"));
        add(ISOLATED, "endpoint with the VPC's default group", FAILS, "lets neither", ENDPOINT + "SecurityGroupIds",
                null);
        add(ISOLATED, "private zone for the service's name", UNKNOWN, "private hosted zone `Zone`", "Resources/Zone",
                Tree.mapping("Type", "AWS::Route53::HostedZone", "Properties",
                        Tree.mapping("Name", "sts.eu-west-1.amazonaws.com", "VPCs",
                                List.of(Tree.mapping("VPCId", ref("Vpc"))))),
                ENDPOINT + "PrivateDnsEnabled", false);
        add(ISOLATED, "VPC by an attribute of a subnet", CONNECTS, "", ENDPOINT + "VpcId", getAtt("Shared.VpcId"));
        add(ISOLATED, "rule from a group that a custom resource returns", UNKNOWN, "`${Finder.GroupId}`",
                "Resources/Finder",
                Tree.mapping("Type", "Custom::Finder", "Properties", Tree.mapping("ServiceToken", "x")),
                "Resources/BrokerSelfIn/Properties/SourceSecurityGroupId", getAtt("Finder.GroupId"));
        add(ISOLATED, "custom resource that holds the group without its rule", UNKNOWN, "what `Opener` adds",
                "Resources/Opener",
                Tree.mapping("Type", "Custom::Opener", "Properties", Tree.mapping("Group", getAtt("BrokerSg.GroupId"))),
                "Resources/BrokerSelfIn/Properties/ToPort", "5670", "Resources/BrokerSelfIn/Properties/FromPort",
                "5670");
        for (String changes : List.of("nothing", "rules")) {
            boolean nothing = changes.equals("nothing");
            add(Stacks.without(ISOLATED, "StsEndpoint"), "custom resource whose template says it changes " + changes,
                    nothing ? FAILS : UNKNOWN,
                    nothing ? "note: `Reader` is taken to add nothing to the network" : "what `Reader` adds",
                    "Resources/Reader/Type", "Custom::Reader", "Resources/Reader/Metadata/reachability:changes",
                    changes, "Resources/Reader/Properties/Group", getAtt("BrokerSg.GroupId"));
        }
        add(Stacks.without(ISOLATED, "StsEndpoint"), "nested stack that says it changes nothing", UNKNOWN,
                "what `Nested` adds", "Resources/Nested/Type", "AWS::CloudFormation::Stack",
                "Resources/Nested/Metadata/reachability:changes", "nothing", "Resources/Nested/Properties/Parameters",
                Tree.mapping("Vpc", ref("Vpc")));
        add(ISOLATED, "custom resource that says it changes nothing, where nothing lacks", CONNECTS, "",
                "Resources/Reader/Type", "Custom::Reader", "Resources/Reader/Metadata/reachability:changes", "nothing",
                "Resources/Reader/Properties/Group", getAtt("BrokerSg.GroupId"));
        add(ISOLATED, "DNS servers of one's own", UNKNOWN, "DNS servers of its own", "Resources/Dhcp",
                Tree.mapping("Type", "AWS::EC2::VPCDHCPOptionsAssociation", "Properties",
                        Tree.mapping("VpcId", ref("Vpc"), "DhcpOptionsId", "dopt-1")));
        add(ISOLATED, "DNS Firewall in the VPC", UNKNOWN, "a DNS Firewall", "Resources/Firewall", Tree.mapping("Type",
                "AWS::Route53Resolver::FirewallRuleGroupAssociation", "Properties", Tree.mapping("VpcId", ref("Vpc"))));
        add(Stacks.without(ISOLATED, "StsEndpoint"), "nested stack that may add the endpoint", UNKNOWN,
                "what `Nested` adds", "Resources/Nested",
                Tree.mapping("Type", "AWS::CloudFormation::Stack", "Properties",
                        Tree.mapping("TemplateURL", "https://example.com/t.yaml", "Parameters",
                                Tree.mapping("Vpc", ref("Vpc")))));
        add(ISOLATED, "ACL without entries", FAILS, "network ACL Acl of subnet BrokerA", "Resources/Acl",
                Tree.mapping("Type", "AWS::EC2::NetworkAcl", "Properties", Tree.mapping("VpcId", ref("Vpc"))),
                "Resources/AclOfA", Tree.mapping("Type", "AWS::EC2::SubnetNetworkAclAssociation", "Properties",
                        Tree.mapping("SubnetId", ref("BrokerA"), "NetworkAclId", ref("Acl"))));
        add(ISOLATED, "entry on the default ACL", FAILS, "network ACL Vpc.DefaultNetworkAcl", "Resources/Deny",
                Tree.mapping("Type", "AWS::EC2::NetworkAclEntry", "Properties", Tree.mapping("NetworkAclId",
                        Tree.mapping("Fn::GetAtt", "Vpc.DefaultNetworkAcl"), "RuleNumber", 1, "Protocol", 6,
                        "RuleAction", "deny", "Egress", "true", "CidrBlock", "10.20.0.0/16", "PortRange",
                        Tree.mapping("From", 443, "To", 443))));
    }

    private void nat() {
        add(NAT, "DNS hostnames off over NAT", CONNECTS, "", "Resources/Vpc/Properties/EnableDnsHostnames", false);
        add(NAT, "endpoint without private DNS beside NAT", CONNECTS, "", "Resources/Sts", endpoint("sts", false));
        add(NAT, "endpoint with private DNS captures the name from NAT", FAILS, "lets neither BrokerSg",
                "Resources/Sts", endpoint("sts", true));
        add(NAT, "private NAT gateway", FAILS, "is a private one", "Resources/Nat/Properties/ConnectivityType",
                "private");
        add(NAT, "NAT gateway without an address", FAILS, "has no AllocationId",
                "Resources/Nat/Properties/AllocationId", null);
        add(NAT, "gateway not attached", FAILS, "is not attached to the VPC", "Resources/IgwAttach/Properties/VpcId",
                "vpc-1");
        add(NAT, "transit gateway", UNKNOWN, "TransitGatewayId", "Resources/BrokerBDefault/Properties/NatGatewayId",
                null, "Resources/BrokerBDefault/Properties/TransitGatewayId", "tgw-1");
        add(NAT, "IPv6 through an egress-only gateway", FAILS, "has no 0.0.0.0/0",
                "Resources/BrokerBDefault/Properties/DestinationCidrBlock", null,
                "Resources/BrokerBDefault/Properties/DestinationIpv6CidrBlock", "::/0");
        add(NAT, "internet gateway of another stack", CONNECTS_IF, "is an internet gateway attached to the VPC",
                "Parameters/Gateway/Type", "String", "Resources/PublicDefault/Properties/GatewayId", ref("Gateway"));
        add(NAT, "NAT gateway of a parameter", UNKNOWN, "NatGatewayId ${Gateway}", "Parameters/Gateway/Type", "String",
                "Resources/BrokerADefault/Properties/NatGatewayId", ref("Gateway"));
        add(NAT, "subnet on the main route table", FAILS, "has no route table of its own", "Resources/BrokerAAssoc",
                null);
        add(NAT, "two halves of the internet", CONNECTS, "", "Resources/BrokerADefault/Properties/DestinationCidrBlock",
                "0.0.0.0/1", "Resources/Half", Tree.mapping("Type", "AWS::EC2::Route", "Properties",
                        Tree.mapping("RouteTableId", ref("BrokerARt"), "DestinationCidrBlock", "128.0.0.0/1",
                                "NatGatewayId", ref("Nat"))));
        add(NAT, "one half of the internet", UNKNOWN, "only a part of the internet",
                "Resources/BrokerADefault/Properties/DestinationCidrBlock", "0.0.0.0/1");
        Tree.Mapping twoNats = Stacks.with(Stacks.with(NAT, "Resources/Nat2", resource(NAT, "Nat")),
                "Resources/BrokerBDefault/Properties/NatGatewayId", ref("Nat2"));
        for (String kind : List.of("Subnet", "Assoc")) {
            String id = kind.equals("Subnet") ? "Public" : "PublicAssoc";
            twoNats = Stacks.with(twoNats, "Resources/" + id + "2", resource(NAT, id));
        }
        twoNats = Stacks.with(twoNats, "Resources/Public2/Properties/CidrBlock", "10.20.3.0/24");
        twoNats = Stacks.with(twoNats, "Resources/PublicAssoc2/Properties/SubnetId", ref("Public2"));
        twoNats = Stacks.with(twoNats, "Resources/Nat2/Properties/SubnetId", ref("Public2"));
        add(twoNats, "a NAT gateway a zone, closed to the other zone", CONNECTS, "", "Resources/Acl",
                Tree.mapping("Type", "AWS::EC2::NetworkAcl", "Properties", Tree.mapping("VpcId", ref("Vpc"))),
                "Resources/AclOf2", Tree.mapping("Type", "AWS::EC2::SubnetNetworkAclAssociation", "Properties",
                        Tree.mapping("SubnetId", ref("Public2"), "NetworkAclId", ref("Acl"))),
                "Resources/DenyA", entry(1, false, "deny", "10.20.0.0/24"), "Resources/AllowIn",
                entry(2, false, "allow", "0.0.0.0/0"), "Resources/AllowOut", entry(1, true, "allow", "0.0.0.0/0"));
        add(NAT, "egress to the VPC only", FAILS, "where the NAT gateway leads",
                "Resources/BrokerHttpsOut/Properties/CidrIp", "10.20.0.0/16");
    }
}
