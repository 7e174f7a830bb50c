package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.ChangedAccounts.PUBLIC;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.and;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.connects;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.fails;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.isUnknown;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.verdict;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Roles, policies and the secret, as an account can have them and no template says. */
class LivePermissionsTest {
    @Test
    void wildcardIsMatchedWithTheRealArn() {
        Snapshot byPattern = with(PUBLIC, Call.GET_ROLE_POLICY, policy -> policy.put("PolicyDocument", """
                {"Statement": [{"Effect": "Allow", "Resource": "arn:aws:*:eu-central-1:123456789012:*",
                "Action": ["mq:DescribeBroker", "secretsmanager:GetSecretValue"]},
                {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}"""));

        connects(byPattern);
        fails(with(byPattern, Call.GET_ROLE_POLICY, policy -> policy.put("PolicyDocument",
                policy.path("PolicyDocument").asText().replace("123456789012", "999999999999"))), "R16",
                "is not allowed mq:DescribeBroker");
    }

    @Test
    void trustPolicyForAnotherAccountFails() {
        fails(with(PUBLIC, Call.GET_ROLE, role -> ((ObjectNode) role.path("Role")).put("AssumeRolePolicyDocument", """
                {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}}]}""")), "R16",
                "does not trust lambda.amazonaws.com");
    }

    @Test
    void secretPolicyThatNamesTheAccountLeavesTheDecisionToTheRole() {
        connects(with(PUBLIC, Call.GET_RESOURCE_POLICY, policy -> policy.put("ResourcePolicy", """
                {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                "Action": "secretsmanager:*", "Resource": "*"}]}""")));
    }

    @Test
    void managedPoliciesAreReadAsTheyAre() {
        String arn = "arn:aws:iam::123456789012:policy/net";
        Snapshot graded = new Graded("U-customer-managed-policy.json", Map.of()).deployed();
        Snapshot readable = and(and(graded, Call.GET_POLICY, new Seen.Known<>(DeployedTemplate.object().set("Policy",
                DeployedTemplate.object().put("DefaultVersionId", "v3"))), "PolicyArn", arn), Call.GET_POLICY_VERSION,
                new Seen.Known<>(DeployedTemplate.object().set("PolicyVersion",
                        DeployedTemplate.object().put("Document", """
                                {"Statement": [{"Effect": "Allow", "Action": "ec2:*NetworkInterface*", "Resource": "*"},
                                {"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"}]}"""))),
                "PolicyArn", arn, "VersionId", "v3");

        connects(readable);
    }

    @Test
    void boundaryThatAllowsTooLittleFails() {
        String arn = "arn:aws:iam::123456789012:policy/limits";
        Snapshot limited = with(PUBLIC, Call.GET_ROLE,
                role -> ((ObjectNode) role.path("Role")).putObject("PermissionsBoundary").put("PermissionsBoundaryArn",
                        arn));
        Snapshot readable = and(and(limited, Call.GET_POLICY, new Seen.Known<>(DeployedTemplate.object().set("Policy",
                DeployedTemplate.object().put("DefaultVersionId", "v1"))), "PolicyArn", arn), Call.GET_POLICY_VERSION,
                new Seen.Known<>(DeployedTemplate.object().set("PolicyVersion", DeployedTemplate.object().put(
                        "Document",
                        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"mq:*\", \"Resource\": \"*\"}}"))),
                "PolicyArn", arn, "VersionId", "v1");

        fails(readable, "R16", "is not allowed secretsmanager:GetSecretValue");
        isUnknown(limited, "R16",
                "policy `" + arn + "` (iam:GetPolicy: not asked) cannot be seen; take the snapshot again");
    }

    @Test
    void valueOfTheSecretIsAssumedUnlessItWasLookedAt() {
        List<Answer> answers = new ArrayList<>(PUBLIC.answers());
        answers.removeIf(answer -> answer.call() == Call.GET_SECRET_VALUE);

        Verdict verdict = verdict(new Snapshot(PUBLIC.taken(), PUBLIC.subject(), PUBLIC.region(), answers));

        assertThat(verdict.kind()).isEqualTo(Kind.CONNECTS_IF);
        assertThat(verdict.words())
                .contains(", which was not looked at (--check-secret does), is a JSON object with username");
    }

    @Test
    void faultOfTheSecretsValueIsNamed() {
        for (String problem : List.of("has no username", "has no password", "is not a JSON object",
                "has a username or password that is not a string")) {
            fails(with(PUBLIC, Call.GET_SECRET_VALUE, value -> value.removeAll().put("Problem", problem)), "R17",
                    problem);
        }
        fails(with(PUBLIC, Call.GET_SECRET_VALUE, value -> value.removeAll().put("Problem", "is binary")), "R17",
                "is not JSON");
    }

    @Test
    void keyOfSecretsManagerNeedsNoPermission() {
        connects(with(PUBLIC, Call.DESCRIBE_SECRET, secret -> secret.put("KmsKeyId", "alias/aws/secretsmanager")));
    }

    @Test
    void roleMayHaveTheNameOfItsFunction() {
        String role = verdictRole();
        Snapshot renamed = with(PUBLIC, Call.GET_EVENT_SOURCE_MAPPING, mapping -> mapping.put("FunctionArn",
                "arn:aws:lambda:eu-central-1:123456789012:function:" + role));
        JsonNode function = PUBLIC.answers().stream().filter(answer -> answer.call() == Call.GET_FUNCTION_CONFIGURATION)
                .findFirst().orElseThrow().seen().known().orElseThrow();

        connects(and(renamed, Call.GET_FUNCTION_CONFIGURATION, new Seen.Known<>(function), "FunctionName",
                "arn:aws:lambda:eu-central-1:123456789012:function:" + role));
    }

    private static String verdictRole() {
        return PUBLIC.answers().stream().filter(answer -> answer.call() == Call.GET_ROLE).findFirst().orElseThrow()
                .input()
                .get("RoleName");
    }
}
