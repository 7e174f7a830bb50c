package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event source mapping.
 *
 * @param properties
 *            those that Lambda has, which an update does not always change
 */
public record Mapping(String uuid, ObjectNode properties, String state, String result) {
    public static final String NOTHING = "No records processed";

    public Mapping in(String newState) {
        return new Mapping(uuid, properties, newState, result);
    }

    /** After an attempt to connect. A mapping that is being deleted stays so. */
    public Mapping enabledWith(String newResult) {
        return new Mapping(uuid, properties, state.equals("Deleting") ? state : "Enabled", newResult);
    }

    public String arn() {
        return Account.arn("lambda", "event-source-mapping:" + uuid);
    }

    /** With the alias. */
    public String functionArn() {
        return properties.get("FunctionName").textValue();
    }

    public String brokerArn() {
        return properties.get("EventSourceArn").textValue();
    }

    public String queue() {
        return properties.at("/Queues/0").textValue();
    }

    public boolean isEnabled() {
        return properties.path("Enabled").asBoolean(true);
    }

    public String virtualHost() {
        return access("VIRTUAL_HOST").orElse("/");
    }

    public Optional<String> secretArn() {
        return access("BASIC_AUTH");
    }

    private Optional<String> access(String type) {
        return StreamSupport.stream(properties.path("SourceAccessConfigurations").spliterator(), false)
                .filter(access -> access.get("Type").textValue().equals(type))
                .map(access -> access.get("URI").textValue()).findFirst();
    }

    public List<String> patterns() {
        return StreamSupport.stream(properties.at("/FilterCriteria/Filters").spliterator(), false)
                .map(filter -> filter.get("Pattern").textValue()).toList();
    }

    /** As GetEventSourceMapping answers. */
    public ObjectNode json() {
        ObjectNode json = Json.object("UUID", uuid, "EventSourceMappingArn", arn(), "FunctionArn", functionArn(),
                "EventSourceArn", brokerArn(), "State", state, "StateTransitionReason", "USER_INITIATED",
                "LastProcessingResult", result);
        json.put("BatchSize", properties.path("BatchSize").asInt(100));
        json.set("Queues", properties.get("Queues"));
        return json;
    }

    /** Whether a second mapping of these properties is refused. */
    public boolean conflictsWith(JsonNode others) {
        return List.of("FunctionName", "EventSourceArn", "Queues").stream()
                .allMatch(name -> properties.path(name).equals(others.path(name)));
    }
}
