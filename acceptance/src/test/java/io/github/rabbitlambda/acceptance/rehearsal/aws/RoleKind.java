package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::IAM::Role. */
public record RoleKind(Iam iam) implements Kind {

    @Override
    public Made create(Order order) {
        String name = order.name("RoleName");
        iam.createRole(name);
        putInline(name, order.properties());
        return Made.of(name).with("Arn", "arn:aws:iam::" + Account.ID + ":role/" + name);
    }

    private void putInline(String role, JsonNode properties) {
        if (properties.has("ManagedPolicyArns")) {
            throw new Refused("The rehearsal knows no managed policies: add them to RoleKind.");
        }
        properties.path("Policies").forEach(
                policy -> iam.put(role, "inline/" + policy.get("PolicyName").textValue(),
                        policy.get("PolicyDocument")));
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("RoleName").equals(after.path("RoleName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        before.properties().path("Policies").forEach(
                policy -> iam.remove(before.physicalId(), "inline/" + policy.get("PolicyName").textValue()));
        putInline(before.physicalId(), order.properties());
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        iam.deleteRole(resource.physicalId());
    }
}
