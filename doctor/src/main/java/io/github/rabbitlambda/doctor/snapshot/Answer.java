package io.github.rabbitlambda.doctor.snapshot;

import java.util.Map;
import java.util.TreeMap;
import java.util.Collections;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a service answered to one call.
 *
 * @param input what was asked for, by the names of {@link Call#inputs()}; several values are joined by commas
 */
public record Answer(Call call, Map<String, String> input, Seen<JsonNode> seen) {
    public Answer {
        input = Collections.unmodifiableMap(new TreeMap<>(input));
    }
}
