package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/** What Terraform's types of resources are called in templates, and how a template refers to their attributes. */
final class CloudFormation {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("aws_mq_broker", "AWS::AmazonMQ::Broker"),
            Map.entry("aws_lambda_event_source_mapping", "AWS::Lambda::EventSourceMapping"),
            Map.entry("aws_lambda_function", "AWS::Lambda::Function"),
            Map.entry("aws_lambda_alias", "AWS::Lambda::Alias"),
            Map.entry("aws_vpc", "AWS::EC2::VPC"), Map.entry("aws_subnet", "AWS::EC2::Subnet"),
            Map.entry("aws_route_table", "AWS::EC2::RouteTable"),
            Map.entry("aws_default_route_table", "AWS::EC2::RouteTable"),
            Map.entry("aws_internet_gateway", "AWS::EC2::InternetGateway"),
            Map.entry("aws_nat_gateway", "AWS::EC2::NatGateway"), Map.entry("aws_eip", "AWS::EC2::EIP"),
            Map.entry("aws_security_group", "AWS::EC2::SecurityGroup"),
            Map.entry("aws_default_security_group", "AWS::EC2::SecurityGroup"),
            Map.entry("aws_network_acl", "AWS::EC2::NetworkAcl"),
            Map.entry("aws_default_network_acl", "AWS::EC2::NetworkAcl"),
            Map.entry("aws_vpc_endpoint", "AWS::EC2::VPCEndpoint"),
            Map.entry("aws_vpc_dhcp_options", "AWS::EC2::DHCPOptions"),
            Map.entry("aws_iam_role", "AWS::IAM::Role"), Map.entry("aws_iam_policy", "AWS::IAM::ManagedPolicy"),
            Map.entry("aws_secretsmanager_secret", "AWS::SecretsManager::Secret"),
            Map.entry("aws_kms_key", "AWS::KMS::Key"), Map.entry("aws_kms_alias", "AWS::KMS::Alias"));

    private CloudFormation() {}

    /** Whether the resource becomes a resource of the template, under its address. */
    static boolean isTranslated(String type) {
        return TYPES.containsKey(type);
    }

    static String type(String terraformType) {
        return TYPES.getOrDefault(terraformType, "Terraform::" + terraformType);
    }

    /** A reference to an attribute; without one, to what identifies the resource. */
    static Tree reference(Target target) {
        String address = target.instance().address();
        return switch (target.instance().type() + "." + target.attribute()) {
            case "aws_vpc.default_security_group_id" -> attribute(address, "DefaultSecurityGroup");
            case "aws_vpc.default_network_acl_id" -> attribute(address, "DefaultNetworkAcl");
            case "aws_vpc.main_route_table_id", "aws_vpc.default_route_table_id" -> ref(mainTable(address));
            case "aws_mq_broker.id", "aws_iam_role.id", "aws_iam_role.name" -> ref(address);
            case "aws_mq_broker.", "aws_mq_broker.arn", "aws_iam_role.", "aws_iam_role.arn", "aws_kms_key.arn" ->
                attribute(address, "Arn");
            case "aws_eip.", "aws_eip.id", "aws_eip.allocation_id" -> attribute(address, "AllocationId");
            default -> isTranslated(target.instance().type()) ? ref(address) : attribute(address, target.attribute());
        };
    }

    /** The id of the table that a new VPC has. */
    static String mainTable(String vpc) {
        return vpc + ".main_route_table";
    }

    static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    static Tree attribute(String id, String attribute) {
        return Tree.mapping("Fn::GetAtt", List.of(id, attribute));
    }
}
