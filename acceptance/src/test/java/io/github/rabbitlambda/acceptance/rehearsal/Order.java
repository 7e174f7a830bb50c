package io.github.rabbitlambda.acceptance.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;

/** What a stack asks a service to make, or to change to. */
record Order(Declared declared, String stackId, JsonNode properties) {
    String id() {
        return declared.id();
    }

    String type() {
        return declared.type();
    }

    String text(String property) {
        return properties.path(property).asText();
    }

    /** The physical name that the template sets, or a new one. */
    String name(String property) {
        return properties.has(property) ? text(property) : Account.newName(id());
    }

    Deployed as(Made made) {
        return new Deployed(declared, stackId, properties, made);
    }
}
