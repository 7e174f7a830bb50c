package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** The functions, queues and mappings that CloudFormation would make of a template. */
record DeployedStack(Path template, JsonNode resources) {
    private static final JsonMapper JSON = new JsonMapper();

    static synchronized DeployedStack isolated(Path directory, Map<String, String> options) throws IOException {
        Path template = SynthesisedStack.isolated(directory,
                NodeOptions.of(RabbitMq.management(RabbitMq.node()), options));
        return new DeployedStack(template, JSON.readTree(template.toFile()).get("Resources"));
    }

    /** The function whose logical id has this prefix. */
    DeployedFunction function(String prefix) {
        JsonNode properties = ofType("AWS::Lambda::Function").filter(entry -> entry.getKey().startsWith(prefix))
                .findFirst().orElseThrow().getValue().get("Properties");
        Path jar = template.resolveSibling("asset." + properties.at("/Code/S3Key").textValue());
        return new DeployedFunction(jar, properties);
    }

    /** The event with which CloudFormation has the topology declared, without the ids that only CloudFormation knows. */
    Map<String, Object> declaration() {
        Map<String, Object> declared = new LinkedHashMap<>();
        only("Custom::Topology").properties().stream().filter(property -> !property.getValue().isObject())
                .forEach(property -> declared.put(property.getKey(),
                        JSON.convertValue(property.getValue(), Object.class)));
        return Map.of("RequestType", "Create", "ResourceProperties", declared);
    }

    String virtualHost() {
        return only("Custom::Topology").get("VirtualHost").textValue();
    }

    List<JsonNode> mappings() {
        return ofType("AWS::Lambda::EventSourceMapping").map(entry -> entry.getValue().get("Properties")).toList();
    }

    private JsonNode only(String type) {
        return ofType(type).findFirst().orElseThrow().getValue().get("Properties");
    }

    private Stream<Map.Entry<String, JsonNode>> ofType(String type) {
        return resources.properties().stream().filter(entry -> entry.getValue().get("Type").textValue().equals(type));
    }
}
