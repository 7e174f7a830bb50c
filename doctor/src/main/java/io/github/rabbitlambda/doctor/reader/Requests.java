package io.github.rabbitlambda.doctor.reader;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.mq.MqClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Each call as a request of the SDK. A call that lists gives its pages, and asks for the next one when that is iterated. */
record Requests(LambdaClient lambda, IamClient iam, MqClient mq, Ec2Client ec2, SecretsManagerClient secrets,
        KmsClient kms, CloudWatchClient cloudWatch) implements SdkAutoCloseable {

    Iterable<? extends SdkPojo> pages(Call call, Map<String, String> in) {
        return switch (call) {
            case GET_EVENT_SOURCE_MAPPING -> one(lambda.getEventSourceMapping(to -> to.uuid(in.get("UUID"))));
            case LIST_EVENT_SOURCE_MAPPINGS -> lambda.listEventSourceMappingsPaginator(
                    to -> to.functionName(in.get("FunctionName")).eventSourceArn(in.get("EventSourceArn")));
            case GET_FUNCTION_CONFIGURATION ->
                one(lambda.getFunctionConfiguration(to -> to.functionName(in.get("FunctionName"))));
            case GET_FUNCTION_CONCURRENCY ->
                one(lambda.getFunctionConcurrency(to -> to.functionName(in.get("FunctionName"))));
            case GET_ACCOUNT_SETTINGS -> one(lambda.getAccountSettings());
            case GET_ROLE -> one(iam.getRole(to -> to.roleName(in.get("RoleName"))));
            case LIST_ROLE_POLICIES -> iam.listRolePoliciesPaginator(to -> to.roleName(in.get("RoleName")));
            case GET_ROLE_POLICY ->
                one(iam.getRolePolicy(to -> to.roleName(in.get("RoleName")).policyName(in.get("PolicyName"))));
            case LIST_ATTACHED_ROLE_POLICIES ->
                iam.listAttachedRolePoliciesPaginator(to -> to.roleName(in.get("RoleName")));
            case GET_POLICY -> one(iam.getPolicy(to -> to.policyArn(in.get("PolicyArn"))));
            case GET_POLICY_VERSION ->
                one(iam.getPolicyVersion(to -> to.policyArn(in.get("PolicyArn")).versionId(in.get("VersionId"))));
            case LIST_BROKERS -> mq.listBrokersPaginator(to -> {});
            case DESCRIBE_BROKER -> one(mq.describeBroker(to -> to.brokerId(in.get("BrokerId"))));
            case DESCRIBE_SUBNETS -> ec2.describeSubnetsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_VPCS -> ec2.describeVpcsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_VPC_ATTRIBUTE ->
                one(ec2.describeVpcAttribute(to -> to.vpcId(in.get("VpcId")).attribute(in.get("Attribute"))));
            case DESCRIBE_ROUTE_TABLES -> ec2.describeRouteTablesPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_NAT_GATEWAYS -> ec2.describeNatGatewaysPaginator(to -> to.filter(filters(in)));
            case DESCRIBE_INTERNET_GATEWAYS -> ec2.describeInternetGatewaysPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_VPC_ENDPOINTS -> ec2.describeVpcEndpointsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_SECURITY_GROUPS -> ec2.describeSecurityGroupsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_NETWORK_ACLS -> ec2.describeNetworkAclsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_DHCP_OPTIONS -> ec2.describeDhcpOptionsPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS -> one(ec2.describeVpcBlockPublicAccessOptions(to -> {}));
            case DESCRIBE_NETWORK_INTERFACES -> ec2.describeNetworkInterfacesPaginator(to -> to.filters(filters(in)));
            case DESCRIBE_SECRET -> one(secrets.describeSecret(to -> to.secretId(in.get("SecretId"))));
            case GET_RESOURCE_POLICY -> one(secrets.getResourcePolicy(to -> to.secretId(in.get("SecretId"))));
            case GET_SECRET_VALUE -> one(secrets.getSecretValue(to -> to.secretId(in.get("SecretId"))));
            case DESCRIBE_KEY -> one(kms.describeKey(to -> to.keyId(in.get("KeyId"))));
            case GET_KEY_POLICY ->
                one(kms.getKeyPolicy(to -> to.keyId(in.get("KeyId")).policyName(in.get("PolicyName"))));
            case GET_METRIC_DATA -> throw new IllegalArgumentException("metrics need the sources of a subject");
        };
    }

    Iterable<? extends SdkPojo> metrics(String subject, List<Metric.Source> sources, Instant now) {
        return cloudWatch.getMetricDataPaginator(Metric.request(subject, sources, now));
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(lambda, iam, mq, ec2, secrets, kms, cloudWatch).forEach(SdkAutoCloseable::close);
    }

    // Filters find nothing where an id doesn't exist; lists of ids would make the whole call fail.
    private static List<Filter> filters(Map<String, String> in) {
        return in.entrySet().stream()
                .map(entry -> Filter.builder().name(entry.getKey()).values(entry.getValue().split(",")).build())
                .toList();
    }

    private static List<SdkPojo> one(SdkPojo answer) {
        return List.of(answer);
    }
}
