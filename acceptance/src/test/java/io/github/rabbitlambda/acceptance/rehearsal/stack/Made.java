package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What a service made: the value of Ref and the values of GetAtt. */
public record Made(String physicalId, Map<String, JsonNode> attributes) {
    public Made {
        attributes = Map.copyOf(attributes);
    }

    public static Made of(String physicalId) {
        return new Made(physicalId, Map.of());
    }

    public Made with(String attribute, String value) {
        return with(attribute, TextNode.valueOf(value));
    }

    public Made with(String attribute, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Made(physicalId, more);
    }
}
