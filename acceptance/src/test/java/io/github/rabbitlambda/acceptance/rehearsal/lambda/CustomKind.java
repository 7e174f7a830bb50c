package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Declared;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Custom resources, as CloudFormation asks for them. */
public final class CustomKind implements Kind {
    private final CustomResources resources;
    private Predicate<Order> isCancelled = order -> false;

    public CustomKind(CustomResources resources) {
        this.resources = resources;
    }

    /** The creation of such a resource is cancelled after its request was sent. */
    public void cancel(Predicate<Order> which) {
        isCancelled = which;
    }

    @Override
    public Made create(Order order) {
        ObjectNode request = request("Create", order.declared(), order.stackId(), order.properties());
        if (isCancelled.test(order)) {
            resources.send(order.text("ServiceToken"), request);
            throw new Refused("Resource creation cancelled",
                    order.id() + "-" + UUID.randomUUID().toString().substring(0, 13));
        }
        return made(resources.ask(order.text("ServiceToken"), request));
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return false;
    }

    @Override
    public Made update(Deployed before, Order order) {
        if (!before.text("ServiceToken").equals(order.text("ServiceToken"))) {
            throw new Refused("Modifying service token is not allowed.");
        }
        ObjectNode request = request("Update", order.declared(), order.stackId(), order.properties());
        request.put("PhysicalResourceId", before.physicalId());
        request.set("OldResourceProperties", texts(before.properties()));
        return made(resources.ask(order.text("ServiceToken"), request));
    }

    @Override
    public void delete(Deployed resource) {
        ObjectNode request = request("Delete", resource.declared(), resource.stackId(), resource.properties());
        request.put("PhysicalResourceId", resource.physicalId());
        JsonNode answer = resources.ask(resource.text("ServiceToken"), request);
        if (answer.get("Status").textValue().equals("FAILED")) {
            throw new Refused(answer.path("Reason").asText());
        }
    }

    private static ObjectNode request(String type, Declared declared, String stackId, JsonNode properties) {
        ObjectNode request = Json.object("RequestType", type, "StackId", stackId, "LogicalResourceId", declared.id(),
                "ResourceType", declared.type());
        request.set("ResourceProperties", texts(properties));
        return request;
    }

    /** CloudFormation sends numbers and truths as texts. */
    private static JsonNode texts(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(texts(item)));
            return array;
        }
        if (!value.isObject()) {
            return JsonNodeFactory.instance.textNode(value.asText());
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> object.set(field.getKey(), texts(field.getValue())));
        return object;
    }

    private static Made made(JsonNode answer) {
        Optional<String> id = Optional.ofNullable(answer.path("PhysicalResourceId").textValue());
        if (answer.get("Status").textValue().equals("FAILED")) {
            throw new Refused("Received response status [FAILED] from custom resource. Message returned: "
                    + answer.path("Reason").asText(), id.orElse(null));
        }
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        answer.path("Data").properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
        return new Made(id.orElseThrow(), attributes);
    }
}
