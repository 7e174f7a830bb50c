package io.github.rabbitlambda.function.message;

import org.jspecify.annotations.Nullable;

/**
 * The properties that a publisher mostly sets to the same values for all of its messages. Messages in a row share one
 * object.
 */
record CommonProperties(@Nullable String contentType, @Nullable String contentEncoding, int deliveryMode, int priority,
        @Nullable String replyTo, long expiration, @Nullable String type, @Nullable String userId,
        @Nullable String appId, @Nullable String clusterId) {

    CommonProperties(PropertiesBuilder from) {
        this(from.text(ValueUse.CONTENT_TYPE), from.text(ValueUse.CONTENT_ENCODING),
                (int) from.number(ValueUse.DELIVERY_MODE), (int) from.number(ValueUse.PRIORITY),
                from.text(ValueUse.REPLY_TO), from.number(ValueUse.EXPIRATION), from.text(ValueUse.TYPE),
                from.text(ValueUse.USER_ID), from.text(ValueUse.APP_ID), from.text(ValueUse.CLUSTER_ID));
    }
}
