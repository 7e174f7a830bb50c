package io.github.rabbitlambda.local.queue;

import java.math.BigDecimal;
import java.text.SimpleDateFormat;
import java.util.Base64;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;

/**
 * Writes a message as Lambda does: as Gson writes the Java client's properties, with nulls. That Lambda uses Gson is an
 * inference: its output equals the sample in https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html. Not
 * thread-safe.
 */
final class RecordEncoder {
    /** JSON can't express a header. AWS does not document what Lambda does then; Gson refuses the header. */
    static final class Unencodable extends Exception {
        private static final long serialVersionUID = 1;

        Unencodable(String message) {
            super(message);
        }
    }

    private final JsonBytes json = new JsonBytes();
    /** Gson's format up to Java 19; later ones write a narrow space before AM and PM. The year is not padded. */
    private final SimpleDateFormat date = new SimpleDateFormat("MMM d, y, h:mm:ss a", Locale.US);

    RecordEncoder() {
        date.setTimeZone(TimeZone.getTimeZone("UTC"));
    }

    /** The record's JSON, valid until the next call. */
    JsonBytes encode(Delivery delivery) throws Unencodable {
        json.truncate(0);
        json.ascii("{\"basicProperties\":{");
        properties(delivery.properties());
        json.ascii(",\"bodySize\":").ascii(Integer.toString(delivery.body().length));
        json.ascii("},\"redelivered\":").ascii(Boolean.toString(delivery.redelivered()));
        json.ascii(",\"data\":\"").append(Base64.getEncoder().encode(delivery.body())).ascii("\"}");
        return json;
    }

    private void properties(BasicProperties properties) throws Unencodable {
        json.ascii("\"contentType\":");
        text(properties.getContentType());
        member("contentEncoding", properties.getContentEncoding());
        json.ascii(",\"headers\":");
        value(properties.getHeaders());
        json.ascii(",\"deliveryMode\":").ascii(String.valueOf(properties.getDeliveryMode()));
        json.ascii(",\"priority\":").ascii(String.valueOf(properties.getPriority()));
        member("correlationId", properties.getCorrelationId());
        member("replyTo", properties.getReplyTo());
        member("expiration", properties.getExpiration());
        member("messageId", properties.getMessageId());
        member("timestamp", properties.getTimestamp() == null ? null : date.format(properties.getTimestamp()));
        member("type", properties.getType());
        member("userId", properties.getUserId());
        member("appId", properties.getAppId());
        member("clusterId", properties.getClusterId());
    }

    private void member(String name, @Nullable String value) {
        json.ascii(",\"").ascii(name).ascii("\":");
        text(value);
    }

    private void text(@Nullable String value) {
        if (value == null) {
            json.ascii("null");
        } else {
            json.string(value);
        }
    }

    private void value(@Nullable Object value) throws Unencodable {
        switch (value) {
            case null -> json.ascii("null");
            case LongString text -> bytes("{\"bytes\":[", text.getBytes(), "]}");
            case String text -> json.string(text);
            case byte[] array -> bytes("[", array, "]");
            case Map<?, ?> table -> table(table);
            case List<?> list -> array(list);
            case Date time -> json.string(date.format(time));
            case BigDecimal decimal -> json.ascii(decimal.toString());
            case Double number -> floating(number, number.isNaN() || number.isInfinite());
            case Float number -> floating(number, number.isNaN() || number.isInfinite());
            case Number number -> json.ascii(number.toString());
            case Boolean flag -> json.ascii(flag.toString());
            default -> throw new Unencodable("a header of type " + value.getClass().getName());
        }
    }

    private void floating(Number number, boolean isNotFinite) throws Unencodable {
        if (isNotFinite) {
            throw new Unencodable("a header with the value " + number);
        }
        json.ascii(number.toString());
    }

    private void bytes(String prefix, byte[] bytes, String suffix) {
        json.ascii(prefix);
        for (int i = 0; i < bytes.length; i++) {
            json.ascii(i == 0 ? "" : ",").ascii(Integer.toString(bytes[i]));
        }
        json.ascii(suffix);
    }

    private void table(Map<?, ?> table) throws Unencodable {
        json.ascii("{");
        String separator = "";
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            json.ascii(separator).string((String) entry.getKey()).ascii(":");
            value(entry.getValue());
            separator = ",";
        }
        json.ascii("}");
    }

    private void array(List<?> list) throws Unencodable {
        json.ascii("[");
        for (Iterator<?> items = list.iterator(); items.hasNext();) {
            value(items.next());
            json.ascii(items.hasNext() ? "," : "");
        }
        json.ascii("]");
    }
}
