package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A type of resource that only exists: it has an id, is referred to, and conflicts with what uses it.
 *
 * @param prefix
 *            what its ids begin with; empty if its id is a name
 * @param nameProperty
 *            the property with its physical name; empty if it has none
 * @param attributes
 *            names of attributes whose value is the id, or the ARN for Arn
 * @param createOnly
 *            properties whose change makes another resource, from CloudFormation's reference
 */
record PassiveKind(Things things, String type, String prefix, String nameProperty, List<String> attributes,
        List<String> createOnly) implements Kind {

    @Override
    public Made create(Order order) {
        String id = prefix.isEmpty() ? order.name(nameProperty) : Account.newId(prefix);
        if (things.find(type, id).isPresent()) {
            throw new Refused("%s already exists (%s)".formatted(id, type));
        }
        Subnets.checkFree(things, type, order.properties());
        things.put(type, id, tagged(order));
        Made made = Made.of(id);
        for (String attribute : attributes) {
            made = made.with(attribute, attribute.equals("Arn") ? arn(id) : id);
        }
        return made;
    }

    /** CloudFormation adds tags of its own to what takes tags. */
    private static JsonNode tagged(Order order) {
        ObjectNode properties = Json.object();
        order.properties().properties().forEach(entry -> properties.set(entry.getKey(), entry.getValue().deepCopy()));
        properties.withArray("Tags").add(Json.object("Key", "aws:cloudformation:stack-id", "Value", order.stackId()));
        return properties;
    }

    private String arn(String id) {
        return switch (type) {
            case "AWS::Logs::LogGroup" -> Account.arn("logs", "log-group:" + id + ":*");
            case "AWS::Events::Rule" -> Account.arn("events", "rule/" + id);
            case "AWS::DynamoDB::Table" -> Account.arn("dynamodb", "table/" + id);
            default -> throw new UnsupportedOperationException("the rehearsal must know the ARN of " + type
                    + " (it doesn't): add it to PassiveKind");
        };
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return createOnly.contains("*")
                || createOnly.stream().anyMatch(name -> !before.path(name).equals(after.path(name)));
    }

    @Override
    public Made update(Deployed before, Order order) {
        things.put(type, before.physicalId(), tagged(order));
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        if (type.startsWith("AWS::EC2::")) {
            things.checkUnused(type, resource.physicalId());
        }
        things.remove(type, resource.physicalId());
    }
}
