package io.github.rabbitlambda.reachability.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Reads JSON text into a {@link Tree}. */
public final class JsonReader {
    static final int MAX_DEPTH = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonReader() {}

    public static Tree read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new UnreadableTemplate("it is empty");
            }
            Tree tree = value(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableTemplate("line " + parser.currentTokenLocation().getLineNr()
                        + ": more text after the end of the JSON value");
            }
            return tree;
        } catch (JsonProcessingException broken) {
            throw new UnreadableTemplate(
                    (broken.getLocation() == null ? "" : "line " + Math.max(1, broken.getLocation().getLineNr()) + ": ")
                            + firstSentence(broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Tree value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> new Tree.Nothing();
            default -> new Tree.Scalar(parser.getText());
        };
    }

    private static Tree object(JsonParser parser) throws IOException {
        Map<String, Tree> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            Tree value = value(parser);
            if (entries.put(key, value) != null) {
                entries.put(key, Tree.twice(key));
            }
        }
        return new Tree.Mapping(entries);
    }

    private static Tree array(JsonParser parser) throws IOException {
        List<Tree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Tree.Sequence(items);
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("not JSON");
        return line.replaceAll(" \\(.*", "");
    }
}
