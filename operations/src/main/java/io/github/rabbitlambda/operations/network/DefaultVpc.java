package io.github.rabbitlambda.operations.network;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * The default VPC of the Region and its security group named default, where Amazon MQ puts a broker without network
 * options.
 */
final class DefaultVpc {
    private static final String ALL = "-1";

    private final Ec2Client ec2;

    DefaultVpc(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Returns the VPC after it has checked everything that the stack needs of it. */
    Vpc checked() {
        Vpc vpc = find().orElseThrow(() -> new OperationFailedException(
                "This region must have a default VPC (it has none): deploy one of the stacks with a VPC of its "
                        + "own instead, or make one with aws ec2 create-default-vpc"));
        if (blocks(vpc).size() > CidrBlock.MOST_OF_A_VPC) {
            throw new OperationFailedException(
                    "The default VPC %s must have %d IPv4 blocks at most (it has %d): the stack's rules cover no more"
                            .formatted(vpc.vpcId(), CidrBlock.MOST_OF_A_VPC, blocks(vpc).size()));
        }
        checkDns(vpc.vpcId());
        checkGroup(vpc.vpcId(), defaultGroup(vpc.vpcId()));
        return vpc;
    }

    Vpc ofSubnet(String subnetId) {
        String vpcId = AwsCall
                .of("ec2:DescribeSubnets", subnetId, () -> ec2.describeSubnets(request -> request.subnetIds(subnetId)))
                .subnets().stream().findFirst().map(Subnet::vpcId).orElseThrow(() -> new OperationFailedException(
                        "The broker's subnet " + subnetId + " must exist (EC2 does not know it)"));
        return AwsCall.of("ec2:DescribeVpcs", vpcId, () -> ec2.describeVpcs(request -> request.vpcIds(vpcId))).vpcs()
                .getFirst();
    }

    SecurityGroup defaultGroup(String vpcId) {
        return AwsCall
                .of("ec2:DescribeSecurityGroups", vpcId, () -> ec2.describeSecurityGroups(request -> request.filters(
                        filter("vpc-id", vpcId), filter("group-name", "default"))))
                .securityGroups().stream().findFirst()
                .orElseThrow(() -> new OperationFailedException("The VPC " + vpcId
                        + " must have a security group named default (none was found)"));
    }

    static List<CidrBlock> blocks(Vpc vpc) {
        return vpc.cidrBlockAssociationSet().stream()
                .filter(association -> "associated".equals(association.cidrBlockState().stateAsString()))
                .map(association -> CidrBlock.parse(association.cidrBlock())).sorted((one, other) -> Boolean.compare(
                        other.toString().equals(vpc.cidrBlock()), one.toString().equals(vpc.cidrBlock())))
                .toList();
    }

    private Optional<Vpc> find() {
        return AwsCall
                .of("ec2:DescribeVpcs", "*",
                        () -> ec2.describeVpcs(request -> request.filters(filter("is-default", "true"))))
                .vpcs().stream().findFirst();
    }

    /** Private DNS names of endpoints resolve only in a VPC that has both attributes. */
    private void checkDns(String vpcId) {
        boolean support = AwsCall.of("ec2:DescribeVpcAttribute", vpcId, () -> ec2.describeVpcAttribute(
                request -> request.vpcId(vpcId).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT)).enableDnsSupport()
                .value());
        boolean names = AwsCall.of("ec2:DescribeVpcAttribute", vpcId, () -> ec2.describeVpcAttribute(
                request -> request.vpcId(vpcId).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES)).enableDnsHostnames()
                .value());
        if (!support || !names) {
            throw new OperationFailedException(
                    ("The default VPC %s must have DNS support and DNS hostnames enabled (support: %s, hostnames: "
                            + "%s): enable them with aws ec2 modify-vpc-attribute")
                            .formatted(vpcId, support, names));
        }
    }

    private static void checkGroup(String vpcId, SecurityGroup group) {
        if (group.ipPermissions().stream()
                .noneMatch(permission -> isAll(permission) && admits(permission, group.groupId()))) {
            throw new OperationFailedException(
                    ("The default security group %s of the VPC %s must let itself in on all ports (that rule is "
                            + "missing): add it with aws ec2 authorize-security-group-ingress --group-id %s --protocol -1 "
                            + "--source-group %s")
                            .formatted(group.groupId(), vpcId, group.groupId(), group.groupId()));
        }
        if (group.ipPermissionsEgress().stream()
                .noneMatch(permission -> isAll(permission) && permission.ipRanges().stream()
                        .anyMatch(range -> "0.0.0.0/0".equals(range.cidrIp())))) {
            throw new OperationFailedException(
                    ("The default security group %s of the VPC %s must let everything out (that rule is missing): "
                            + "add it with aws ec2 authorize-security-group-egress --group-id %s --protocol -1 --cidr "
                            + "0.0.0.0/0")
                            .formatted(group.groupId(), vpcId, group.groupId()));
        }
    }

    static boolean isAll(IpPermission permission) {
        return ALL.equals(permission.ipProtocol());
    }

    static boolean admits(IpPermission permission, String groupId) {
        return permission.userIdGroupPairs().stream().anyMatch(pair -> groupId.equals(pair.groupId()));
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
