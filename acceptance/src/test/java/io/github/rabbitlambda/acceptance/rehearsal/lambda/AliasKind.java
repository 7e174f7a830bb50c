package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Arns;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::Lambda::Alias. Its mappings invoke another version at once when it changes. */
public record AliasKind(Functions functions, Mappings mappings) implements Kind {

    @Override
    public Made create(Order order) {
        String name = Arns.functionName(order.text("FunctionName"));
        if (functions.hasAlias(name, order.text("Name"))) {
            throw new Refused("Alias already exists: " + order.text("Name"));
        }
        functions.putAlias(name, order.text("Name"), order.text("FunctionVersion"));
        return Made.of(Account.arn("lambda", "function:" + name + ":" + order.text("Name")));
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("FunctionName").equals(after.path("FunctionName"))
                || !before.path("Name").equals(after.path("Name"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        functions.putAlias(Arns.functionName(order.text("FunctionName")), order.text("Name"),
                order.text("FunctionVersion"));
        mappings.restart(before.physicalId());
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        functions.removeAlias(Arns.functionName(resource.text("FunctionName")), resource.text("Name"));
    }
}
