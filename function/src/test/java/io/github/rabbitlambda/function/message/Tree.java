package io.github.rabbitlambda.function.message;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * JSON as Jackson reads it, with duplicate names kept and no limits. Built without recursion.
 */
sealed interface Tree {
    JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE).build())
            .build();

    record Members(List<Map.Entry<String, Tree>> members) implements Tree {
        /** Of several with the same name, the last. */
        Optional<Tree> last(String name) {
            return members.stream().filter(m -> m.getKey().equals(name)).map(Map.Entry::getValue)
                    .reduce((first, second) -> second);
        }
    }

    record Elements(List<Tree> elements) implements Tree {}

    record Text(String text) implements Tree {}

    record Digits(String digits) implements Tree {}

    record Truth(boolean truth) implements Tree {}

    enum Null implements Tree {
        NULL
    }

    /** Throws when the bytes are not strict UTF-8 or not one JSON value and nothing else. */
    static Tree parse(byte[] json) throws IOException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        boolean marked = text.startsWith("\ufeff");
        if (text.startsWith("\ufeff", 1)) {
            throw new IOException("two byte order marks");
        }
        try (JsonParser parser = JACKSON.createParser(new StringReader(marked ? text.substring(1) : text))) {
            return parse(parser);
        }
    }

    private static Tree parse(JsonParser parser) throws IOException {
        Deque<Tree> open = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        Tree root = null;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                names.push(parser.currentName());
                continue;
            }
            boolean closes = token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY;
            if (!closes && open.isEmpty() && root != null) {
                throw new IOException("trailing text");
            }
            Tree value = closes ? open.pop() : value(token, parser);
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                open.push(value);
                continue;
            }
            switch (open.peek()) {
                case null -> root = value;
                case Members parent -> parent.members.add(Map.entry(names.pop(), value));
                case Elements parent -> parent.elements.add(value);
                case Tree scalar -> throw new IllegalStateException(scalar.toString());
            }
        }
        if (root == null || !open.isEmpty()) {
            throw new IOException("incomplete");
        }
        return Objects.requireNonNull(root);
    }

    private static Tree value(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> new Members(new ArrayList<>());
            case START_ARRAY -> new Elements(new ArrayList<>());
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            case VALUE_NULL -> Null.NULL;
            default -> throw new IOException("token " + token);
        };
    }
}
