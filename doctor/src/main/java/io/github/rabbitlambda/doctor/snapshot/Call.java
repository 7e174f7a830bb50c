package io.github.rabbitlambda.doctor.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls that the doctor makes: none of them changes anything. A snapshot holds their answers in the form in which the
 * AWS CLI prints them; answers of several pages are joined, and every policy document is the text of its JSON.
 */
public enum Call {
    GET_EVENT_SOURCE_MAPPING("lambda", "GetEventSourceMapping", "", "UUID"),
    /** Of a function or of a broker: {@code FunctionName} or {@code EventSourceArn}. */
    LIST_EVENT_SOURCE_MAPPINGS("lambda", "ListEventSourceMappings", "EventSourceMappings", "FunctionName",
            "EventSourceArn"),
    /** Without the environment, which may hold secrets. */
    GET_FUNCTION_CONFIGURATION("lambda", "GetFunctionConfiguration", "", "FunctionName"), GET_FUNCTION_CONCURRENCY(
            "lambda", "GetFunctionConcurrency", "",
            "FunctionName"), GET_ACCOUNT_SETTINGS("lambda", "GetAccountSettings", ""),

    GET_ROLE("iam", "GetRole", "", "RoleName"), LIST_ROLE_POLICIES("iam", "ListRolePolicies", "PolicyNames",
            "RoleName"), GET_ROLE_POLICY("iam", "GetRolePolicy", "", "RoleName",
                    "PolicyName"), LIST_ATTACHED_ROLE_POLICIES("iam", "ListAttachedRolePolicies", "AttachedPolicies",
                            "RoleName"), GET_POLICY("iam", "GetPolicy", "", "PolicyArn"), GET_POLICY_VERSION("iam",
                                    "GetPolicyVersion", "", "PolicyArn", "VersionId"),

    LIST_BROKERS("mq", "ListBrokers", "BrokerSummaries"), DESCRIBE_BROKER("mq", "DescribeBroker", "", "BrokerId"),

    /** The broker's subnets by their ids, then those of their VPC. */
    DESCRIBE_SUBNETS("ec2", "DescribeSubnets", "Subnets", "subnet-id", "vpc-id"), DESCRIBE_VPCS("ec2", "DescribeVpcs",
            "Vpcs", "vpc-id"),
    /** Of enableDnsSupport and of enableDnsHostnames. */
    DESCRIBE_VPC_ATTRIBUTE("ec2", "DescribeVpcAttribute", "", "VpcId", "Attribute"), DESCRIBE_ROUTE_TABLES("ec2",
            "DescribeRouteTables", "RouteTables", "vpc-id"), DESCRIBE_NAT_GATEWAYS("ec2", "DescribeNatGateways",
                    "NatGateways", "vpc-id"), DESCRIBE_INTERNET_GATEWAYS("ec2", "DescribeInternetGateways",
                            "InternetGateways", "attachment.vpc-id"), DESCRIBE_VPC_ENDPOINTS("ec2",
                                    "DescribeVpcEndpoints", "VpcEndpoints", "vpc-id"),
    /** Of the broker, and of the endpoints and interfaces; the VPC's default group if the broker names none. */
    DESCRIBE_SECURITY_GROUPS("ec2", "DescribeSecurityGroups", "SecurityGroups", "group-id", "vpc-id",
            "group-name"), DESCRIBE_NETWORK_ACLS(
                    "ec2", "DescribeNetworkAcls", "NetworkAcls", "vpc-id"), DESCRIBE_DHCP_OPTIONS("ec2",
                            "DescribeDhcpOptions",
                            "DhcpOptions", "dhcp-options-id"), DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS("ec2",
                                    "DescribeVpcBlockPublicAccessOptions", ""),
    /** Those that Lambda made for mappings on Amazon MQ, in the broker's VPC. */
    DESCRIBE_NETWORK_INTERFACES("ec2", "DescribeNetworkInterfaces", "NetworkInterfaces", "vpc-id", "description"),

    DESCRIBE_SECRET("secretsmanager", "DescribeSecret", "", "SecretId"), GET_RESOURCE_POLICY("secretsmanager",
            "GetResourcePolicy", "", "SecretId"),
    /** Only on request. The answer that is kept is {@code {"Usable": true}}, or {@code {"Problem": "…"}}; never the value. */
    GET_SECRET_VALUE("secretsmanager", "GetSecretValue", "", "SecretId"), DESCRIBE_KEY("kms", "DescribeKey", "",
            "KeyId"), GET_KEY_POLICY("kms", "GetKeyPolicy", "", "KeyId", "PolicyName"),

    /**
     * The metrics of one function or broker, by its name in {@code Subject}, of the last three hours in periods of five
     * minutes. The Label of a result is the metric's name; its Id is the same with a small first letter, such as
     * {@code messageReadyCount}, as CloudWatch demands. The newest of its Values and Timestamps come first.
     * <p>
     * Of a function: the sums Invocations, Errors and Throttles, the maximums Duration and ConcurrentExecutions. Of a broker:
     * the maximums MessageReadyCount, MessageUnacknowledgedCount, AckRate, PublishRate, ConsumerCount, ConnectionCount,
     * RabbitMQMemUsed, RabbitMQDiskFreeLimit and SystemCpuUtilization, the minimums RabbitMQMemLimit and RabbitMQDiskFree. So
     * an AckRate or ConsumerCount of 0 means none at any time of the period. Results of a function and a broker of the same
     * name are in one answer.
     */
    GET_METRIC_DATA("cloudwatch", "GetMetricData", "MetricDataResults", "Subject");

    private final String service;
    private final String operation;
    private final String list;
    private final List<String> inputs;

    Call(String service, String operation, String list, String... inputs) {
        this.service = service;
        this.operation = operation;
        this.list = list;
        this.inputs = List.of(inputs);
    }

    /** The service's name as in IAM actions. */
    public String service() {
        return service;
    }

    public String operation() {
        return operation;
    }

    /** What IAM calls it, such as {@code ec2:DescribeSubnets}. */
    public String action() {
        return service + ":" + operation;
    }

    /** The member of the answer that lists what was found; empty if the answer is one thing. */
    public Optional<String> list() {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /** The inputs that identify an answer; for calls with filters, their names. */
    public List<String> inputs() {
        return inputs;
    }

    /** @throws IllegalArgumentException if the doctor makes no such call */
    static Optional<Call> ofAction(String action) {
        return Stream.of(values()).filter(call -> call.action().equals(action)).findFirst();
    }
}
