package io.github.rabbitlambda.operations.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** What the listener parks, with everything that Lambda wrote, and changed by {@code with…}. */
record ParkedRecord(ObjectNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ParkedRecord of(String virtualHost, String messageId) {
        return new ParkedRecord(object("""
                {"version":1,"queue":"orders","virtualHost":"%s","parkedAt":"2026-11-22T20:59:00Z","requestId":"r-1",
                "functionArn":"arn:aws:lambda:us-east-1:123456789012:function:orders","attempts":3,
                "error":{"class":"java.lang.IllegalStateException","message":"out of stock"},"undecodable":false,
                "record":{"basicProperties":{"contentType":"text/plain","contentEncoding":null,
                "headers":{"tenant":{"bytes":[118,-61,-87]},"x-delivery-count":2},"deliveryMode":2,"priority":null,
                "correlationId":"c-1","replyTo":null,"expiration":null,"messageId":"%s",
                "timestamp":"Jul 2, 2023, 1:30:34 AM","type":null,"userId":null,"appId":null,"clusterId":null,
                "bodySize":4},"redelivered":true,"data":"Ym9keQ=="}}""".formatted(virtualHost, messageId)));
    }

    ParkedRecord with(String member, String value) {
        return changed(text -> text.set(member, node(value)));
    }

    ParkedRecord withRecord(String member, String value) {
        return changed(text -> text.withObject("/record").set(member, node(value)));
    }

    ParkedRecord withBody(String body) {
        return withRecord("data",
                "\"" + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\"");
    }

    /** @param value JSON */
    ParkedRecord withProperty(String name, String value) {
        return changed(text -> text.withObject("/record/basicProperties").set(name, node(value)));
    }

    /** @param value JSON, of which every digit is kept */
    ParkedRecord withHeader(String name, String value) {
        return changed(
                text -> text.withObject("/record/basicProperties/headers").putRawValue(name, new RawValue(value)));
    }

    ParkedRecord without(String member) {
        return changed(text -> text.remove(member));
    }

    String text() {
        return json.toString();
    }

    private ParkedRecord changed(Consumer<ObjectNode> change) {
        ObjectNode copy = json.deepCopy();
        change.accept(copy);
        return new ParkedRecord(copy);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) node(json);
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException wrongTest) {
            throw new IllegalArgumentException(json, wrongTest);
        }
    }
}
