package io.github.rabbitlambda.doctor.reader;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The query protocols: of IAM (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html) and of EC2
 * (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html).
 */
enum XmlForm implements WireForm {
    QUERY {
        @Override
        String envelope(Call call, String members) {
            String operation = call.operation();
            return element(operation + "Response", element(operation + "Result", members)
                    + element("ResponseMetadata", element("RequestId", REQUEST)));
        }

        @Override
        String failure(String error) {
            return element("ErrorResponse", element("Error", element("Type", "Sender") + error)
                    + element("RequestId", REQUEST));
        }
    },
    EC2 {
        @Override
        String envelope(Call call, String members) {
            return element(call.operation() + "Response", element("requestId", REQUEST) + members);
        }

        @Override
        String failure(String error) {
            return element("Response", element("Errors", element("Error", error)) + element("RequestID", REQUEST));
        }
    };

    private static final String REQUEST = "59dbff89-35bd-4eac-99ed-be587EXAMPLE";

    abstract String envelope(Call call, String members);

    abstract String failure(String error);

    @Override
    public Reply answer(Call call, JsonNode output, boolean unknownMembers) {
        return reply(200, envelope(call, members(AnswerModel.of(call), output, unknownMembers)));
    }

    @Override
    public Reply error(int status, String code, String message) {
        return reply(status, failure(element("Code", code) + element("Message", escaped(message))));
    }

    private static Reply reply(int status, String xml) {
        return new Reply(status, Map.of("Content-Type", "text/xml;charset=UTF-8"),
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(StandardCharsets.UTF_8));
    }

    private String members(AnswerModel model, JsonNode object, boolean unknownMembers) {
        StringBuilder xml = new StringBuilder();
        model.forEach(object, (field, value) -> xml
                .append(element(field.unmarshallLocationName(), value(field, value, unknownMembers))));
        return unknownMembers ? xml + element("AddedLater", element("By", "AWS")) : xml.toString();
    }

    private String value(SdkField<?> field, JsonNode value, boolean unknownMembers) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return members(AnswerModel.of(field.constructor().get()), value, unknownMembers);
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            ListTrait list = field.getRequiredTrait(ListTrait.class);
            String name = Optional.ofNullable(list.memberLocationName()).orElse("member");
            StringBuilder xml = new StringBuilder();
            value.forEach(item -> xml.append(element(name, value(list.memberFieldInfo(), item, unknownMembers))));
            return xml.toString();
        }
        return escaped(this == QUERY && String.valueOf(field.memberName()).endsWith("Document")
                ? URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20")
                : value.asText());
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
