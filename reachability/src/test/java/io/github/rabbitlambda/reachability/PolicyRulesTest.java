package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** R14, R16 and R17: who may do what, and log in as whom. */
class PolicyRulesTest extends RulesTest {
    @Override
    void collect() {
        policies();
        policyDocuments();
        role();
        attachedPolicies();
        boundaries();
        secret();
        users();
    }

    private void policyDocuments() {
        String open = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}";
        add(ISOLATED, "STS policy as JSON text", CONNECTS, "", ENDPOINT + "PolicyDocument", open);
        add(ISOLATED, "STS policy as JSON text for other actions", FAILS, "policy of endpoint",
                ENDPOINT + "PolicyDocument", open.replace("\"Action\": \"*\"", "\"Action\": \"s3:*\""));
        add(ISOLATED, "STS policy as text that is no JSON", UNKNOWN, "policy of endpoint `StsEndpoint`",
                ENDPOINT + "PolicyDocument", "allow everything");
        add(ISOLATED, "STS policy with a statement of a parameter", UNKNOWN, "parameter `Extra`",
                "Parameters/Extra/Type", "String", ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement", List.of(ref("Extra"))));
        add(ISOLATED, "STS policy for a resource of a parameter", UNKNOWN, "parameter `Where`",
                "Parameters/Where/Type", "String", ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "sts:AssumeRole", ref("Where")));
        add(ISOLATED, "STS policy whose Deny is for another service", CONNECTS, "", ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement",
                        List.of(Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*", "Resource", "*"),
                                Tree.mapping("Effect", "Deny", "Principal",
                                        Tree.mapping("Service", "ec2.amazonaws.com"),
                                        "Action", "*", "Resource", "*"))));
        add(ISOLATED, "STS policy without a principal", UNKNOWN, "a policy statement without Principal",
                ENDPOINT + "PolicyDocument", Tree.mapping("Statement",
                        List.of(Tree.mapping("Effect", "Allow", "Action", "*", "Resource", "*"))));
        add(ISOLATED, "secrets policy with NotResource of another secret", CONNECTS, "",
                SECRETS_ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement", List.of(Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*",
                        "NotResource", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other/name-AbCdEf"))));
        add(Stacks.without(ISOLATED, "Mapping"), "secrets policy before there is a mapping", UNKNOWN,
                "the role and secret that the endpoint policy would have to name", SECRETS_ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "secretsmanager:GetSecretValue", ref("Creds")));
        add(Stacks.without(ISOLATED, "Mapping"), "open secrets policy before there is a mapping", CONNECTS, "",
                SECRETS_ENDPOINT + "PolicyDocument", policy("Allow", "*", "secretsmanager:*", "*"));
    }

    private void attachedPolicies() {
        Tree.Mapping without = Stacks.with(ISOLATED, STATEMENTS + "0", null);
        Tree document = Tree.mapping("Statement",
                Tree.mapping("Effect", "Allow", "Action", "mq:DescribeBroker", "Resource", "*"));
        add(without, "policy attached by the role's reference", CONNECTS, "", "Resources/Extra",
                attached("AWS::IAM::Policy", "Roles", List.of(ref("ConsumerRole")), document));
        add(without, "policy attached by the role's name", CONNECTS, "", "Resources/Extra",
                attached("AWS::IAM::Policy", "Roles", List.of("consumer"), document), ROLE + "RoleName", "consumer");
        add(without, "policy attached to another role", FAILS, "mq:DescribeBroker", "Resources/Extra",
                attached("AWS::IAM::Policy", "Roles", List.of("other"), document), ROLE + "RoleName", "consumer");
        add(without, "policy of one role", CONNECTS, "", "Resources/Extra",
                attached("AWS::IAM::RolePolicy", "RoleName", ref("ConsumerRole"), document));
        add(without, "managed policy of the template that names the role", CONNECTS, "", "Resources/Extra",
                attached("AWS::IAM::ManagedPolicy", "Roles", List.of(ref("ConsumerRole")), document));
        add(without, "managed policy of the template that the role names", CONNECTS, "", "Resources/Extra",
                attached("AWS::IAM::ManagedPolicy", "Description", "extra", document), ROLE + "ManagedPolicyArns",
                List.of(ref("Extra")));
        add(without, "policy of a parameter", UNKNOWN, "parameter `Inline`", "Parameters/Inline/Type", "String",
                ROLE + "Policies/-", ref("Inline"));
        add(without, "nested stack that receives the role", UNKNOWN, "what `Nested` adds", "Resources/Nested",
                Tree.mapping("Type", "AWS::CloudFormation::Stack", "Properties",
                        Tree.mapping("TemplateURL", "https://example.com/t.yaml", "Parameters",
                                Tree.mapping("Role", getAtt("ConsumerRole.Arn")))));
        add(without, "nested stack that receives the role's name", UNKNOWN, "what `Nested` adds", "Resources/Nested",
                Tree.mapping("Type", "AWS::CloudFormation::Stack", "Properties",
                        Tree.mapping("TemplateURL", "https://example.com/t.yaml", "Parameters",
                                Tree.mapping("Role", ref("ConsumerRole")))));
    }

    private static Tree attached(String type, String property, Object to, Tree document) {
        return Tree.mapping("Type", type, "Properties", Tree.mapping(property, to, "PolicyDocument", document));
    }

    private void boundaries() {
        Tree everything = Tree.mapping("Effect", "Allow", "Action", "*", "Resource", "*");
        Tree noInterfaces = Tree.mapping("Effect", "Deny", "Action", "ec2:*", "Resource", "*");
        add(ISOLATED, "boundary that allows everything", CONNECTS, "", ROLE + "PermissionsBoundary", ref("Limit"),
                "Resources/Limit", attached("AWS::IAM::ManagedPolicy", "Description", "limit",
                        Tree.mapping("Statement", List.of(everything))));
        add(ISOLATED, "boundary that denies interfaces", FAILS, "is not allowed ec2:CreateNetworkInterface",
                ROLE + "PermissionsBoundary", ref("Limit"), "Resources/Limit",
                attached("AWS::IAM::ManagedPolicy", "Description", "limit",
                        Tree.mapping("Statement", List.of(everything, noInterfaces))));
        add(ISOLATED, "boundary of AWS that allows everything needed", CONNECTS, "", ROLE + "PermissionsBoundary",
                "arn:aws:iam::aws:policy/PowerUserAccess");
        add(ISOLATED, "boundary of AWS without the broker", FAILS, "is not allowed mq:DescribeBroker",
                ROLE + "PermissionsBoundary", "arn:aws:iam::aws:policy/AmazonEC2FullAccess");
    }

    private void users() {
        String secret = "Resources/Creds/Properties/";
        String users = BROKER + "Users/0/";
        add(ISOLATED, "broker without users", UNKNOWN, "the users of broker `Broker`, which names none,",
                BROKER + "Users", null);
        add(ISOLATED, "user of a parameter", UNKNOWN, "parameter `User`", "Parameters/User/Type", "String",
                BROKER + "Users/0", ref("User"));
        add(ISOLATED, "password written where the secret generates one", FAILS, "is not a user of broker",
                users + "Username", "consumer", users + "Password", "long enough 1");
        add(ISOLATED, "password of a parameter where the secret generates one", UNKNOWN, "parameter `Pass`",
                "Parameters/Pass/Type", "String", users + "Username", "consumer", users + "Password", ref("Pass"));
        add(ISOLATED, "username where the password belongs", FAILS, "is not a user of broker", users + "Password",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Creds}:SecretString:username}}"));
        add(ISOLATED, "value of the secret of a parameter", CONNECTS_IF, "is a JSON object with username and password",
                "Parameters/Value/Type", "String", secret + "GenerateSecretString", null, secret + "SecretString",
                ref("Value"));
        add(ISOLATED, "value and user of parameters", CONNECTS_IF, "the password in secret `Creds` is the broker's",
                "Parameters/Value/Type", "String", secret + "GenerateSecretString", null, secret + "SecretString",
                ref("Value"), users + "Username", "consumer", users + "Password", "long enough 1");
        add(ISOLATED, "empty secret", UNKNOWN, "the value of the secret, which the template leaves empty,",
                secret + "GenerateSecretString", null);
        add(ISOLATED, "secret by its attachment", CONNECTS, "", "Resources/Attached/Type",
                "AWS::SecretsManager::SecretTargetAttachment", "Resources/Attached/Properties/SecretId", ref("Creds"),
                MAPPING + "SourceAccessConfigurations/0/URI", ref("Attached"), users + "Username",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Attached}:SecretString:username}}"));
        add(ISOLATED, "custom resource that may change the password", UNKNOWN,
                "what a custom resource does with secret `Creds`", users + "Username", "consumer", users + "Password",
                "long enough 1", "Resources/Adder/Type", "Custom::Adder", "Resources/Adder/Properties/Secret",
                ref("Creds"));
        add(ISOLATED, "custom resource that doesn't receive the secret", FAILS, "is not a user of broker",
                users + "Username", "consumer", users + "Password", "long enough 1", "Resources/Adder/Type",
                "Custom::Adder", "Resources/Adder/Properties/Secret", ref("ConsumerRole"));
        add(ISOLATED, "user of a secret elsewhere", CONNECTS_IF,
                "the user of secret `Creds` is made on broker `Broker` after",
                users + "Username", "{{resolve:secretsmanager:far:SecretString:username}}");
    }

    private void policies() {
        add(ISOLATED, "STS policy of the guide", CONNECTS, "", ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("Service", List.of("lambda.amazonaws.com")), "sts:AssumeRole", "*"));
        add(ISOLATED, "STS policy for one role", FAILS, "sts:AssumeRole by lambda.amazonaws.com",
                ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "sts:AssumeRole", "arn:aws:iam::123456789012:role/x"));
        add(ISOLATED, "STS policy for all AWS principals", CONNECTS_IF, "includes the Lambda service",
                ENDPOINT + "PolicyDocument", policy("Allow", Tree.mapping("AWS", "*"), "sts:*", "*"));
        add(ISOLATED, "STS policy for the organisation", FAILS, "policy of endpoint", ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "*", "*").with("Statement", Tree.mapping("Effect", "Allow", "Principal", "*",
                        "Action", "*", "Resource", "*", "Condition",
                        Tree.mapping("StringEquals", Tree.mapping("aws:PrincipalOrgID", "o-1")))));
        add(ISOLATED, "STS policy on another condition", UNKNOWN, "the condition on `aws:sourcevpc`",
                ENDPOINT + "PolicyDocument",
                policy("Allow", "*", "*", "*").with("Statement", Tree.mapping("Effect", "Allow", "Principal", "*",
                        "Action", "*", "Resource", "*", "Condition",
                        Tree.mapping("StringEquals", Tree.mapping("aws:SourceVpc", "vpc-1")))));
        add(ISOLATED, "STS policy with a Deny", FAILS, "no Deny", ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement",
                        List.of(Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*", "Resource", "*"),
                                Tree.mapping("Effect", "Deny", "Principal", "*", "Action", "sts:AssumeRole", "Resource",
                                        "*"))));
        add(ISOLATED, "secrets policy for the role", CONNECTS, "", SECRETS_ENDPOINT + "PolicyDocument", policy("Allow",
                Tree.mapping("AWS", getAtt("ConsumerRole.Arn")), "secretsmanager:GetSecretValue", ref("Creds")));
        add(ISOLATED, "secrets policy for the account", CONNECTS, "", SECRETS_ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("AWS", Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root")),
                        "secretsmanager:Get*", "*"));
        add(ISOLATED, "secrets policy for the Lambda service only", FAILS, "by the function's role",
                SECRETS_ENDPOINT + "PolicyDocument",
                policy("Allow", Tree.mapping("Service", "lambda.amazonaws.com"), "secretsmanager:GetSecretValue", "*"));
        add(ISOLATED, "secrets policy for another secret", FAILS, "by the function's role",
                SECRETS_ENDPOINT + "PolicyDocument", policy("Allow", "*", "secretsmanager:GetSecretValue",
                        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other/name-AbCdEf"));
    }

    private void role() {
        add(ISOLATED, "role trusts another service", FAILS, "does not trust lambda.amazonaws.com",
                ROLE + "AssumeRolePolicyDocument/Statement/0/Principal/Service", "ec2.amazonaws.com");
        add(ISOLATED, "role may not describe the broker", FAILS, "mq:DescribeBroker", STATEMENTS + "0", null);
        add(ISOLATED, "role may describe another broker", FAILS, "mq:DescribeBroker", STATEMENTS + "0/Resource",
                "arn:aws:mq:eu-west-1:123456789012:broker:other:b-1");
        add(ISOLATED, "role may describe brokers of an account", CONNECTS_IF, "the stack's account is the one",
                STATEMENTS + "0/Resource", "arn:aws:mq:*:123456789012:broker:orders:*");
        add(ISOLATED, "role may not read the secret", FAILS, "secretsmanager:GetSecretValue", STATEMENTS + "1", null);
        add(ISOLATED, "describe actions are scoped", FAILS, "ec2:DescribeVpcs", STATEMENTS + "2/Resource",
                "arn:aws:ec2:*:*:*");
        add(ISOLATED, "interfaces allowed on everything of the account", CONNECTS, "", STATEMENTS + "2/Action",
                List.of("ec2:Describe*"), STATEMENTS + "-", interfaces(List.of("*/*")));
        add(ISOLATED, "interfaces allowed on what they touch", CONNECTS, "", STATEMENTS + "2/Action",
                List.of("ec2:Describe*"), STATEMENTS + "-",
                interfaces(List.of("network-interface/*", "subnet/${BrokerA}", "subnet/${BrokerB}",
                        "security-group/${BrokerSg}")));
        add(ISOLATED, "interfaces allowed on less than they touch", UNKNOWN,
                "the resources that the role's policy allows",
                STATEMENTS + "2/Action", List.of("ec2:Describe*"), STATEMENTS + "-",
                interfaces(List.of("network-interface/*", "subnet/${BrokerA}", "security-group/${BrokerSg}")));
        add(ISOLATED, "a Deny of interfaces on some subnet", UNKNOWN,
                "on which resources a Deny of role `ConsumerRole` forbids",
                STATEMENTS + "-", Tree.mapping("Effect", "Deny", "Action", "ec2:CreateNetworkInterface", "Resource",
                        "arn:aws:ec2:*:*:subnet/subnet-1"));
        add(ISOLATED, "VPC access policy instead of own actions", FAILS, "ec2:DescribeSecurityGroups, ec2:DescribeVpcs",
                STATEMENTS + "2", null, ROLE + "ManagedPolicyArns",
                List.of("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"));
        add(ISOLATED, "managed policy that suffices", CONNECTS, "", STATEMENTS + "2", null, ROLE + "ManagedPolicyArns",
                List.of(Tree.mapping("Fn::Join", List.of("", List.of("arn:", ref("AWS::Partition"),
                        ":iam::aws:policy/service-role/AWSLambdaMSKExecutionRole")))));
        add(ISOLATED, "a Deny takes it back", FAILS, "ec2:DescribeVpcs", STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", "ec2:Describe*", "Resource", "*"));
        add(ISOLATED, "NotAction leaves it out", FAILS, "ec2:DescribeVpcs", STATEMENTS + "2/Action", null,
                STATEMENTS + "2/NotAction", "ec2:*");
        add(ISOLATED, "NotAction lets it in", CONNECTS, "", STATEMENTS + "2/Action", null, STATEMENTS + "2/NotAction",
                "iam:*");
        add(ISOLATED, "boundary elsewhere", UNKNOWN, "permissions boundary", ROLE + "PermissionsBoundary",
                "arn:aws:iam::123456789012:policy/limit");
        add(ISOLATED, "role elsewhere", UNKNOWN, "the role of function `Consumer`",
                "Resources/Consumer/Properties/Role", "arn:aws:iam::123456789012:role/x");
        add(ISOLATED, "secret with a key of its own", FAILS, "kms:Decrypt", "Resources/Key",
                Tree.mapping("Type", "AWS::KMS::Key", "Properties", Tree.mapping("KeyPolicy", policy("Allow",
                        Tree.mapping("AWS", Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root")), "kms:*",
                        "*"))),
                "Resources/Creds/Properties/KmsKeyId", getAtt("Key.Arn"));
        add(ISOLATED, "key policy names the role", CONNECTS, "", "Resources/Key",
                Tree.mapping("Type", "AWS::KMS::Key", "Properties", Tree.mapping("KeyPolicy", policy("Allow",
                        Tree.mapping("AWS", getAtt("ConsumerRole.Arn")), "kms:Decrypt", "*"))),
                "Resources/Creds/Properties/KmsKeyId", ref("Key"));
    }

    private void secret() {
        String secret = "Resources/Creds/Properties/";
        String users = BROKER + "Users/0/";
        add(ISOLATED, "secret of a parameter", CONNECTS_IF, "is the ARN of a secret", "Parameters/Secret/Type",
                "String", MAPPING + "SourceAccessConfigurations/0/URI", ref("Secret"),
                STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "placeholder for the secret", FAILS, "`<your secret>`, is not the ARN",
                MAPPING + "SourceAccessConfigurations/0/URI", "<your secret>", STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "something else than a secret", FAILS, "is not the ARN",
                MAPPING + "SourceAccessConfigurations/0/URI", ref("ConsumerRole"), STATEMENTS + "1/Resource", "*");
        add(ISOLATED, "random string", FAILS, "bare random string",
                secret + "GenerateSecretString/SecretStringTemplate", null);
        add(ISOLATED, "generated under another key", FAILS, "has no password",
                secret + "GenerateSecretString/GenerateStringKey", "secret");
        add(ISOLATED, "unquoted values", FAILS, "is not JSON", secret + "GenerateSecretString", null,
                "Parameters/User/Type", "String", secret + "SecretString",
                Tree.mapping("Fn::Sub", "{\"username\": ${User}, \"password\": \"long enough 1\"}"));
        add(ISOLATED, "number for a user", FAILS, "not a string", secret + "GenerateSecretString", null,
                secret + "SecretString", "{\"username\": 12, \"password\": \"long enough 1\"}");
        add(ISOLATED, "same parameters for secret and broker", CONNECTS, "", "Parameters/User/Type", "String",
                "Parameters/Pass/Type", "String", secret + "GenerateSecretString", null, secret + "SecretString",
                Tree.mapping("Fn::Sub", "{\"username\": \"${User}\", \"password\": \"${Pass}\"}"), users + "Username",
                ref("User"), users + "Password", ref("Pass"));
        add(ISOLATED, "another user", CONNECTS_IF, "the user of secret `Creds` is made on broker `Broker` after",
                users + "Username", "somebody");
        usersOfCustomResources(users + "Username");
        add(ISOLATED, "user of another secret", FAILS, "is not a user of broker", "Resources/Other",
                ISOLATED.entry("Resources").orElseThrow().asMapping().entry("Creds").orElseThrow(),
                users + "Username",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Other}:SecretString:username}}"),
                users + "Password",
                Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${Other}:SecretString:password}}"));
        add(ISOLATED, "secret by its name", CONNECTS, "", secret + "Name", "creds", users + "Username",
                "{{resolve:secretsmanager:creds:SecretString:username}}", users + "Password",
                "{{resolve:secretsmanager:creds:SecretString:password::}}");
    }

    private void usersOfCustomResources(String user) {
        String assumed = "the user of secret `Creds` is made on broker `Broker` after";
        Tree.Mapping maker = Stacks.with(Stacks.with(ISOLATED, user, "somebody"), "Resources/Maker",
                Tree.mapping("Type", "Custom::Maker", "Metadata", Tree.mapping("reachability:makes", "users"),
                        "Properties", Tree.mapping("Secret", ref("Creds"), "Broker", ref("Broker"))));
        add(maker, "user that a custom resource makes too late", CONNECTS, "may be created before `Maker`");
        add(maker, "user that a custom resource makes before", CONNECTS, "", "Resources/Mapping/DependsOn", "Maker");
        add(maker, "custom resource that makes users of another broker", CONNECTS_IF, assumed,
                "Resources/Maker/Properties/Broker", null);
        add(maker, "custom resource that makes another secret's user", CONNECTS_IF, assumed,
                "Resources/Maker/Properties/Secret", null);
        add(maker, "custom resource that makes something else", CONNECTS_IF, assumed,
                "Resources/Maker/Metadata/reachability:makes", "queues");
        add(maker, "resource of AWS that says it makes users", CONNECTS_IF, assumed,
                "Resources/Maker/Type", "AWS::SQS::Queue");
    }
}
