package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource that exists.
 *
 * @param properties
 *            resolved, as it was last created or updated
 */
record Deployed(Declared declared, String stackId, JsonNode properties, Made made) {
    String id() {
        return declared.id();
    }

    String type() {
        return declared.type();
    }

    String physicalId() {
        return made.physicalId();
    }

    Map<String, JsonNode> attributes() {
        return made.attributes();
    }

    String text(String property) {
        return properties.path(property).asText();
    }

    Deployed as(Declared newer) {
        return new Deployed(newer, stackId, properties, made);
    }
}
