package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The passive types, with the properties that CloudFormation's reference marks "Update requires: Replacement"
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference).
 */
public final class PassiveKinds {
    private static final List<String> NONE = List.of();
    private static final List<String> ALL = List.of("*");

    private PassiveKinds() {}

    public static Map<String, Kind> of(Things things) {
        return Stream.concat(network(things), others(things))
                .collect(Collectors.toMap(PassiveKind::type, kind -> kind));
    }

    private static Stream<PassiveKind> network(Things things) {
        return Stream.of(
                ec2(things, "VPC", "vpc", List.of("VpcId"), List.of("CidrBlock")),
                ec2(things, "Subnet", "subnet", List.of("SubnetId"),
                        List.of("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId")),
                ec2(things, "RouteTable", "rtb", List.of("RouteTableId"), List.of("VpcId")),
                ec2(things, "SubnetRouteTableAssociation", "rtbassoc", List.of("Id"), List.of("SubnetId")),
                ec2(things, "Route", "route", NONE, List.of("DestinationCidrBlock", "RouteTableId")),
                ec2(things, "InternetGateway", "igw", List.of("InternetGatewayId"), NONE),
                ec2(things, "VPCGatewayAttachment", "igwattach", NONE, List.of("VpcId")),
                ec2(things, "EIP", "eipalloc", List.of("AllocationId"), List.of("Domain")),
                ec2(things, "NatGateway", "nat", List.of("NatGatewayId"), List.of("AllocationId", "SubnetId")),
                ec2(things, "SecurityGroup", "sg", List.of("GroupId"),
                        List.of("GroupDescription", "GroupName", "VpcId")),
                ec2(things, "SecurityGroupIngress", "sgr", NONE, ALL),
                ec2(things, "SecurityGroupEgress", "sgr", NONE, ALL),
                ec2(things, "VPCEndpoint", "vpce", NONE, List.of("ServiceName", "VpcEndpointType", "VpcId")));
    }

    private static PassiveKind ec2(Things things, String type, String prefix, List<String> attributes,
            List<String> createOnly) {
        return new PassiveKind(things, "AWS::EC2::" + type, prefix, "", attributes, createOnly);
    }

    private static Stream<PassiveKind> others(Things things) {
        return Stream.of(named(things, "AWS::Logs::LogGroup", "LogGroupName"),
                named(things, "AWS::CloudWatch::Alarm", "AlarmName"),
                named(things, "AWS::CloudWatch::Dashboard", "DashboardName"),
                named(things, "AWS::Events::Rule", "Name"),
                named(things, "AWS::DynamoDB::Table", "TableName"),
                // what it starts, a test by testSecret and then rotations, is not rehearsed
                new PassiveKind(things, "AWS::SecretsManager::RotationSchedule", "rotation", "", NONE,
                        List.of("SecretId")),
                new PassiveKind(things, "AWS::Lambda::Permission", "permission", "", NONE, ALL),
                new PassiveKind(things, "AWS::CDK::Metadata", "metadata", "", NONE, NONE));
    }

    private static PassiveKind named(Things things, String type, String name) {
        boolean hasArn = !type.startsWith("AWS::CloudWatch::");
        return new PassiveKind(things, type, "", name, hasArn ? List.of("Arn") : NONE, List.of(name));
    }
}
