package io.github.rabbitlambda.doctor.snapshot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Replaces the ids of accounts, each by one that AWS uses in examples. What stands alone somewhere and looks like an id is
 * replaced everywhere, also within a name. The same id becomes the same everywhere, so that what
 * belonged together still does; two never become one.
 */
final class AccountMask {
    /** Twelve digits, but not those at the end of a UUID. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?<![0-9A-Za-z])(?<![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)\\d{12}(?![0-9A-Za-z])");
    /** What IAM calls unique ids: an account's id can be had from that of an access key, perhaps from the others too. */
    private static final Pattern IAM_ID = Pattern
            .compile("(?<![0-9A-Za-z])(A(?:BIA|CCA|GPA|IDA|IPA|KIA|ROA|SIA))[0-9A-Z]{12,}");
    private static final String[] EXAMPLES = {"111122223333", "444455556666", "777788889999"};
    private static final long FIRST_OF_MORE = 111_122_223_334L;

    private final Map<String, String> masks = new LinkedHashMap<>();
    private final Map<String, String> iamMasks = new LinkedHashMap<>();

    Snapshot masked(Snapshot snapshot) {
        changed(snapshot, text -> {
            ACCOUNT.matcher(text).results().forEach(found -> mask(found.group()));
            return text;
        });
        Pattern found = Pattern.compile(String.join("|", masks.isEmpty() ? Set.of("(?!)") : masks.keySet()));
        return changed(snapshot, text -> IAM_ID
                .matcher(found.matcher(text).replaceAll(account -> mask(account.group())))
                .replaceAll(id -> iamMask(id.group(1), id.group())));
    }

    private static Snapshot changed(Snapshot snapshot, UnaryOperator<String> texts) {
        String subject = texts.apply(snapshot.subject());
        return new Snapshot(snapshot.taken(), subject, snapshot.region(),
                snapshot.answers().stream().map(answer -> changed(answer, texts)).toList());
    }

    private static Answer changed(Answer answer, UnaryOperator<String> texts) {
        Map<String, String> input = new LinkedHashMap<>();
        answer.input().forEach((name, value) -> input.put(name, texts.apply(value)));
        return new Answer(answer.call(), input, switch (answer.seen()) {
            case Seen.Known<JsonNode>(JsonNode output) -> new Seen.Known<>(changed(output, texts));
            case Seen.Absent<JsonNode> absent -> absent;
            case Seen.Unread<JsonNode>(Call call, String code, String message) ->
                new Seen.Unread<>(call, code, texts.apply(message));
        });
    }

    private static JsonNode changed(JsonNode node, UnaryOperator<String> texts) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> object.set(texts.apply(entry.getKey()), changed(entry.getValue(), texts)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(changed(item, texts)));
            return list;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(texts.apply(node.asText())) : node;
    }

    private String iamMask(String prefix, String id) {
        return iamMasks.computeIfAbsent(id,
                first -> prefix + "EXAMPLE" + (iamMasks.isEmpty() ? "" : iamMasks.size() + 1));
    }

    private String mask(String account) {
        return masks.computeIfAbsent(account, first -> masks.size() < EXAMPLES.length
                ? EXAMPLES[masks.size()]
                : String.valueOf(FIRST_OF_MORE + masks.size()));
    }
}
