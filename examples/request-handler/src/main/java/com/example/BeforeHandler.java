package com.example;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;

/** Before: one bad message fails the whole batch, which comes back. */
public final class BeforeHandler implements RequestHandler<RabbitMQEvent, String> {
    @Override
    public String handleRequest(RabbitMQEvent event, Context context) {
        event.getRmqMessagesByQueue().values().forEach(messages -> messages.forEach(BeforeHandler::handle));
        return "200";
    }

    private static void handle(RabbitMessage message) {
        byte[] body = Base64.getDecoder().decode(message.getData());
        Orders.accept(tenant(message), new String(body, StandardCharsets.UTF_8));
    }

    /** In an event the text of a header is a list of bytes. */
    private static String tenant(RabbitMessage message) {
        Object header = message.getBasicProperties().getHeaders().get("tenant");
        if (header instanceof Map<?, ?> text && text.get("bytes") instanceof List<?> bytes) {
            return text(bytes);
        }
        return "nobody";
    }

    private static String text(List<?> bytes) {
        byte[] text = new byte[bytes.size()];
        for (int i = 0; i < text.length; i++) {
            text[i] = ((Number) bytes.get(i)).byteValue();
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
