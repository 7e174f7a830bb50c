package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Interfaces;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS::Lambda::Function. */
public record FunctionKind(Functions functions, Iam iam, Assets assets, Interfaces interfaces) implements Kind {
    private static final int LARGEST_ENVIRONMENT = 4096;

    @Override
    public Made create(Order order) {
        String name = order.name("FunctionName");
        FunctionVersion function = version(Account.arn("lambda", "function:" + name), order);
        functions.put(function);
        if (order.properties().has("VpcConfig")) {
            interfaces.create("AWS Lambda VPC ENI-" + name, order.properties().at("/VpcConfig/SubnetIds"),
                    order.properties().at("/VpcConfig/SecurityGroupIds"));
        }
        return Made.of(name).with("Arn", function.arn());
    }

    private FunctionVersion version(String arn, Order order) {
        if (!iam.hasRole(order.text("Role"))) {
            throw new Refused("The role defined for the function cannot be assumed by Lambda.");
        }
        FunctionVersion version = new FunctionVersion(arn, order.properties(),
                assets.file(order.properties().at("/Code/S3Key").asText()));
        int bytes = version.variables().entrySet().stream()
                .mapToInt(entry -> (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length).sum();
        if (bytes > LARGEST_ENVIRONMENT) {
            throw new Refused("Lambda was unable to configure your environment variables because the environment "
                    + "variables you have provided exceeded the 4KB limit.");
        }
        if (order.properties().has("VpcConfig")) {
            iam.check(order.text("Role"), Access.to("ec2:CreateNetworkInterface", Account.arn("ec2", "subnet/any")));
        }
        return version;
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("FunctionName").equals(after.path("FunctionName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        functions.put(version(before.attributes().get("Arn").textValue(), order));
        interfaces.move("AWS Lambda VPC ENI-" + before.physicalId(), order.properties().path("VpcConfig"));
        return before.made();
    }

    /** CloudFormation waits until the function's interfaces are gone. */
    @Override
    public void delete(Deployed resource) {
        functions.remove(resource.physicalId());
        interfaces.delete("AWS Lambda VPC ENI-" + resource.physicalId());
    }
}
