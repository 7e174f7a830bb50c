package io.github.rabbitlambda.operations.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * The interface endpoints that the mapping needs in a VPC that the stack does not own. A VPC can have only one endpoint
 * with private DNS for each service, so the stack either makes all of them or uses the existing ones.
 */
record ServiceEndpoints(Ec2Client ec2) {
    private static final List<String> SERVICES = List.of("sts", "secretsmanager", "lambda");
    private static final Set<String> GONE = Set.of("deleting", "deleted", "failed", "rejected", "expired");
    private static final int HTTPS = 443;

    /** Fails when an endpoint of somebody else exists. Endpoints that this stack made are ignored. */
    void checkAbsent(Vpc vpc, String stackId) {
        List<VpcEndpoint> endpoints = in(vpc);
        SERVICES.forEach(service -> of(service, endpoints).filter(endpoint -> !isMadeBy(stackId, endpoint))
                .ifPresent(endpoint -> {
                    throw new OperationFailedException(
                            ("The VPC %s must have no endpoint with private DNS for %s yet (%s is there): deploy "
                                    + "with the option for existing endpoints, which uses it")
                                    .formatted(vpc.vpcId(), service, endpoint.vpcEndpointId()));
                }));
    }

    /** Fails when an endpoint is missing, does not let the mapping in, or goes with this very update. */
    void checkUsable(Vpc vpc, String defaultGroup, String stackId) {
        List<VpcEndpoint> endpoints = in(vpc);
        endpoints.stream().filter(endpoint -> isMadeBy(stackId, endpoint)).findFirst().ifPresent(own -> {
            throw new OperationFailedException(
                    ("The endpoint %s in the VPC %s must not be this stack's own (it is): this update would remove it, and the "
                            + "mapping would have no way to AWS. A VPC takes one endpoint with private DNS for a service, so "
                            + "keep existingEndpoints=false, or destroy the stack and deploy it again beside endpoints of yours")
                            .formatted(own.vpcEndpointId(), vpc.vpcId()));
        });
        SERVICES.forEach(service -> checkUsable(vpc, service, defaultGroup, of(service, endpoints).orElseThrow(
                () -> new OperationFailedException(
                        ("The VPC %s must have an endpoint with private DNS for %s (there is none): make it, or "
                                + "deploy without the option for existing endpoints")
                                .formatted(vpc.vpcId(), service)))));
    }

    private void checkUsable(Vpc vpc, String service, String defaultGroup, VpcEndpoint endpoint) {
        if (!"available".equalsIgnoreCase(endpoint.stateAsString())) {
            throw new OperationFailedException("The endpoint %s for %s must be available (it is %s)".formatted(
                    endpoint.vpcEndpointId(), service, endpoint.stateAsString()));
        }
        if (!admits(endpoint, CidrBlock.parse(vpc.cidrBlock()), defaultGroup)) {
            throw new OperationFailedException(
                    ("The endpoint %s for %s must admit the default security group %s or %s on port 443 (none of "
                            + "its groups does): add that rule to one of %s")
                            .formatted(endpoint.vpcEndpointId(), service, defaultGroup, vpc.cidrBlock(),
                                    groups(endpoint)));
        }
    }

    private static boolean isMadeBy(String stackId, VpcEndpoint endpoint) {
        return endpoint.tags().stream()
                .anyMatch(tag -> tag.key().equals("aws:cloudformation:stack-id") && tag.value().equals(stackId));
    }

    private boolean admits(VpcEndpoint endpoint, CidrBlock vpc, String defaultGroup) {
        List<String> groups = groups(endpoint);
        return AwsCall.of("ec2:DescribeSecurityGroups", String.join(" ", groups),
                () -> ec2.describeSecurityGroups(request -> request.groupIds(groups))).securityGroups().stream()
                .flatMap(group -> group.ipPermissions().stream()).filter(ServiceEndpoints::covers)
                .anyMatch(permission -> DefaultVpc.admits(permission, defaultGroup)
                        || permission.ipRanges().stream()
                                .anyMatch(range -> CidrBlock.parse(range.cidrIp()).contains(vpc)));
    }

    private static boolean covers(IpPermission permission) {
        return DefaultVpc.isAll(permission) || "tcp".equals(permission.ipProtocol()) && permission.fromPort() <= HTTPS
                && permission.toPort() >= HTTPS;
    }

    private List<VpcEndpoint> in(Vpc vpc) {
        Filter here = Filter.builder().name("vpc-id").values(vpc.vpcId()).build();
        return AwsCall.of("ec2:DescribeVpcEndpoints", "*",
                () -> ec2.describeVpcEndpointsPaginator(request -> request.filters(here)).vpcEndpoints().stream()
                        .toList());
    }

    /** Compares the end of the service's name, because the beginning differs between partitions. */
    private static Optional<VpcEndpoint> of(String service, List<VpcEndpoint> endpoints) {
        return endpoints.stream().filter(endpoint -> endpoint.serviceName().endsWith("." + service))
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.privateDnsEnabled()))
                .filter(endpoint -> !GONE.contains(endpoint.stateAsString().toLowerCase(Locale.ROOT))).findFirst();
    }

    private static List<String> groups(VpcEndpoint endpoint) {
        return endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList();
    }
}
