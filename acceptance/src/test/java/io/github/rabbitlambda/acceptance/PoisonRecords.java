package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of an event as a handler without this project gets them, and what the poison drill does with one. */
final class PoisonRecords {
    private final Ledger ledger;
    private final Map<String, Integer> attempts = new HashMap<>();

    PoisonRecords(Ledger ledger) {
        this.ledger = ledger;
    }

    static List<Map<String, Object>> messages(Map<String, Object> event) {
        return PoisonRecords.<Map<String, List<Map<String, Object>>>>cast(event.get("rmqMessagesByQueue")).values()
                .stream().flatMap(List::stream).toList();
    }

    /** Adds a good message's id to the ledger; throws for poison as {@link PoisonListener} does. */
    void process(Map<String, Object> message) throws IOException {
        Map<String, Object> properties = cast(message.get("basicProperties"));
        String id = (String) properties.get("messageId");
        Poison kind = poison(properties);
        if (!kind.isGood() || kind == Poison.TWICE && attempts.merge(id, 1, Integer::sum) <= 2) {
            throw new IllegalStateException("poison");
        }
        ledger.add(id);
    }

    private static Poison poison(Map<String, Object> properties) {
        Map<String, Map<String, List<Number>>> headers = cast(properties.get("headers"));
        List<Number> bytes = headers.get(Poison.HEADER).get("bytes");
        byte[] name = new byte[bytes.size()];
        for (int i = 0; i < name.length; i++) {
            name[i] = bytes.get(i).byteValue();
        }
        return Poison.valueOf(new String(name, StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
