package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::IAM::Policy. */
public record PolicyKind(Iam iam) implements Kind {

    @Override
    public Made create(Order order) {
        attach(order.properties());
        return Made.of(order.id());
    }

    private void attach(JsonNode properties) {
        properties.get("Roles").forEach(role -> iam.put(role.textValue(), properties.get("PolicyName").textValue(),
                properties.get("PolicyDocument")));
    }

    private void detach(JsonNode properties) {
        properties.get("Roles")
                .forEach(role -> iam.remove(role.textValue(), properties.get("PolicyName").textValue()));
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return false;
    }

    @Override
    public Made update(Deployed before, Order order) {
        detach(before.properties());
        attach(order.properties());
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        detach(resource.properties());
    }
}
