package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.ChangedAccounts.ISOLATED;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.PUBLIC;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.and;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.verdict;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.with;
import static io.github.rabbitlambda.doctor.model.ChangedAccounts.withEach;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** What a fix changes in an account, as commands of the AWS CLI. */
class FixCommandsTest {
    private static final String OTHERS = "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:role/others\"},"
            + " \"Action\": \"sts:*\", \"Resource\": \"*\"}";

    private static List<String> commands(Snapshot snapshot) {
        Function<Fix, List<String>> commands = LiveVerdicts.commands(snapshot);
        return LiveVerdicts.of(snapshot).stream().flatMap(verdict -> verdict.fixes().stream())
                .flatMap(fix -> commands.apply(fix).stream()).toList();
    }

    private static Snapshot policyOfSts(String statements) {
        return withEach(ISOLATED, Call.DESCRIBE_VPC_ENDPOINTS, endpoint -> {
            if (endpoint.path("ServiceName").asText().endsWith(".sts")) {
                endpoint.put("PolicyDocument", "{\"Statement\": [" + statements + "]}");
            }
        });
    }

    @Test
    void commandAddsToAPolicyAndKeepsWhatOthersNeed() {
        assertThat(commands(policyOfSts(OTHERS))).singleElement().asString().contains("role/others",
                "lambda.amazonaws.com");
    }

    @Test
    void fixThatReplacesAPolicyHasNoCommand() {
        Snapshot denying = policyOfSts(OTHERS
                + ", {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"*\"}");

        assertThat(LiveVerdicts.of(denying).getFirst().fixes()).isNotEmpty();
        assertThat(commands(denying)).isEmpty();
    }

    @Test
    void twoChangesOfOneDocumentAreOneCommand() {
        String deny = "{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"%s\", \"Resource\": \"*\"}";
        Snapshot denied = with(PUBLIC, Call.GET_RESOURCE_POLICY,
                policy -> policy.put("ResourcePolicy", "{\"Statement\": ["
                        + deny.formatted("secretsmanager:GetSecretValue") + "," + deny.formatted("secretsmanager:*")
                        + "]}"));

        assertThat(commands(denied)).singleElement().asString().startsWith("aws secretsmanager put-resource-policy")
                .contains("GetSecretValue", "secretsmanager:*").satisfies(
                        command -> assertThat(command.split("aws:PrincipalArn", -1)).hasSize(3));
    }

    @Test
    void functionThatHasTheNameOfItsRoleIsNamedAsItIs() {
        String role = PUBLIC.answers().stream().filter(answer -> answer.call() == Call.GET_ROLE).findFirst()
                .orElseThrow().input().get("RoleName");
        String arn = "arn:aws:lambda:eu-central-1:123456789012:function:" + role;
        ObjectNode function = PUBLIC.answers().stream()
                .filter(answer -> answer.call() == Call.GET_FUNCTION_CONFIGURATION).findFirst().orElseThrow().seen()
                .known().orElseThrow().deepCopy();
        Snapshot renamed = with(PUBLIC, Call.GET_EVENT_SOURCE_MAPPING, mapping -> mapping.put("FunctionArn", arn));

        assertThat(commands(and(renamed, Call.GET_FUNCTION_CONFIGURATION,
                new Seen.Known<>(function.put("Timeout", 1000)), "FunctionName", arn)))
                .containsExactly("aws lambda update-function-configuration --function-name " + role
                        + " --timeout 840 --region eu-central-1");
    }

    @Test
    void wordsThatNameNoTemplateSayWhatToAskAgain() {
        assertThat(AccountSentences
                .of("the VPC (ec2:DescribeVpcAttribute: InvalidVpcID.NotFound) cannot be seen; declare it in"
                        + " a template that is checked too", "eu-central-1"))
                .isEqualTo("the VPC (ec2:DescribeVpcAttribute: InvalidVpcID.NotFound) cannot be seen; ask again");
        assertThat(AccountSentences.of("the VPC (ec2:DescribeVpcs: UnauthorizedOperation) cannot be seen; declare it",
                "eu-central-1"))
                .isEqualTo("the VPC (ec2:DescribeVpcs: UnauthorizedOperation) cannot be seen; allow ec2:DescribeVpcs");
    }

    @Test
    void policyOfTheRoleGetsANameThatIsFree() {
        Snapshot graded = new Graded("M-role-lacks-describevpcs.json", Map.of()).deployed();
        String role = graded.answers().stream().filter(answer -> answer.call() == Call.GET_ROLE_POLICY).findFirst()
                .orElseThrow().input().get("RoleName");
        Snapshot taken = and(with(graded, Call.LIST_ROLE_POLICIES,
                names -> ((ArrayNode) names.path("PolicyNames")).add("EventSourceMappingDescribeVpcs")),
                Call.GET_ROLE_POLICY,
                new Seen.Known<>(DeployedTemplate.object().put("PolicyDocument", "{\"Statement\": []}")),
                "RoleName", role, "PolicyName", "EventSourceMappingDescribeVpcs");

        assertThat(commands(taken)).singleElement().asString()
                .contains("--policy-name EventSourceMappingDescribeVpcs2");
    }
}
