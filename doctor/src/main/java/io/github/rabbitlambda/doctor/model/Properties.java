package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.reachability.template.Tree;

/** The properties of one resource; what an answer doesn't have is left out. */
final class Properties {
    private final Map<String, Tree> entries = new LinkedHashMap<>();

    Properties with(String name, Tree value) {
        entries.put(name, value);
        return this;
    }

    Properties with(String name, String value) {
        return value.isEmpty() ? this : with(name, Tree.text(value));
    }

    Properties with(String name, List<? extends Tree> items) {
        return items.isEmpty() ? this : with(name, new Tree.Sequence(List.copyOf(items)));
    }

    /** Members of an answer that a template calls by the same names. */
    Properties copy(JsonNode answer, String... names) {
        for (String name : names) {
            JsonNode value = answer.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                entries.put(name, tree(value));
            }
        }
        return this;
    }

    static Tree tree(JsonNode value) {
        if (value.isObject()) {
            Map<String, Tree> fields = new LinkedHashMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), tree(field.getValue())));
            return new Tree.Mapping(fields);
        }
        if (value.isArray()) {
            List<Tree> items = new ArrayList<>();
            value.forEach(item -> items.add(tree(item)));
            return new Tree.Sequence(items);
        }
        return value.isNull() || value.isMissingNode() ? new Tree.Nothing() : Tree.text(value.asText());
    }

    Tree.Mapping tree() {
        return new Tree.Mapping(entries);
    }
}
