package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The role that SAM generates for a function: basic execution, VPC access if the function is in a VPC, and the
 * function's Policies. An entry of these is a managed policy, a statement or the name of a policy template
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html).
 */
final class SamRole {
    private static final String MANAGED = "arn:aws:iam::aws:policy/service-role/";
    private static final String PLAIN = "arn:aws:iam::aws:policy/";

    private final List<Tree> managed = new ArrayList<>();
    private final List<Tree> policies;

    private SamRole(List<Tree> policies) {
        this.policies = new ArrayList<>(policies);
    }

    static Tree.Mapping of(Tree.Mapping declaration, Tree.Mapping function, List<Tree> eventPolicies) {
        SamRole role = new SamRole(eventPolicies);
        role.managed.add(Tree.text(MANAGED + "AWSLambdaBasicExecutionRole"));
        if (function.entry("VpcConfig").isPresent()) {
            role.managed.add(Tree.text(MANAGED + "AWSLambdaVPCAccessExecutionRole"));
        }
        function.entry("Policies").map(Tree::asItems).orElse(List.of()).forEach(role::add);
        Map<String, Tree> properties = new LinkedHashMap<>();
        properties.put("AssumeRolePolicyDocument",
                function.entry("AssumeRolePolicyDocument").orElseGet(SamRole::trust));
        properties.put("ManagedPolicyArns", new Tree.Sequence(role.managed));
        properties.put("Policies", new Tree.Sequence(role.policies));
        function.entry("PermissionsBoundary").ifPresent(boundary -> properties.put("PermissionsBoundary", boundary));
        Map<String, Tree> resource = new LinkedHashMap<>();
        resource.put("Type", Tree.text("AWS::IAM::Role"));
        declaration.entry("Condition").ifPresent(condition -> resource.put("Condition", condition));
        resource.put("Properties", new Tree.Mapping(properties));
        return new Tree.Mapping(resource);
    }

    private static Tree trust() {
        return Tree.mapping("Version", "2012-10-17", "Statement", List.of(Tree.mapping("Effect", "Allow", "Principal",
                Tree.mapping("Service", "lambda.amazonaws.com"), "Action", "sts:AssumeRole")));
    }

    private void add(Tree policy) {
        switch (policy) {
            case Tree.Scalar(String name) -> managed.add(Tree.text(name.startsWith("arn:") ? name : arn(name)));
            case Tree.Mapping mapping when mapping.entry("Statement").isPresent() ->
                policies.add(Tree.mapping("PolicyName", "Policy" + policies.size(), "PolicyDocument", mapping));
            case Tree.Mapping mapping when mapping.entries().keySet().stream()
                    .anyMatch(key -> key.equals("Ref") || key.startsWith("Fn::")) ->
                managed.add(mapping);
            case Tree.Mapping mapping -> mapping.entries().forEach(this::template);
            case Tree.Sequence sequence -> managed.add(sequence);
            case Tree.Unclear unclear -> managed.add(unclear);
            case Tree.Nothing nothing -> managed.add(nothing);
        }
    }

    private static String arn(String name) {
        return (name.matches("AWSLambda.*ExecutionRole|AWSLambdaRole|AWSLambdaENIManagementAccess") ? MANAGED : PLAIN)
                + name;
    }

    private void template(String name, Tree parameters) {
        switch (name) {
            case "AWSSecretsManagerGetSecretValuePolicy" -> grant("secretsmanager:GetSecretValue",
                    parameters.asMapping().entry("SecretArn").orElse(Tree.text("*")));
            case "VPCAccessPolicy" -> grant(
                    "ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface",
                    Tree.text("*"));
            case "KMSDecryptPolicy" -> grant("kms:Decrypt",
                    Tree.mapping("Fn::Sub", List.of(
                            "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${keyId}",
                            Tree.mapping("keyId", parameters.asMapping().entry("KeyId").orElse(Tree.text("*"))))));
            default -> {
                // No other template grants anything that a mapping needs.
            }
        }
    }

    private void grant(String actions, Tree resource) {
        policies.add(Tree.mapping("PolicyName", "Template" + policies.size(), "PolicyDocument",
                Tree.mapping("Version", "2012-10-17", "Statement",
                        List.of(Tree.mapping("Effect", "Allow", "Action", List.of(actions.split(" ")), "Resource",
                                resource)))));
    }
}
