package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.Verdict.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on both of its sides, as changes to a sound template. */
class RulesTest {
    private static final String BROKER = "Resources/Broker/Properties/";
    private static final String MAPPING = "Resources/Mapping/Properties/";
    private static final String ROLE = "Resources/ConsumerRole/Properties/";
    private static final String STATEMENTS = ROLE + "Policies/0/PolicyDocument/Statement/";
    private static final String ENDPOINT = "Resources/StsEndpoint/Properties/";
    private static final String SECRETS_ENDPOINT = "Resources/SecretsEndpoint/Properties/";
    private static final Tree.Mapping ISOLATED = Stacks.tree("G1-isolated.json");
    private static final Tree.Mapping NAT = Stacks.tree("G2-nat.json");
    private static final Tree.Mapping PUBLIC = Stacks.tree("G3-public.json");

    record Case(String name, Tree.Mapping template, Verdict.Kind kind, String says) {
        @Override
        public String toString() {
            return name + " → " + kind;
        }
    }

    private static final List<Case> CASES = new ArrayList<>();

    private static void add(Tree.Mapping template, String name, Verdict.Kind kind, String says, Object... changes) {
        Tree.Mapping changed = template;
        for (int i = 0; i < changes.length; i += 2) {
            changed = Stacks.with(changed, (String) changes[i], changes[i + 1]);
        }
        CASES.add(new Case(name, changed, kind, says));
    }

    static List<Case> cases() {
        CASES.clear();
        mappingAndBroker();
        network();
        nat();
        policies();
        role();
        secret();
        return CASES;
    }

    private static void mappingAndBroker() {
        add(ISOLATED, "source is a parameter", UNKNOWN, "parameter `BrokerArn`", "Parameters/BrokerArn/Type", "String",
                MAPPING + "EventSourceArn", ref("BrokerArn"));
        add(ISOLATED, "source is a literal ARN", UNKNOWN, "arn:aws:mq:eu-west-1:123456789012:broker:b:b-1",
                MAPPING + "EventSourceArn", "arn:aws:mq:eu-west-1:123456789012:broker:b:b-1");
        add(ISOLATED, "source is the broker's id", FAILS, "Write Fn::GetAtt Broker.Arn", MAPPING + "EventSourceArn",
                ref("Broker"));
        add(ISOLATED, "source is spelled out around the broker's id", CONNECTS, "", MAPPING + "EventSourceArn",
                Tree.mapping("Fn::Sub", "arn:aws:mq:${AWS::Region}:${AWS::AccountId}:broker:orders:${Broker}"));
        add(ISOLATED, "mapping is disabled", CONNECTS, "is disabled", MAPPING + "Enabled", "false");
        add(PUBLIC, "public cluster", CONNECTS, "", BROKER + "DeploymentMode", "CLUSTER_MULTI_AZ");
        add(PUBLIC, "public is a string", CONNECTS, "", BROKER + "PubliclyAccessible", "True");
        add(PUBLIC, "role of a public broker's mapping lacks interfaces", CONNECTS,
                "warning: Role `ConsumerRole` lacks ec2:CreateNetworkInterface", STATEMENTS + "2", null);
        add(ISOLATED, "cluster on one subnet", CONNECTS, "", BROKER + "SubnetIds/1", null);
        add(ISOLATED, "active standby of RabbitMQ", FAILS, "has no deployment mode ACTIVE_STANDBY_MULTI_AZ",
                BROKER + "DeploymentMode", "ACTIVE_STANDBY_MULTI_AZ");
        add(ISOLATED, "cluster of ActiveMQ", FAILS, "has no deployment mode CLUSTER_MULTI_AZ", BROKER + "EngineType",
                "ActiveMQ");
        add(ISOLATED, "subnets in one zone", FAILS, "must be in different availability zones",
                "Resources/BrokerB/Properties/AvailabilityZone/Fn::Select/0", 0);
        add(ISOLATED, "subnets without a zone", UNKNOWN, "availability zone of subnet",
                "Resources/BrokerB/Properties/AvailabilityZone", null);
        add(ISOLATED, "subnets in zones of one parameter", CONNECTS_IF, "are different availability zones",
                "Parameters/Zones/Type", "List<AWS::EC2::AvailabilityZone::Name>",
                "Resources/BrokerA/Properties/AvailabilityZone/Fn::Select/1", ref("Zones"),
                "Resources/BrokerB/Properties/AvailabilityZone/Fn::Select/1", ref("Zones"));
        add(ISOLATED, "subnets only", FAILS, "Give it SecurityGroups of the same VPC", BROKER + "SecurityGroups", null);
        add(ISOLATED, "groups only", FAILS, "Give it SubnetIds of the same VPC", BROKER + "SubnetIds", null);
        add(Stacks.with(ISOLATED, BROKER + "SubnetIds", null), "neither subnets nor groups", UNKNOWN, "the default VPC",
                BROKER + "SecurityGroups", null);
        add(ISOLATED, "group in the default VPC", FAILS, "are not in one VPC", "Resources/BrokerSg/Properties/VpcId",
                null);
        add(ISOLATED, "engine that no one knows", UNKNOWN, "`KAFKAMQ`", BROKER + "EngineType", "KAFKAMQ");
        add(ISOLATED, "two queues", FAILS, "a mapping reads exactly one", MAPPING + "Queues/-", "other");
        add(ISOLATED, "batch of 10000", CONNECTS, "", MAPPING + "BatchSize", 10_000);
        add(ISOLATED, "batch of 10001", FAILS, "must be between 1 and 10000 (given 10001)", MAPPING + "BatchSize",
                10_001);
        add(ISOLATED, "batch of 0", FAILS, "must be between 1 and 10000 (given 0)", MAPPING + "BatchSize", "0");
        add(ISOLATED, "window of 300", CONNECTS, "", MAPPING + "MaximumBatchingWindowInSeconds", 300);
        add(ISOLATED, "window of 301", FAILS, "must be between 0 and 300 (given 301)",
                MAPPING + "MaximumBatchingWindowInSeconds", 301);
        add(ISOLATED, "function of 14 minutes", CONNECTS, "", "Resources/Consumer/Properties/Timeout", 840);
        add(ISOLATED, "function of more than 14 minutes", FAILS, "must be between 1 and 840 (given 841)",
                "Resources/Consumer/Properties/Timeout", 841);
        add(ISOLATED, "no credentials", FAILS, "holds 0 entries of type BASIC_AUTH",
                MAPPING + "SourceAccessConfigurations/0", null);
        add(ISOLATED, "two virtual hosts", FAILS, "at most one", MAPPING + "SourceAccessConfigurations/-",
                Tree.mapping("Type", "VIRTUAL_HOST", "URI", "/b"));
        add(ISOLATED, "another type of access", FAILS, "a type other than BASIC_AUTH and VIRTUAL_HOST",
                MAPPING + "SourceAccessConfigurations/-", Tree.mapping("Type", "SASL_SCRAM_512_AUTH", "URI", "x"));
        add(ISOLATED, "broker with LDAP", FAILS, "user name and password only", BROKER + "AuthenticationStrategy",
                "LDAP");
        add(ISOLATED, "small subnet", CONNECTS, "has 0 addresses left", "Resources/BrokerA/Properties/CidrBlock",
                "10.20.0.0/29",
                "Resources/StsEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/SecretsEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/LambdaApiEndpoint/Properties/SubnetIds/-", ref("BrokerA"),
                "Resources/Consumer/Properties/VpcConfig/SubnetIds", List.of(ref("BrokerA")));
    }

    private static void network() {
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
        add(ISOLATED, "ingress from a block whose default is elsewhere", FAILS, "no ingress rule", "Parameters/Block",
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

    private static void nat() {
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

    private static void policies() {
        add(ISOLATED, "STS policy of the guide", CONNECTS, "", ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("Service", List.of("lambda.amazonaws.com")), "sts:AssumeRole", "*"));
        add(ISOLATED, "STS policy for one role", FAILS, "sts:AssumeRole by lambda.amazonaws.com",
                ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "sts:AssumeRole", "arn:aws:iam::123456789012:role/x"));
        add(ISOLATED, "STS policy for all AWS principals", CONNECTS_IF, "includes the Lambda service",
                ENDPOINT + "PolicyDocument", policy("Allow", Tree.mapping("AWS", "*"), "sts:*", "*"));
        add(ISOLATED, "STS policy for the organisation", FAILS, "policy of endpoint", ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "*", "*").with("Statement", Tree.mapping("Effect", "Allow", "Principal", "*",
                        "Action", "*", "Resource", "*", "Condition",
                        Tree.mapping("StringEquals", Tree.mapping("aws:PrincipalOrgID", "o-1")))));
        add(ISOLATED, "STS policy on another condition", UNKNOWN, "the condition on `aws:sourcevpc`",
                ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "*", "*").with("Statement", Tree.mapping("Effect", "Allow", "Principal", "*",
                        "Action", "*", "Resource", "*", "Condition",
                        Tree.mapping("StringEquals", Tree.mapping("aws:SourceVpc", "vpc-1")))));
        add(ISOLATED, "STS policy with a Deny", FAILS, "no Deny", ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement",
                        List.of(Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*", "Resource", "*"),
                                Tree.mapping("Effect", "Deny", "Principal", "*", "Action", "sts:AssumeRole", "Resource",
                                        "*"))));
        add(ISOLATED, "secrets policy for the role", CONNECTS, "", SECRETS_ENDPOINT + "PolicyDocument", policy("Allow",
                Tree.mapping("AWS", getAtt("ConsumerRole.Arn")), "secretsmanager:GetSecretValue", ref("Creds")));
        add(ISOLATED, "secrets policy for the account", CONNECTS, "", SECRETS_ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("AWS", Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root")),
                        "secretsmanager:Get*", "*"));
        add(ISOLATED, "secrets policy for the Lambda service only", FAILS, "by the function's role",
                SECRETS_ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("Service", "lambda.amazonaws.com"), "secretsmanager:GetSecretValue", "*"));
        add(ISOLATED, "secrets policy for another secret", FAILS, "by the function's role",
                SECRETS_ENDPOINT + "PolicyDocument", policy("Allow", "*", "secretsmanager:GetSecretValue",
                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other/name-AbCdEf"));
    }

    private static void role() {
        add(ISOLATED, "role trusts another service", FAILS, "does not trust lambda.amazonaws.com",
                ROLE + "AssumeRolePolicyDocument/Statement/0/Principal/Service", "ec2.amazonaws.com");
        add(ISOLATED, "role may not describe the broker", FAILS, "mq:DescribeBroker", STATEMENTS + "0", null);
        add(ISOLATED, "role may describe another broker", FAILS, "mq:DescribeBroker", STATEMENTS + "0/Resource",
                "arn:aws:mq:eu-west-1:123456789012:broker:other:b-1");
        add(ISOLATED, "role may describe brokers of an account", CONNECTS_IF, "the stack's account is the one",
                STATEMENTS + "0/Resource", "arn:aws:mq:*:123456789012:broker:orders:*");
        add(ISOLATED, "role may not read the secret", FAILS, "secretsmanager:GetSecretValue", STATEMENTS + "1", null);
        add(ISOLATED, "describe actions are scoped", FAILS, "ec2:DescribeVpcs", STATEMENTS + "2/Resource",
                "arn:aws:ec2:*:*:*");
        add(ISOLATED, "interfaces allowed on everything of the account", CONNECTS, "", STATEMENTS + "2/Action",
                List.of("ec2:Describe*"), STATEMENTS + "-", interfaces(List.of("*/*")));
        add(ISOLATED, "interfaces allowed on what they touch", CONNECTS, "", STATEMENTS + "2/Action",
                List.of("ec2:Describe*"), STATEMENTS + "-",
                interfaces(List.of("network-interface/*", "subnet/${BrokerA}", "subnet/${BrokerB}",
                        "security-group/${BrokerSg}")));
        add(ISOLATED, "interfaces allowed on less than they touch", UNKNOWN,
                "the resources that the role's policy allows",
                STATEMENTS + "2/Action", List.of("ec2:Describe*"), STATEMENTS + "-",
                interfaces(List.of("network-interface/*", "subnet/${BrokerA}", "security-group/${BrokerSg}")));
        add(ISOLATED, "a Deny of interfaces on some subnet", UNKNOWN, "what a Deny of role `ConsumerRole` takes back",
                STATEMENTS + "-", Tree.mapping("Effect", "Deny", "Action", "ec2:CreateNetworkInterface", "Resource",
                        "arn:aws:ec2:*:*:subnet/subnet-1"));
        add(ISOLATED, "VPC access policy instead of own actions", FAILS, "ec2:DescribeSecurityGroups, ec2:DescribeVpcs",
                STATEMENTS + "2", null, ROLE + "ManagedPolicyArns",
                List.of("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"));
        add(ISOLATED, "managed policy that suffices", CONNECTS, "", STATEMENTS + "2", null, ROLE + "ManagedPolicyArns",
                List.of(Tree.mapping("Fn::Join", List.of("", List.of("arn:", ref("AWS::Partition"),
                        ":iam::aws:policy/service-role/AWSLambdaMSKExecutionRole")))));
        add(ISOLATED, "a Deny takes it back", FAILS, "ec2:DescribeVpcs", STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", "ec2:Describe*", "Resource", "*"));
        add(ISOLATED, "NotAction leaves it out", FAILS, "ec2:DescribeVpcs", STATEMENTS + "2/Action", null,
                STATEMENTS + "2/NotAction", "ec2:*");
        add(ISOLATED, "NotAction lets it in", CONNECTS, "", STATEMENTS + "2/Action", null, STATEMENTS + "2/NotAction",
                "iam:*");
        add(ISOLATED, "boundary elsewhere", UNKNOWN, "permissions boundary", ROLE + "PermissionsBoundary",
                "arn:aws:iam::123456789012:policy/limit");
        add(ISOLATED, "role elsewhere", UNKNOWN, "the role of function `Consumer`",
                "Resources/Consumer/Properties/Role", "arn:aws:iam::123456789012:role/x");
        add(ISOLATED, "secret with a key of its own", FAILS, "kms:Decrypt", "Resources/Key",
                Tree.mapping("Type", "AWS::KMS::Key", "Properties", Tree.mapping("KeyPolicy", policy("Allow",
                        Tree.mapping("AWS", Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root")), "kms:*",
                        "*"))),
                "Resources/Creds/Properties/KmsKeyId", getAtt("Key.Arn"));
        add(ISOLATED, "key policy names the role", CONNECTS, "", "Resources/Key",
                Tree.mapping("Type", "AWS::KMS::Key", "Properties", Tree.mapping("KeyPolicy", policy("Allow",
                        Tree.mapping("AWS", getAtt("ConsumerRole.Arn")), "kms:Decrypt", "*"))),
                "Resources/Creds/Properties/KmsKeyId", ref("Key"));
    }

    private static void secret() {
        String secret = "Resources/Creds/Properties/";
        String users = BROKER + "Users/0/";
        add(ISOLATED, "secret of a parameter", CONNECTS_IF, "is the ARN of a secret", "Parameters/Secret/Type",
                "String", MAPPING + "SourceAccessConfigurations/0/URI", ref("Secret"),
                STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "placeholder for the secret", FAILS, "`<your secret>`, is not the ARN",
                MAPPING + "SourceAccessConfigurations/0/URI", "<your secret>", STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "something else than a secret", FAILS, "is not the ARN",
                MAPPING + "SourceAccessConfigurations/0/URI", ref("ConsumerRole"), STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "random string", FAILS, "bare random string",
                secret + "GenerateSecretString/SecretStringTemplate", null);
        add(ISOLATED, "generated under another key", FAILS, "has no password",
                secret + "GenerateSecretString/GenerateStringKey", "secret");
        add(ISOLATED, "unquoted values", FAILS, "is not JSON", secret + "GenerateSecretString", null,
                "Parameters/User/Type", "String", secret + "SecretString",
                Tree.mapping("Fn::Sub", "{\"username\": ${User}, \"password\": \"long enough 1\"}"));
        add(ISOLATED, "number for a user", FAILS, "not a string", secret + "GenerateSecretString", null,
                secret + "SecretString", "{\"username\": 12, \"password\": \"long enough 1\"}");
        add(ISOLATED, "same parameters for secret and broker", CONNECTS, "", "Parameters/User/Type", "String",
                "Parameters/Pass/Type", "String", secret + "GenerateSecretString", null, secret + "SecretString",
                Tree.mapping("Fn::Sub", "{\"username\": \"${User}\", \"password\": \"${Pass}\"}"), users + "Username",
                ref("User"), users + "Password", ref("Pass"));
        add(ISOLATED, "another user", FAILS, "is not a user of broker", users + "Username", "somebody");
        add(ISOLATED, "user of another secret", FAILS, "is not a user of broker", "Resources/Other",
                ISOLATED.entry("Resources").orElseThrow().asMapping().entry("Creds").orElseThrow(),
                users + "Username",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Other}:SecretString:username}}"),
                users + "Password",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Other}:SecretString:password}}"));
        add(ISOLATED, "secret by its name", CONNECTS, "", secret + "Name", "creds", users + "Username",
                "{{resolve:secretsmanager:creds:SecretString:username}}", users + "Password",
                "{{resolve:secretsmanager:creds:SecretString:password::}}");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case given) {
        Verdict verdict = Stacks.verdict(given.template());

        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(given.kind());
        assertThat(verdict.words()).contains(given.says());
    }

    private static Tree.Mapping policy(String effect, Object principal, String action, Object resource) {
        return Tree.mapping("Version", "2012-10-17", "Statement", List
                .of(Tree.mapping("Effect", effect, "Principal", principal, "Action", action, "Resource", resource)));
    }

    private static Tree resource(Tree.Mapping template, String id) {
        return template.entry("Resources").orElseThrow().asMapping().entry(id).orElseThrow();
    }

    private static Tree entry(int number, boolean egress, String action, String block) {
        return Tree.mapping("Type", "AWS::EC2::NetworkAclEntry", "Properties", Tree.mapping("NetworkAclId", ref("Acl"),
                "RuleNumber", number, "Protocol", -1, "RuleAction", action, "Egress", egress, "CidrBlock", block));
    }

    private static Tree interfaces(List<String> resources) {
        return Tree.mapping("Effect", "Allow", "Action",
                List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"),
                "Resource", resources.stream().map(resource -> Tree.mapping("Fn::Sub",
                        "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:" + resource)).toList());
    }

    private static Tree endpoint(String service, boolean privateDns) {
        return Tree.mapping("Type", "AWS::EC2::VPCEndpoint", "Properties",
                Tree.mapping("VpcId", ref("Vpc"), "VpcEndpointType", "Interface", "ServiceName",
                        Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}." + service), "PrivateDnsEnabled",
                        privateDns, "SubnetIds", List.of(ref("BrokerA"))));
    }

    private static Tree portOfBroker() {
        return Tree.mapping("Fn::Select", List.of(2, Tree.mapping("Fn::Split",
                List.of(":", Tree.mapping("Fn::Select", List.of(0, getAtt("Broker.AmqpEndpoints")))))));
    }

    private static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    private static Tree getAtt(String path) {
        return Tree.mapping("Fn::GetAtt", path);
    }
}
