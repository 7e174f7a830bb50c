package io.github.rabbitlambda.function.message;

import java.util.Arrays;

/**
 * What a value of a record is used for. The first fifteen are the properties, in the order in which Lambda writes them.
 * This order is defined here only.
 */
enum ValueUse {
    CONTENT_TYPE("contentType"), CONTENT_ENCODING("contentEncoding"),
    /** All headers, where they are one value: null, an empty object or an empty array. */
    HEADERS("headers"), DELIVERY_MODE("deliveryMode"), PRIORITY("priority"), CORRELATION_ID("correlationId"), REPLY_TO(
            "replyTo"), EXPIRATION("expiration"), MESSAGE_ID("messageId"), TIMESTAMP("timestamp"), TYPE(
                    "type"), USER_ID("userId"), APP_ID("appId"), CLUSTER_ID(
                            "clusterId"), BODY_SIZE("bodySize"), REDELIVERED("redelivered"), DATA("data"),
    /** One of the headers; its index among them is stored beside the use. */
    HEADER(""),
    /** The value of a member that no decoder knows. */
    UNUSED("");

    /** Indexed as Lambda orders the properties. */
    static final ValueUse[] PROPERTIES = Arrays.copyOf(values(), BODY_SIZE.ordinal() + 1);

    private final String member;

    ValueUse(String member) {
        this.member = member;
    }

    /** The name of the member in the event, empty for {@link #HEADER} and {@link #UNUSED}. */
    String member() {
        return member;
    }

    /** The names of {@link #PROPERTIES}. */
    static String[] propertyNames() {
        String[] names = new String[PROPERTIES.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = PROPERTIES[i].member;
        }
        return names;
    }

    /** A set with this use alone: sets of uses are bits of an int. */
    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int uses) {
        return (uses & bit()) != 0;
    }

    /** Whether a record can have only one value of this use. */
    boolean isUnique() {
        return ordinal() < HEADER.ordinal();
    }
}
