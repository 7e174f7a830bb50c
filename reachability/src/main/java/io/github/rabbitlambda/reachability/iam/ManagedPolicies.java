package io.github.rabbitlambda.reachability.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * The AWS-managed policies, with only those of their actions that a mapping needs
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html). Each allows them on every resource; AWSDenyAll denies.
 */
final class ManagedPolicies {
    private static final String ENI = "ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets";
    private static final String DESCRIBE = " ec2:DescribeSecurityGroups ec2:DescribeVpcs";
    private static final String DENY_ALL = "AWSDenyAll";
    private static final Map<String, String> ACTIONS = new LinkedHashMap<>();
    private static final Set<String> NONE = Set.of("AWSLambdaBasicExecutionRole",
            "AWSLambdaBasicDurableExecutionRolePolicy", "AWSXRayDaemonWriteAccess",
            "AWSXrayWriteOnlyAccess", "AWSLambdaSQSQueueExecutionRole", "AWSLambdaKinesisExecutionRole",
            "AWSLambdaDynamoDBExecutionRole",
            "AWSLambdaRole", "CloudWatchLambdaInsightsExecutionRolePolicy", "CloudWatchLogsFullAccess",
            "CloudWatchAgentServerPolicy",
            "AmazonDynamoDBFullAccess_v2", "AmazonS3FullAccess", "AmazonS3ReadOnlyAccess", "AmazonSQSFullAccess",
            "AmazonSNSFullAccess",
            "AmazonSSMReadOnlyAccess", "AmazonSSMManagedInstanceCore", "AWSLambdaExecute", "AmazonSESFullAccess",
            "AmazonKinesisFullAccess",
            "AWSStepFunctionsFullAccess", "AmazonSQSReadOnlyAccess",
            "CloudWatchApplicationSignalsLambdaExecutionRolePolicy");

    static {
        ACTIONS.put("AWSLambdaVPCAccessExecutionRole", ENI);
        ACTIONS.put("AWSLambdaENIManagementAccess", ENI);
        ACTIONS.put("AWSLambdaMSKExecutionRole", ENI + DESCRIBE);
        ACTIONS.put("AmazonMQFullAccess", "mq:* " + ENI + DESCRIBE);
        ACTIONS.put("AmazonMQApiFullAccess", "mq:* " + ENI + DESCRIBE);
        ACTIONS.put("AmazonMQReadOnlyAccess",
                "mq:Describe* mq:List* ec2:DescribeNetworkInterfaces ec2:DescribeSubnets" + DESCRIBE);
        ACTIONS.put("AmazonMQApiReadOnlyAccess",
                "mq:Describe* mq:List* ec2:DescribeNetworkInterfaces ec2:DescribeSubnets" + DESCRIBE);
        ACTIONS.put("SecretsManagerReadWrite", "secretsmanager:* ec2:DescribeSubnets" + DESCRIBE);
        ACTIONS.put("AWSSecretsManagerClientReadOnlyAccess", "secretsmanager:GetSecretValue");
        ACTIONS.put("AmazonEC2FullAccess", "ec2:*");
        ACTIONS.put("AmazonEC2ReadOnlyAccess", "ec2:Describe*");
        ACTIONS.put("AdministratorAccess", "*");
        ACTIONS.put(DENY_ALL, "*");
        ACTIONS.put("PowerUserAccess", "mq:* ec2:* secretsmanager:* kms:*");
        NONE.forEach(name -> ACTIONS.put(name, ""));
    }

    private ManagedPolicies() {}

    /** The name of an AWS-managed policy, from its ARN in any partition and path. */
    static Optional<String> name(String arn) {
        return arn.matches("arn:[^:]*:iam::aws:policy/.+")
                ? Optional.of(arn.substring(arn.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    /** The policy as a statement; empty if its text isn't known here. */
    static Optional<Statement> statement(String name, Answer present) {
        return Optional.ofNullable(ACTIONS.get(name))
                .map(actions -> new Statement(new Value.Fields(Map.of("Effect",
                        new Value.Text(name.equals(DENY_ALL) ? "Deny" : "Allow"),
                        "Action",
                        new Value.Items(actions.isEmpty()
                                ? List.of()
                                : List.of(actions.split(" ")).stream().<Value>map(Value.Text::new).toList()),
                        "Resource", new Value.Text("*"))), present));
    }
}
