package io.github.rabbitlambda.local.queue;

import java.lang.reflect.Type;
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
import com.google.gson.TypeAdapter;
import com.rabbitmq.client.AMQP.BasicProperties;

/** The record as Gson writes it from the Java client's properties; it equals AWS's documented sample. */
final class Reference {
    /** Before AM and PM since Java 20; Lambda's sample has an ordinary space. */
    private static final String NARROW_SPACE = "\u202f";
    private static final TypeAdapter<Date> GSONS_DATES = gsonsDates();
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping()
            .registerTypeAdapter(Date.class, new UtcDate()).create();

    private Reference() {}

    /** Gson's adapter keeps the time zone and the locale that are the default when it is made. */
    private static TypeAdapter<Date> gsonsDates() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
        try {
            return new Gson().getAdapter(Date.class);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

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
            return new JsonPrimitive(GSONS_DATES.toJsonTree(date).getAsString().replace(NARROW_SPACE, " "));
        }
    }
}
