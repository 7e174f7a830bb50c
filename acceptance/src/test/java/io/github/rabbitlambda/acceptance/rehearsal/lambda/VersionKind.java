package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Arns;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::Lambda::Version. */
public record VersionKind(Functions functions) implements Kind {

    @Override
    public Made create(Order order) {
        String name = Arns.functionName(order.text("FunctionName"));
        String version = functions.publish(name);
        return Made.of(Account.arn("lambda", "function:" + name + ":" + version)).with("Version", version);
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("FunctionName").equals(after.path("FunctionName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        functions.removeVersion(Arns.functionName(resource.text("FunctionName")),
                resource.attributes().get("Version").textValue());
    }
}
