package io.github.rabbitlambda.doctor.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORGenerator;

/**
 * The protocol of CloudWatch (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html): a timestamp is a number
 * of seconds with tag 1. Errors have the code of the query protocol in a header too, which the SDK prefers.
 */
final class CborForm implements WireForm {
    private static final int EPOCH_SECONDS = 1;
    private static final double MILLIS = 1000.0;
    private static final CBORFactory CBOR = new CBORFactory();

    /** Writes to a generator. */
    @FunctionalInterface
    private interface Writing {
        void to(CBORGenerator out) throws IOException;
    }

    @Override
    public Reply answer(Call call, JsonNode output, boolean unknownMembers) {
        return new Reply(200, headers("application/cbor"),
                bytes(out -> object(out, AnswerModel.of(call), output, unknownMembers)));
    }

    @Override
    public Reply error(int status, String code, String message) {
        return new Reply(status,
                Map.of("Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor", "x-amzn-query-error",
                        code + ";Sender"),
                bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("__type", "com.amazonaws.cloudwatch#" + code);
                    out.writeStringField("message", message);
                    out.writeEndObject();
                }));
    }

    private static Map<String, String> headers(String type) {
        return Map.of("Content-Type", type, "smithy-protocol", "rpc-v2-cbor");
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = CBOR.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void object(CBORGenerator out, AnswerModel model, JsonNode object, boolean unknownMembers)
            throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            SdkField<?> field = model.member(entry.getKey());
            out.writeFieldName(field.unmarshallLocationName());
            value(out, field, entry.getValue(), unknownMembers);
        }
        if (unknownMembers) {
            out.writeStringField("AddedLater", "by AWS");
        }
        out.writeEndObject();
    }

    private static void value(CBORGenerator out, SdkField<?> field, JsonNode value, boolean unknownMembers)
            throws IOException {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            object(out, AnswerModel.of(field.constructor().get()), value, unknownMembers);
        } else if (field.marshallingType() == MarshallingType.LIST) {
            out.writeStartArray();
            for (JsonNode item : value) {
                value(out, field.getRequiredTrait(ListTrait.class).memberFieldInfo(), item, unknownMembers);
            }
            out.writeEndArray();
        } else if (field.marshallingType() == MarshallingType.INSTANT) {
            out.writeTag(EPOCH_SECONDS);
            out.writeNumber(Instant.parse(value.asText()).toEpochMilli() / MILLIS);
        } else if (value.isNumber()) {
            out.writeNumber(value.asDouble());
        } else {
            out.writeString(value.asText());
        }
    }
}
