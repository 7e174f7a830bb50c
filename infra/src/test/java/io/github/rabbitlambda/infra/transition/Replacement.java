package io.github.rabbitlambda.infra.transition;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CloudFormation changes by a new resource, by its reference of each type, and what two resources of a type can't
 * have in common. The new resource is made while the old one exists.
 */
final class Replacement {
    private static final Map<String, Set<String>> CREATE_ONLY = Map.of(
            "AWS::AmazonMQ::Broker",
            Set.of("BrokerName", "DeploymentMode", "EngineType", "PubliclyAccessible", "SubnetIds"),
            "AWS::Lambda::EventSourceMapping", Set.of("EventSourceArn"),
            "AWS::Lambda::Alias", Set.of("FunctionName", "Name"),
            "AWS::Lambda::Permission",
            Set.of("Action", "FunctionName", "Principal", "SourceArn", "EventSourceToken"),
            "AWS::EC2::Subnet", Set.of("AvailabilityZone", "CidrBlock", "VpcId"),
            "AWS::EC2::VPCEndpoint", Set.of("ServiceName", "VpcEndpointType", "VpcId"),
            "AWS::EC2::NatGateway", Set.of("AllocationId", "SubnetId"),
            "AWS::EC2::SubnetRouteTableAssociation", Set.of("RouteTableId", "SubnetId"),
            "AWS::EC2::SecurityGroup", Set.of("GroupDescription", "GroupName", "VpcId"),
            "AWS::S3::BucketPolicy", Set.of("Bucket"));

    private static final Map<String, List<String>> UNIQUE = Map.of(
            "AWS::AmazonMQ::Broker", List.of("BrokerName"),
            "AWS::Lambda::EventSourceMapping", List.of("EventSourceArn", "FunctionName", "Queues"),
            "AWS::Lambda::Alias", List.of("FunctionName", "Name"),
            "AWS::EC2::Subnet", List.of("CidrBlock", "VpcId"),
            "AWS::EC2::NatGateway", List.of("AllocationId"),
            // private DNS answers for a service once
            "AWS::EC2::VPCEndpoint", List.of("ServiceName", "VpcId"),
            "AWS::EC2::VPCGatewayAttachment", List.of("VpcId"),
            "AWS::EC2::Route", List.of("RouteTableId", "DestinationCidrBlock"),
            "AWS::EC2::SubnetRouteTableAssociation", List.of("SubnetId"));

    private Replacement() {}

    static boolean isNeededFor(String type, String property) {
        return CREATE_ONLY.getOrDefault(type, Set.of()).contains(property);
    }

    /** The properties whose values no two resources of the type share; empty if they may share all. */
    static List<String> unique(String type) {
        return UNIQUE.getOrDefault(type, List.of());
    }
}
