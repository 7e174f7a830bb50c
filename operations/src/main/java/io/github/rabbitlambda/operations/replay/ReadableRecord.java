package io.github.rabbitlambda.operations.replay;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.PeekedMessage;
import io.github.rabbitlambda.operations.ReadableTable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of Lambda's event for a person: properties, headers and body of the message. */
record ReadableRecord(Input record) {
    /** Adds what a record holds. One that could not be decoded by the listener either is shown as the JSON that it is. */
    static void add(PeekedMessage shown, @Nullable Object record) {
        if (record instanceof Map<?, ?> members && members.get("data") instanceof String data
                && members.get("basicProperties") instanceof Map<?, ?>) {
            new ReadableRecord(new Input("record", members)).addTo(shown, body(data));
        } else {
            shown.with("unreadable", "it is not a message that could be decoded")
                    .body(json(record).getBytes(StandardCharsets.UTF_8), null);
        }
    }

    private static String json(@Nullable Object record) {
        return record instanceof Map<?, ?> members ? InvokedFunction.json(table(members)) : String.valueOf(record);
    }

    private void addTo(PeekedMessage shown, byte[] body) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Input given = record.object("basicProperties").orElseThrow();
        given.values().forEach((name, value) -> {
            if (value != null && !"headers".equals(name) && !"bodySize".equals(name)) {
                properties.put(String.valueOf(name), value);
            }
        });
        shown.with("redelivered", record.isTrue("redelivered")).properties(properties)
                .headers(given.values().get("headers") instanceof Map<?, ?> headers ? table(headers) : Map.of())
                .body(body, given.values().get("contentEncoding") instanceof String encoding ? encoding : null);
    }

    private static byte[] body(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            throw new OperationFailedException("its body is not Base64");
        }
    }

    private static Map<String, Object> table(Map<?, ?> table) {
        return ReadableTable.of(table, ReadableRecord::decoded);
    }

    /** Lambda writes a text as an object with its bytes. */
    private static Object decoded(Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get("bytes") instanceof List<?> bytes
                && bytes.stream().allMatch(Integer.class::isInstance) ? bytes(bytes) : value;
    }

    private static byte[] bytes(List<?> numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ((Number) numbers.get(i)).byteValue();
        }
        return bytes;
    }
}
