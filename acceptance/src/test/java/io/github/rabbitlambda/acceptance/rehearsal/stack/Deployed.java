package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource that exists.
 *
 * @param properties
 *            resolved, as it was last created or updated
 */
public record Deployed(Declared declared, String stackId, JsonNode properties, Made made) {
    public String id() {
        return declared.id();
    }

    public String type() {
        return declared.type();
    }

    public String physicalId() {
        return made.physicalId();
    }

    public Map<String, JsonNode> attributes() {
        return made.attributes();
    }

    public String text(String property) {
        return properties.path(property).asText();
    }

    public Deployed as(Declared newer) {
        return new Deployed(newer, stackId, properties, made);
    }
}
