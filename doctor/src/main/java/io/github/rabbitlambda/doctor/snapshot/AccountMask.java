package io.github.rabbitlambda.doctor.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Replaces the ids of accounts, each by one that AWS uses in examples. The same id becomes the same everywhere, so that what
 * belonged together still does; two never become one.
 */
final class AccountMask {
    /** Twelve digits, but not those at the end of a UUID. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?<![0-9A-Za-z])(?<![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)\\d{12}(?![0-9A-Za-z])");
    /** What IAM calls unique ids: an account's id can be had from that of an access key, perhaps from the others too. */
    private static final Pattern IAM_ID = Pattern
            .compile("(?<![0-9A-Za-z])(A(?:BIA|CCA|GPA|IDA|IPA|KIA|ROA|SIA))[0-9A-Z]{8,}");
    private static final String[] EXAMPLES = {"111122223333", "444455556666", "777788889999"};
    private static final long FIRST_OF_MORE = 111_122_223_334L;

    private final Map<String, String> masks = new LinkedHashMap<>();

    Snapshot masked(Snapshot snapshot) {
        List<Answer> answers = new ArrayList<>();
        String subject = masked(snapshot.subject());
        snapshot.answers().forEach(answer -> answers.add(masked(answer)));
        return new Snapshot(snapshot.taken(), subject, snapshot.region(), answers);
    }

    private Answer masked(Answer answer) {
        Map<String, String> input = new LinkedHashMap<>();
        answer.input().forEach((name, value) -> input.put(name, masked(value)));
        return new Answer(answer.call(), input, switch (answer.seen()) {
            case Seen.Known<JsonNode>(JsonNode output) -> new Seen.Known<>(masked(output));
            case Seen.Absent<JsonNode> absent -> absent;
            case Seen.Unread<JsonNode>(Call call, String code, String message) ->
                new Seen.Unread<>(call, code, masked(message));
        });
    }

    private JsonNode masked(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> object.set(masked(entry.getKey()), masked(entry.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(masked(item)));
            return list;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(masked(node.asText())) : node;
    }

    private String masked(String text) {
        String accounts = ACCOUNT.matcher(text).replaceAll(found -> mask(found.group()));
        Matcher ids = IAM_ID.matcher(accounts);
        return ids.replaceAll("$1EXAMPLE");
    }

    private String mask(String account) {
        return masks.computeIfAbsent(account, first -> masks.size() < EXAMPLES.length
                ? EXAMPLES[masks.size()]
                : String.valueOf(FIRST_OF_MORE + masks.size()));
    }
}
