package io.github.rabbitlambda.acceptance.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** What a stack asks a service to make, or to change to. */
public record Order(Declared declared, String stackId, JsonNode properties) {
    public String id() {
        return declared.id();
    }

    public String type() {
        return declared.type();
    }

    public String text(String property) {
        return properties.path(property).asText();
    }

    /** The physical name that the template sets, or a new one. */
    public String name(String property) {
        return properties.has(property) ? text(property) : Account.newName(id());
    }

    public Deployed as(Made made) {
        return new Deployed(declared, stackId, properties, made);
    }
}
