package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** R14, R16 and R17 where a part of a policy or of a secret can't be seen, or is there under a condition only. */
class UnseenPolicyTest extends RulesTest {
    private static final String TRUST = ROLE + "AssumeRolePolicyDocument";
    private static final String SERVICE = TRUST + "/Statement/0/Principal/Service";
    private static final String MORE = TRUST + "/Statement/-";
    private static final String LAMBDA = "lambda.amazonaws.com";
    private static final Tree.Mapping CHOICE = with(ISOLATED, "Parameters/P",
            Tree.mapping("Type", "String", "AllowedValues", List.of("x", "y")), "Conditions/C",
            Tree.mapping("Fn::Equals", List.of(ref("P"), "x")), "Conditions/Undecided",
            Tree.mapping("Fn::Equals", List.of(ref("AWS::StackName"), "x")), "Parameters/Hidden/Type", "String");
    private static final Tree EVERYBODY = Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*", "Resource",
            "*");
    private static final Tree NOBODY = Tree.mapping("Effect", "Deny", "Principal", "*", "Action", "*", "Resource", "*");

    private static final Tree INTERFACES = Tree.mapping("Effect", "Allow", "Action", "ec2:*", "Resource", "*");

    @Override
    void collect() {
        trust();
        source();
        role();
        patterns();
        endpoints();
        secret();
    }

    private void trust() {
        Tree statement = Tree.mapping("Effect", "Allow", "Principal", Tree.mapping("Service", LAMBDA), "Action",
                "sts:AssumeRole");
        Tree deny = Tree.mapping("Effect", "Deny", "Principal", Tree.mapping("Service", LAMBDA), "Action", "*");
        add(CHOICE, "trust under a condition", UNKNOWN, "FAILS when P=y", TRUST + "/Statement/0",
                choice("C", statement, nothing()));
        add(CHOICE, "trust under either of two conditions", CONNECTS, "", TRUST + "/Statement/0",
                choice("C", statement, nothing()), MORE, choice("C", nothing(), statement));
        add(CHOICE, "trust under a condition that no parameter decides", UNKNOWN,
                "It depends on whether `${AWS::StackName}` equals `x`",
                TRUST + "/Statement/0", choice("Undecided", statement, nothing()));
        add(CHOICE, "trusted service under a condition", UNKNOWN, "CONNECTS when P=x", SERVICE,
                choice("C", LAMBDA, "sns.amazonaws.com"));
        add(CHOICE, "two services that aren't Lambda", FAILS, "does not trust lambda.amazonaws.com", SERVICE,
                choice("C", "ec2.amazonaws.com", "sns.amazonaws.com"));
        add(CHOICE, "trusted service of a parameter", UNKNOWN, "parameter `Hidden`", SERVICE, ref("Hidden"));
        add(CHOICE, "trusted service of an import", UNKNOWN, "the import `who`", SERVICE,
                Tree.mapping("Fn::ImportValue", "who"));
        add(CHOICE, "trusted principal of a parameter", UNKNOWN, "parameter `Hidden`",
                TRUST + "/Statement/0/Principal", Tree.mapping("AWS", ref("Hidden")));
        add(CHOICE, "trust policy of a parameter", UNKNOWN, "parameter `Hidden`", TRUST, ref("Hidden"));
        add(CHOICE, "trust policy of an include beside a grant", UNKNOWN, "`Fn::Transform`", MORE,
                Tree.mapping("Fn::Transform", Tree.mapping("Name", "AWS::Include")));
        add(CHOICE, "trust under no effect", UNKNOWN, "the trust policy", TRUST + "/Statement/0/Effect", null);
        add(CHOICE, "empty statement beside a grant", UNKNOWN, "the trust policy", MORE, Tree.empty());
        add(CHOICE, "effect under a condition", UNKNOWN, "FAILS when P=y", TRUST + "/Statement/0/Effect",
                choice("C", "Allow", "Deny"));
        add(CHOICE, "Deny of Lambda beside the grant", FAILS, "let no Deny take it back", MORE, deny);
        add(CHOICE, "Deny of Lambda under a condition", UNKNOWN, "FAILS when P=x", MORE,
                choice("C", deny, nothing()));
        add(CHOICE, "Deny of Lambda under a condition that no parameter decides", UNKNOWN,
                "It depends on whether `${AWS::StackName}` equals `x`",
                MORE, choice("Undecided", deny, nothing()));
        add(CHOICE, "Deny of every AWS principal", UNKNOWN, "includes the Lambda service", MORE,
                Tree.mapping("Effect", "Deny", "Principal", Tree.mapping("AWS", "*"), "Action", "*"));
    }

    private void source() {
        String condition = TRUST + "/Statement/0/Condition";
        String arn = "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:";
        add(ISOLATED, "trust in another account's source", CONNECTS_IF, "the stack's account is the one", condition,
                Tree.mapping("StringEquals", Tree.mapping("aws:SourceAccount", "123456789012")));
        add(ISOLATED, "trust for the function", CONNECTS_IF, "Lambda sends `aws:SourceArn`",
                "Resources/Consumer/Properties/FunctionName", "consumer", condition, Tree.mapping("ArnLike",
                        Tree.mapping("aws:SourceArn", Tree.mapping("Fn::Sub", arn + "consumer"))));
        add(ISOLATED, "trust for every function", CONNECTS_IF, "Lambda sends `aws:SourceArn`", condition,
                Tree.mapping("ArnLike", Tree.mapping("aws:SourceArn", Tree.mapping("Fn::Sub", arn + "*"))));
        add(ISOLATED, "trust for another function", UNKNOWN, "the condition on `aws:sourcearn`",
                "Resources/Consumer/Properties/FunctionName", "consumer", condition, Tree.mapping("ArnLike",
                        Tree.mapping("aws:SourceArn", Tree.mapping("Fn::Sub", arn + "other"))));
        add(ISOLATED, "trust for an organisation", FAILS, "does not trust lambda.amazonaws.com", condition,
                Tree.mapping("StringEquals", Tree.mapping("aws:PrincipalOrgID", "o-1")));
    }

    private void role() {
        Tree denied = Tree.mapping("Statement",
                Tree.mapping("Effect", "Deny", "Action", "mq:*", "Resource", "*"));
        String managed = ROLE + "ManagedPolicyArns";
        add(CHOICE, "policy elsewhere beside grants", CONNECTS_IF, "which can't be seen, denies nothing", managed,
                List.of(ref("Hidden")));
        add(CHOICE, "policy of AWS that denies everything", FAILS, "is not allowed mq:DescribeBroker", managed,
                List.of("arn:aws:iam::aws:policy/AWSDenyAll"));
        add(CHOICE, "policy that denies under a condition", UNKNOWN, "FAILS when P=x", "Resources/Denied",
                policyOf(denied), managed, List.of(choice("C", ref("Denied"), nothing())));
        add(CHOICE, "policy that denies, made under a condition", UNKNOWN, "FAILS when P=x", "Resources/Denied",
                policyOf(denied), "Resources/Denied/Condition", "C", "Resources/Denied/Properties/Roles",
                List.of(ref("ConsumerRole")));
        add(CHOICE, "inline policy under a condition that no parameter decides", UNKNOWN,
                "It depends on whether `${AWS::StackName}` equals `x`",
                ROLE + "Policies/-", choice("Undecided",
                        Tree.mapping("PolicyName", "deny", "PolicyDocument", denied), nothing()));
        add(CHOICE, "boundary under a condition", UNKNOWN, "FAILS when P=x", "Resources/Denied", policyOf(denied),
                ROLE + "PermissionsBoundary", choice("C", ref("Denied"), nothing()));
        add(CHOICE, "boundary of a parameter", UNKNOWN, "permissions boundary `${Hidden}`",
                ROLE + "PermissionsBoundary", ref("Hidden"));
        add(CHOICE, "grant of interfaces under a condition", UNKNOWN, "FAILS when P=y", STATEMENTS + "2",
                choice("C", INTERFACES, nothing()));
    }

    private void patterns() {
        String broker = STATEMENTS + "0/Resource";
        add(CHOICE, "star across the parts of an ARN", CONNECTS, "", broker, "arn:aws:mq:*:broker:*");
        add(CHOICE, "star across the parts of another ARN", FAILS, "mq:DescribeBroker", broker,
                "arn:aws:mq:*:configuration:*");
        add(CHOICE, "action of a parameter in capitals", UNKNOWN, "whether `mq:describe${Hidden}` matches",
                STATEMENTS + "0/Action",
                Tree.mapping("Fn::Sub", "MQ:Describe${Hidden}"));
        add(CHOICE, "resource by a policy variable", UNKNOWN,
                "whether `arn:aws:mq:*:*:broker:${aws:PrincipalTag/broker}",
                broker, "arn:aws:mq:*:*:broker:${aws:PrincipalTag/broker}");
        add(CHOICE, "Deny by a policy variable", UNKNOWN, "whether `arn:aws:mq:*:*:broker:${aws:PrincipalTag/broker}",
                STATEMENTS + "-", Tree.mapping("Effect", "Deny", "Action", "mq:*", "Resource",
                        "arn:aws:mq:*:*:broker:${aws:PrincipalTag/broker}*"));
        add(CHOICE, "Deny in an account that may be the stack's", UNKNOWN, "whether the stack's account is the one",
                STATEMENTS + "-", Tree.mapping("Effect", "Deny", "Action", "mq:*", "Resource",
                        "arn:aws:mq:*:123456789012:*"));
        add(CHOICE, "Deny on everything else", CONNECTS, "", STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", "mq:*", "NotResource", getAtt("Broker.Arn")));
        add(CHOICE, "actions under a condition", UNKNOWN, "FAILS when P=y", STATEMENTS + "0/Action",
                List.of("mq:List*", choice("C", "mq:DescribeBroker", nothing())));
        add(CHOICE, "no action", FAILS, "mq:DescribeBroker", STATEMENTS + "0/Action", List.of());
    }

    private void endpoints() {
        for (String id : List.of("StsEndpoint", "SecretsEndpoint", "LambdaApiEndpoint")) {
            String document = "Resources/" + id + "/Properties/PolicyDocument";
            add(CHOICE, "Deny under a condition at " + id, UNKNOWN, "FAILS when P=x", document,
                    Tree.mapping("Statement", List.of(EVERYBODY, choice("C", NOBODY, nothing()))));
            add(CHOICE, "Deny at " + id + " that no parameter decides", UNKNOWN,
                    "It depends on whether `${AWS::StackName}` equals `x`", document,
                    Tree.mapping("Statement", List.of(EVERYBODY, choice("Undecided", NOBODY, nothing()))));
            add(CHOICE, "policy under a condition at " + id, UNKNOWN, "FAILS when P=x", document,
                    choice("C", Tree.mapping("Statement", List.of(NOBODY)), nothing()));
            add(CHOICE, "Deny without TLS at " + id, CONNECTS, "", document, Tree.mapping("Statement",
                    List.of(EVERYBODY, NOBODY.asMapping().with("Condition",
                            Tree.mapping("Bool", Tree.mapping("aws:SecureTransport", "false"))))));
            add(CHOICE, "unseen statement at " + id, UNKNOWN, "parameter `Hidden`", document,
                    Tree.mapping("Statement", List.of(EVERYBODY, ref("Hidden"))));
        }
        add(Stacks.without(CHOICE, "Mapping"), "unseen statement before there is a mapping", UNKNOWN,
                "parameter `Hidden`", SECRETS_ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement", List.of(EVERYBODY, ref("Hidden"))));
        add(Stacks.without(CHOICE, "Mapping"), "Deny of everybody before there is a mapping", FAILS,
                "by the function's role", SECRETS_ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement", List.of(EVERYBODY, NOBODY)));
        add(CHOICE, "all but one resource at StsEndpoint", UNKNOWN, "policy of endpoint", ENDPOINT + "PolicyDocument",
                Tree.mapping("Statement", List.of(Tree.mapping("Effect", "Allow", "Principal", "*", "Action", "*",
                        "NotResource", "arn:aws:iam::123456789012:role/x"))));
    }

    private void secret() {
        String value = "Resources/Creds/Properties/SecretString";
        String generated = "Resources/Creds/Properties/GenerateSecretString";
        String good = "{\"username\": \"consumer\", \"password\": \"long enough 1\"}";
        add(CHOICE, "one value of two is bad", UNKNOWN, "FAILS when P=y", generated, null, value,
                choice("C", good, "{\"user\": \"consumer\"}"));
        add(CHOICE, "both values are bad", FAILS, "has no username", generated, null, value,
                choice("C", "{\"user\": \"consumer\"}", "{\"name\": \"consumer\"}"));
        add(CHOICE, "value that no parameter decides", UNKNOWN, "It depends on whether `${AWS::StackName}` equals `x`",
                generated, null, value,
                choice("Undecided", good, "{}"));
        add(CHOICE, "every allowed value is bad", FAILS, "is not JSON", generated, null, value, ref("P"));
        add(CHOICE, "an object in JSON by a condition", CONNECTS, "", generated, null, value,
                Tree.mapping("Fn::ToJsonString", choice("C", object(), object())));
        add(CHOICE, "an end of the JSON text by a condition", CONNECTS, "", generated, null, value,
                Tree.mapping("Fn::Join", List.of("", List.of("{\"username\": \"consumer\", ",
                        choice("C", "\"password\": \"long enough 1\"}", "\"password\": \"long enough 2\"}")))));
        String uri = MAPPING + "SourceAccessConfigurations/0/URI";
        add(CHOICE, "neither URI is a secret", FAILS, "is not the ARN", uri,
                choice("C", "<secret>", getAtt("Broker.Arn")), STATEMENTS + "1/Resource", "*");
        add(CHOICE, "one URI of two is a secret", UNKNOWN, "FAILS when P=y", uri,
                choice("C", ref("Creds"), getAtt("Broker.Arn")), STATEMENTS + "1/Resource", "*");
    }

    private static Tree object() {
        return Tree.mapping("username", "consumer", "password", "long enough 1");
    }

    private static Tree policyOf(Tree document) {
        return Tree.mapping("Type", "AWS::IAM::ManagedPolicy", "Properties", Tree.mapping("PolicyDocument", document));
    }

    private static Tree choice(String condition, Object holds, Object fails) {
        return Tree.mapping("Fn::If", List.of(condition, holds, fails));
    }

    private static Tree nothing() {
        return ref("AWS::NoValue");
    }

    private static Tree.Mapping with(Tree.Mapping template, Object... changes) {
        Tree.Mapping changed = template;
        for (int i = 0; i < changes.length; i += 2) {
            changed = Stacks.with(changed, (String) changes[i], changes[i + 1]);
        }
        return changed;
    }
}
