package io.github.rabbitlambda.doctor.reader;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** An answer of the SDK as JSON in the form of the AWS CLI, by the SDK's own description of its members. */
final class AnswerJson {
    /** They may hold secrets, or are nobody else's business in a file that is sent to a colleague. */
    private static final Set<String> LEFT_OUT = Set.of("Environment", "ImageConfigResponse", "Tags", "TagSet");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Call call;

    private AnswerJson(Call call) {
        this.call = call;
    }

    /** Several pages become one answer that has nothing but the joined list. */
    static ObjectNode of(Call call, Iterable<? extends SdkPojo> pages) {
        AnswerJson form = new AnswerJson(call);
        return call.list().map(list -> form.joined(list, pages))
                .orElseGet(() -> form.object(pages.iterator().next()));
    }

    private ObjectNode joined(String list, Iterable<? extends SdkPojo> pages) {
        ArrayNode all = JSON.arrayNode();
        pages.forEach(page -> object(page).path(list).forEach(all::add));
        return JSON.objectNode().set(list, all);
    }

    private ObjectNode object(SdkPojo object) {
        ObjectNode node = JSON.objectNode();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (isPresent(value) && !LEFT_OUT.contains(field.memberName())) {
                node.set(field.memberName(), member(field.memberName(), value));
            }
        }
        return node;
    }

    // The SDK puts a list of its own where the service has sent none.
    private static boolean isPresent(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private JsonNode member(String name, Object value) {
        return call.service().equals("iam") && name.endsWith("Document")
                ? JSON.textNode(decoded((String) value))
                : node(value);
    }

    /** IAM encodes its documents by RFC 3986, where a plus sign is a plus sign. */
    private static String decoded(String document) {
        return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private JsonNode node(Object value) {
        return switch (value) {
            case SdkPojo object -> object(object);
            case List<?> list -> list.stream().map(this::node).collect(JSON::arrayNode, ArrayNode::add,
                    ArrayNode::addAll);
            case Map<?, ?> map -> {
                ObjectNode node = JSON.objectNode();
                map.forEach((key, item) -> node.set((String) key, node(item)));
                yield node;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Double number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number.doubleValue());
            case Number number -> integer(number.longValue());
            case Instant time -> JSON.textNode(time.toString());
            default -> JSON.textNode(value.toString());
        };
    }

    // As Jackson reads it from a file, so that a snapshot equals itself when it was saved and read.
    private static JsonNode integer(long number) {
        return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
    }
}
