package io.github.rabbitlambda.function.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one message after the other; what is the same as for the message before is built once.
 */
final class PropertiesBuilder {
    static final int ABSENT = -1;
    private static final int PROPERTIES = 15;
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
        clearAllBut(0);
    }

    /** Makes all absent but these: a bit for each, by its place in this class. */
    void clearAllBut(int kept) {
        for (int property = 0; property < PROPERTIES; property++) {
            if ((kept >> property & 1) == 0) {
                clear(property);
                changed(property);
            }
        }
    }

    private void clear(int property) {
        switch (property) {
            case 0 -> contentType = null;
            case 1 -> contentEncoding = null;
            case 2 -> headers = Headers.NONE;
            case 3 -> deliveryMode = ABSENT;
            case 4 -> priority = ABSENT;
            case 5 -> correlationId = null;
            case 6 -> replyTo = null;
            case 7 -> expiration = ABSENT;
            case 8 -> messageId = null;
            case 9 -> timestamp = null;
            case 10 -> type = null;
            case 11 -> userId = null;
            case 12 -> appId = null;
            case 13 -> clusterId = null;
            default -> bodySize = ABSENT;
        }
    }
}
