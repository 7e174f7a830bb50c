package io.github.rabbitlambda.acceptance.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that exists in the account, made by a stack or by a service. */
public record Thing(String type, String id, JsonNode properties) {

    /** Whether one of its properties is this id, at any depth. */
    public boolean refersTo(String other) {
        return contains(properties, other);
    }

    private static boolean contains(JsonNode value, String id) {
        if (value.isTextual()) {
            return value.textValue().equals(id);
        }
        for (JsonNode child : value) {
            if (contains(child, id)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
