package io.github.rabbitlambda.constructs.operation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Roles for functions. All policies are inline, so that they are created with the role and take effect before the role
 * is used: IAM is eventually consistent and DependsOn does not wait for it. No role allows logs:CreateLogGroup, because
 * a late log line of a function would create its deleted log group again.
 */
public final class FunctionRole {
    private FunctionRole() {}

    public static Role create(Construct scope, String id, LogGroup logs, List<PolicyStatement> statements) {
        PolicyDocument document = PolicyDocument.Builder.create().statements(statements).build();
        return Role.Builder.create(scope, id).assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(statements.isEmpty()
                        ? Map.of("Logs", write(logs))
                        : new TreeMap<>(Map.of("Logs", write(logs), "Work", document)))
                .build();
    }

    /** A role whose one inline policy is this document, to which statements may be added until synthesis. */
    static Role growing(Construct scope, String id, PolicyDocument work) {
        return Role.Builder.create(scope, id).assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of("Work", work)).build();
    }

    static PolicyDocument write(LogGroup logs) {
        return PolicyDocument.Builder.create()
                .statements(
                        List.of(allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn())))
                .build();
    }

    public static PolicyStatement allow(List<String> actions, String... resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build();
    }

    public static PolicyStatement allow(String action, String... resources) {
        return allow(List.of(action), resources);
    }

    /** An ARN in the stack's account and Region. */
    public static String arn(String service, String resource) {
        return String.join(":", "arn", Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
    }

    /**
     * What Lambda needs to create and delete network interfaces, for a mapping as for a function. The Lambda guide
     * warns against a narrower DeleteNetworkInterface:
     * https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
     */
    public static List<PolicyStatement> networkInterfaces() {
        return List.of(
                allow(List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"), arn("ec2", "*/*")),
                allow(List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs"), "*"));
    }

    /** Acknowledges the wildcards of {@link #networkInterfaces()}. */
    public static void acknowledgeNetworkInterfaces(Role role) {
        Acknowledgements.add(role, "AwsSolutions-IAM5[Resource::*]", "EC2's Describe actions take no resource.");
        Acknowledgements.addForArn(role, "ec2", "*/*",
                "Lambda names the interfaces, and authorises the creation on subnet, group and interface.");
    }
}
