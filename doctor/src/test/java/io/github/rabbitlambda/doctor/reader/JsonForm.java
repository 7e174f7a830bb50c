package io.github.rabbitlambda.doctor.reader;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * The JSON protocols: a REST service names the error in a header
 * (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html), JSON 1.1 in the body
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).
 */
enum JsonForm implements WireForm {
    REST("application/json"), JSON_1_1("application/x-amz-json-1.1");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String type;

    JsonForm(String type) {
        this.type = type;
    }

    @Override
    public Reply answer(Call call, JsonNode output, boolean unknownMembers) {
        return reply(200, object(AnswerModel.of(call), output, unknownMembers), Map.of("Content-Type", type));
    }

    @Override
    public Reply error(int status, String code, String message) {
        ObjectNode body = JSON.objectNode().put("message", message).put("Type", "User");
        return this == REST
                ? reply(status, body, Map.of("Content-Type", type, "x-amzn-ErrorType", code))
                : reply(status, body.put("__type", "com.amazonaws#" + code), Map.of("Content-Type", type));
    }

    private static Reply reply(int status, ObjectNode body, Map<String, String> headers) {
        return new Reply(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object(AnswerModel model, JsonNode object, boolean unknownMembers) {
        ObjectNode wire = JSON.objectNode();
        model.forEach(object,
                (field, value) -> wire.set(field.unmarshallLocationName(), value(field, value, unknownMembers)));
        return unknownMembers ? wire.set("AddedLater", JSON.objectNode().put("By", "AWS")) : wire;
    }

    private static JsonNode value(SdkField<?> field, JsonNode value, boolean unknownMembers) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return object(AnswerModel.of(field.constructor().get()), value, unknownMembers);
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> item = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            ArrayNode list = JSON.arrayNode();
            value.forEach(element -> list.add(value(item, element, unknownMembers)));
            return list;
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            SdkField<?> item = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            ObjectNode map = JSON.objectNode();
            value.properties().forEach(entry -> map.set(entry.getKey(), value(item, entry.getValue(), unknownMembers)));
            return map;
        }
        return field.marshallingType() == MarshallingType.INSTANT && !isIso(field) ? seconds(value.asText()) : value;
    }

    private static boolean isIso(SdkField<?> field) {
        return field.getOptionalTrait(TimestampFormatTrait.class).filter(trait -> trait.format() == Format.ISO_8601)
                .isPresent();
    }

    private static JsonNode seconds(String time) {
        return JSON.numberNode(BigDecimal.valueOf(Instant.parse(time).toEpochMilli(), 3));
    }
}
