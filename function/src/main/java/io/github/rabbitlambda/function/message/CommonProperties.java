package io.github.rabbitlambda.function.message;

import org.jspecify.annotations.Nullable;

/**
 * The properties that a publisher mostly sets to the same for all of its messages; messages in a row share one of these.
 */
record CommonProperties(@Nullable String contentType, @Nullable String contentEncoding, int deliveryMode, int priority,
        @Nullable String replyTo, long expiration, @Nullable String type, @Nullable String userId,
        @Nullable String appId, @Nullable String clusterId) {}
