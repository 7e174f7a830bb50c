package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What IAM answers about a role of a template. */
final class DeployedRole {
    private static final String BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

    private final DeployedTemplate deployed;
    private final String id;
    private final String name;

    DeployedRole(DeployedTemplate deployed, String id) {
        this.deployed = deployed;
        this.id = id;
        this.name = deployed.ids().name(id);
    }

    void answer() {
        ObjectNode role = object().put("RoleName", name).put("Arn", deployed.ids().arn(id)).put(
                "AssumeRolePolicyDocument", deployed.properties(id).path("AssumeRolePolicyDocument").toString());
        deployed.answer(Call.GET_ROLE, object().set("Role", role), "RoleName", name);
        Map<String, JsonNode> inline = new LinkedHashMap<>();
        deployed.properties(id).path("Policies").forEach(
                policy -> inline.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument")));
        deployed.each("AWS::IAM::Policy", (policyId, policy) -> {
            if (has(policy.path("Roles"))) {
                inline.put(policy.path("PolicyName").asText(), policy.path("PolicyDocument"));
            }
        });
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        inline.keySet().forEach(names::add);
        deployed.answer(Call.LIST_ROLE_POLICIES, object().set("PolicyNames", names), "RoleName", name);
        inline.forEach((policy, document) -> deployed.answer(Call.GET_ROLE_POLICY,
                object().put("RoleName", name).put("PolicyName", policy).put("PolicyDocument", document.toString()),
                "RoleName", name, "PolicyName", policy));
        managed();
    }

    private boolean has(JsonNode roles) {
        return StreamSupport.stream(roles.spliterator(), false).anyMatch(role -> role.asText().equals(name));
    }

    private void managed() {
        ArrayNode attached = JsonNodeFactory.instance.arrayNode();
        for (JsonNode arn : deployed.properties(id).path("ManagedPolicyArns")) {
            attached.add(
                    object().put("PolicyName", arn.asText().replaceFirst(".*/", "")).put("PolicyArn", arn.asText()));
            policy(arn.asText());
        }
        deployed.answer(Call.LIST_ATTACHED_ROLE_POLICIES, object().set("AttachedPolicies", attached), "RoleName", name);
    }

    private void policy(String arn) {
        if (!arn.equals(BASIC)) {
            deployed.denied(Call.GET_POLICY, "PolicyArn", arn);
            return;
        }
        deployed.answer(Call.GET_POLICY, object().set("Policy", object().put("Arn", arn).put("DefaultVersionId", "v1")),
                "PolicyArn", arn);
        deployed.answer(Call.GET_POLICY_VERSION, object().set("PolicyVersion", object().put("VersionId", "v1").put(
                "Document",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"logs:CreateLogGroup\","
                        + "\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\"*\"}]}")),
                "PolicyArn", arn, "VersionId", "v1");
    }
}
