package io.github.rabbitlambda.operations.replay;

import java.util.Set;
import java.util.random.RandomGenerator;

/** Kinds of parked messages that can't be put back, and the sentence that says so. */
enum BrokenRecord {
    NOT_JSON, NULL, ARRAY, TRUNCATED, NAN, NUMBER_OF_1001_DIGITS, NESTED_FOR_EVER, UNDECODABLE, FLAG_OF_ANOTHER_TYPE, ANOTHER_VIRTUAL_HOST, NO_QUEUE, UNKNOWN_QUEUE, LONG_QUEUE, NO_OBJECT, NO_BUCKET, POINTER_OF_ANOTHER_TYPE, RECORD_IS_NULL, RECORD_IS_A_LIST, PROPERTIES_ARE_A_LIST, IMPOSSIBLE_DATE, DATE_BEYOND_JAVA, LONG_PROPERTY, LONG_ID, LONG_HEADER_NAME, LONG_FIELD_NAME, HALF_A_CHARACTER, BYTES_OF_30_KB, DEEPER, INFINITE, WIDE_NUMBER, TINY_NUMBER, LONG_FRACTION, EXPONENT_WITHOUT_END, HEADERS_ARE_A_TEXT, PRIORITY_256, PRIORITY_IS_A_TEXT, TEXT_IS_AN_OBJECT, EXPIRES_NEVER, DIRECT_REPLY, NOT_BASE64, NO_BODY, BODY_IS_A_FLAG;

    private static final Set<BrokenRecord> WITHOUT_READABLE_ID = Set.of(NOT_JSON, NULL, ARRAY, TRUNCATED, NAN,
            NUMBER_OF_1001_DIGITS, EXPONENT_WITHOUT_END, NESTED_FOR_EVER, PROPERTIES_ARE_A_LIST, RECORD_IS_NULL,
            RECORD_IS_A_LIST);

    static BrokenRecord any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    boolean hasName() {
        return !WITHOUT_READABLE_ID.contains(this);
    }

    String text(ParkedRecord usual) {
        return switch (this) {
            case NOT_JSON -> "not JSON, but " + usual.text();
            case NULL -> "null";
            case ARRAY -> "[]";
            case TRUNCATED -> usual.text().substring(0, usual.text().length() - 5);
            case NAN -> usual.text().replace("\"x-delivery-count\":2", "\"n\":NaN");
            case INFINITE -> usual.text().replace("\"x-delivery-count\":2", "\"n\":1e400");
            case NUMBER_OF_1001_DIGITS ->
                usual.text().replace("\"x-delivery-count\":2", "\"n\":" + "1".repeat(1001));
            case NESTED_FOR_EVER -> usual.text().replace("\"x-delivery-count\":2",
                    "\"n\":" + "[".repeat(5_000) + "]".repeat(5_000));
            case LONG_PROPERTY -> usual.withProperty("correlationId", "\"" + "é".repeat(128) + "\"").text();
            case HALF_A_CHARACTER -> usual.withProperty("type", "\"half\"").text().replace("half", "\\ud83d");
            default -> changed(usual).text();
        };
    }

    private ParkedRecord changed(ParkedRecord usual) {
        return switch (this) {
            case UNDECODABLE -> usual.with("undecodable", "true");
            case FLAG_OF_ANOTHER_TYPE -> usual.with("undecodable", "\"maybe\"");
            case ANOTHER_VIRTUAL_HOST -> usual.with("virtualHost", "\"another\"");
            case NO_QUEUE -> usual.without("queue");
            case UNKNOWN_QUEUE -> usual.with("queue", "\"nowhere\"");
            case LONG_QUEUE -> usual.with("queue", "\"" + "q".repeat(256) + "\"");
            case NO_OBJECT -> usual.with("object", "{\"bucket\":\"parked\",\"key\":\"parked/gone.json\"}");
            case NO_BUCKET -> usual.with("object", "{\"bucket\":\"a b\",\"key\":\"k\"}");
            case POINTER_OF_ANOTHER_TYPE -> usual.with("object", "7");
            case RECORD_IS_NULL -> usual.with("record", "null");
            case RECORD_IS_A_LIST -> usual.with("record", "[1]");
            case PROPERTIES_ARE_A_LIST -> usual.withRecord("basicProperties", "[1]");
            case IMPOSSIBLE_DATE -> usual.withProperty("timestamp", "\"Feb 30, 2024, 1:00:00 AM\"");
            case DATE_BEYOND_JAVA -> usual.withProperty("timestamp", "\"Jan 1, 292278995, 1:00:00 AM\"");
            case LONG_ID -> usual.withProperty("messageId", "\"" + "m".repeat(1_000_000) + "\"");
            case LONG_HEADER_NAME -> usual.withHeader("n".repeat(256), "1");
            case LONG_FIELD_NAME -> usual.withHeader("table", "{\"" + "n".repeat(256) + "\":1}");
            case BYTES_OF_30_KB -> usual.withHeader("bytes", "[" + "-1,".repeat(29_999) + "-1]");
            case DEEPER -> usual.withHeader("deep", "{\"a\":".repeat(33) + "1" + "}".repeat(33));
            case WIDE_NUMBER -> usual.withHeader("n", "9223372036854775808");
            case TINY_NUMBER -> usual.withHeader("n", "1e-400");
            case LONG_FRACTION -> usual.withHeader("n", "12.345678901234567890123");
            case EXPONENT_WITHOUT_END -> usual.withHeader("n", "1e-99999999999");
            case HEADERS_ARE_A_TEXT -> usual.withProperty("headers", "\"tenant=1\"");
            case PRIORITY_256 -> usual.withProperty("priority", "256");
            case PRIORITY_IS_A_TEXT -> usual.withProperty("priority", "\"high\"");
            case TEXT_IS_AN_OBJECT -> usual.withProperty("contentType", "{\"bytes\":[65]}");
            case EXPIRES_NEVER -> usual.withProperty("expiration", "\"never\"");
            case DIRECT_REPLY -> usual.withProperty("replyTo", "\"amq.rabbitmq.reply-to\"");
            case NOT_BASE64 -> usual.withRecord("data", "\"not Base64!\"");
            case NO_BODY -> usual.withRecord("data", "null");
            case BODY_IS_A_FLAG -> usual.withRecord("data", "true");
            default -> throw new IllegalStateException(name());
        };
    }

    /** How the sentence about it begins. */
    String reason() {
        return switch (this) {
            case NOT_JSON -> "the parked message must be a JSON object (given ";
            case NULL -> "the parked message must be a JSON object (given 4 other characters)";
            case ARRAY -> "the parked message must be a JSON object (given 2 other characters)";
            case TRUNCATED -> "the parked message must be a JSON object (given ";
            case NAN -> "the parked message must be a JSON object (given ";
            case NUMBER_OF_1001_DIGITS ->
                "the parked message can't be read: Number value length (1001) exceeds the maximum";
            case NESTED_FOR_EVER ->
                "the parked message can't be read: Document nesting depth (1001) exceeds the maximum";
            case UNDECODABLE -> "it is not a message that could be decoded (out of stock)";
            case FLAG_OF_ANOTHER_TYPE -> "undecodable must be true or false (given maybe in the parked message)";
            case ANOTHER_VIRTUAL_HOST -> "it comes from the virtual host another, and this stack's is ";
            case NO_QUEUE -> "queue must be a text that is not empty (given nothing in the parked message)";
            case UNKNOWN_QUEUE -> "it comes from the queue nowhere, and this stack reads orders now, so nobody would ";
            case LONG_QUEUE -> "it comes from the queue " + "q".repeat(256) + ", and this stack reads orders now";
            case NO_OBJECT -> "s3:GetObject on parked/parked/gone.json failed: The specified key does not exist.";
            case NO_BUCKET -> "s3:GetObject on a b/k ";
            case POINTER_OF_ANOTHER_TYPE -> "object must be an object (given 7 in the parked message)";
            case RECORD_IS_NULL ->
                "record must be an object with basicProperties and data (given nothing in the parked message)";
            case RECORD_IS_A_LIST -> "record must be an object (given a list in the parked message)";
            case PROPERTIES_ARE_A_LIST ->
                "basicProperties must be an object (given a list in the parked message.record)";
            case IMPOSSIBLE_DATE ->
                "timestamp must be like Jan 1, 1970, 12:33:41 AM (given Feb 30, 2024, 1:00:00 AM in the parked message.";
            case DATE_BEYOND_JAVA ->
                "timestamp must be like Jan 1, 1970, 12:33:41 AM (given Jan 1, 292278995, 1:00:00 AM in the parked message.";
            case LONG_PROPERTY ->
                "correlationId must have at most 255 bytes as UTF-8 (given 256): AMQP takes no longer one";
            case LONG_ID -> "messageId must have at most 255 bytes as UTF-8 (given 1000000): AMQP takes no longer one";
            case LONG_HEADER_NAME ->
                "the name of a header must have at most 255 bytes as UTF-8 (given 256): AMQP takes no";
            case LONG_FIELD_NAME ->
                "the name of a field in the header table must have at most 255 bytes as UTF-8 (given 256)";
            case HALF_A_CHARACTER ->
                "type must be a text that UTF-8 can hold (given one with half of a surrogate pair)";
            case BYTES_OF_30_KB ->
                "its properties and headers must leave 64 of the 131072 bytes of an AMQP frame to the broker (they take 150";
            case DEEPER ->
                "the header deep must be nested at most 32 deep, or no Java client could read it (given a deeper one)";
            case INFINITE -> "the header n must be a number up to 1.8E308 (given a larger one)";
            case WIDE_NUMBER -> "the header n must be a whole number of at most 64 bits (given 64 bits)";
            case TINY_NUMBER ->
                "the header n must be a number that a double or a decimal of AMQP can hold (given one that would become 0.0)";
            case LONG_FRACTION ->
                "the header n must be a number that a double or a decimal of AMQP can hold (given one that would become 12.345678901234567)";
            case EXPONENT_WITHOUT_END ->
                "the parked message can't be read: the exponent of a number exceeds 32 bits";
            case HEADERS_ARE_A_TEXT ->
                "headers must be an object (given tenant=1 in the parked message.record.basicProperties)";
            case PRIORITY_256 ->
                "priority must be a number up to 255 (given 256 in the parked message.record.basicProperties)";
            case PRIORITY_IS_A_TEXT -> "priority must be a whole number, 0 at least (given high in the parked message.";
            case TEXT_IS_AN_OBJECT -> "contentType must be a text (given an object in the parked message.record.";
            case EXPIRES_NEVER -> "the broker closed the channel: 406 PRECONDITION_FAILED - invalid expiration 'never'";
            case DIRECT_REPLY ->
                "the broker closed the channel: 406 PRECONDITION_FAILED - fast reply consumer does not exist";
            case NOT_BASE64 -> "data must be the body in Base64 (in the parked message.record)";
            case NO_BODY -> "data must be the body in Base64 (in the parked message.record)";
            case BODY_IS_A_FLAG -> "data must be the body in Base64 (in the parked message.record)";
        };
    }
}
