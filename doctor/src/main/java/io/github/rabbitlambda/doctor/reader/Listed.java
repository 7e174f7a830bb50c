package io.github.rabbitlambda.doctor.reader;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;

/** What a call listed; nothing if it could not be read. */
record Listed(List<JsonNode> items) {

    static Listed of(Call call, Seen<JsonNode> answer) {
        return new Listed(answer.known().stream().flatMap(output -> elements(output.path(call.list().orElseThrow())))
                .toList());
    }

    /** The items as an answer of a call. */
    Seen<JsonNode> as(Call call) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode().addAll(items);
        return new Seen.Known<>(JsonNodeFactory.instance.objectNode().set(call.list().orElseThrow(), list));
    }

    /** The different values of a member, sorted. */
    Set<String> values(String member) {
        return texts(items.stream().map(item -> item.path(member)));
    }

    /** The different values of a member of the items' lists, sorted. */
    Set<String> values(String list, String member) {
        return texts(items.stream().flatMap(item -> elements(item.path(list))).map(item -> item.path(member)));
    }

    static Set<String> texts(JsonNode list) {
        return texts(elements(list));
    }

    private static Set<String> texts(Stream<JsonNode> nodes) {
        return nodes.map(JsonNode::asText).filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
