package io.github.rabbitlambda.doctor.reader;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

/** A request in CBOR, as JSON whose values are all texts. */
final class CborBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CborBody() {}

    static JsonNode read(byte[] body) throws IOException {
        try (JsonParser in = new CBORFactory().createParser(body)) {
            in.nextToken();
            return value(in);
        }
    }

    private static JsonNode value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            default -> JSON.textNode(in.getText());
        };
    }

    private static JsonNode object(JsonParser in) throws IOException {
        ObjectNode object = JSON.objectNode();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            object.set(name, value(in));
        }
        return object;
    }

    private static JsonNode list(JsonParser in) throws IOException {
        ArrayNode list = JSON.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return list;
    }
}
