package io.github.rabbitlambda.function;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one message after the other; what is the same as for the message before is built once.
 */
final class PropertiesBuilder {
    static final int ABSENT = -1;
    /** A bit for each that tells one message from the next: all but the {@link CommonProperties}. */
    private static final int OWN = 1 << 2 | 1 << 5 | 1 << 8 | 1 << 9 | 1 << 14;

    @Nullable
    String contentType;
    @Nullable
    String contentEncoding;
    Headers headers = Headers.NONE;
    int deliveryMode = ABSENT;
    int priority = ABSENT;
    @Nullable
    String correlationId;
    @Nullable
    String replyTo;
    long expiration = ABSENT;
    @Nullable
    String messageId;
    @Nullable
    Instant timestamp;
    @Nullable
    String type;
    @Nullable
    String userId;
    @Nullable
    String appId;
    @Nullable
    String clusterId;
    long bodySize = ABSENT;

    private @Nullable CommonProperties common;
    private @Nullable MessageProperties built;

    MessageProperties build() {
        MessageProperties properties = built;
        if (properties == null) {
            properties = new MessageProperties(this, common());
            built = properties;
        }
        return properties;
    }

    private CommonProperties common() {
        CommonProperties properties = common;
        if (properties == null) {
            properties = new CommonProperties(contentType, contentEncoding, deliveryMode, priority, replyTo, expiration,
                    type, userId, appId, clusterId);
            common = properties;
        }
        return properties;
    }

    /** To be called after a change of a property, by its place in this class. */
    void changed(int property) {
        built = null;
        if ((OWN >> property & 1) == 0) {
            common = null;
        }
    }

    void clear() {
        built = null;
        common = null;
        contentType = null;
        contentEncoding = null;
        headers = Headers.NONE;
        deliveryMode = ABSENT;
        priority = ABSENT;
        correlationId = null;
        replyTo = null;
        expiration = ABSENT;
        messageId = null;
        timestamp = null;
        type = null;
        userId = null;
        appId = null;
        clusterId = null;
        bodySize = ABSENT;
    }
}
