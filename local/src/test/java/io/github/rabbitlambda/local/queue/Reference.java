package io.github.rabbitlambda.local.queue;

import java.lang.reflect.Type;
import java.text.SimpleDateFormat;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import com.rabbitmq.client.AMQP.BasicProperties;

/** The record as Gson writes it from the Java client's properties; it equals AWS's documented sample. */
final class Reference {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping()
            .registerTypeAdapter(Date.class, new UtcDate()).create();

    private Reference() {}

    static String record(BasicProperties properties, boolean redelivered, byte[] body) {
        JsonObject record = new JsonObject();
        JsonObject basicProperties = GSON.toJsonTree(properties).getAsJsonObject();
        basicProperties.addProperty("bodySize", body.length);
        record.add("basicProperties", basicProperties);
        record.addProperty("redelivered", redelivered);
        record.addProperty("data", Base64.getEncoder().encodeToString(body));
        return GSON.toJson(record);
    }

    static String string(String text) {
        return GSON.toJson(text);
    }

    private static final class UtcDate implements JsonSerializer<Date> {
        @Override
        public JsonPrimitive serialize(Date date, Type type, JsonSerializationContext context) {
            SimpleDateFormat format = new SimpleDateFormat("MMM d, yyyy, h:mm:ss a", Locale.US);
            format.setTimeZone(TimeZone.getTimeZone("UTC"));
            return new JsonPrimitive(format.format(date));
        }
    }
}
