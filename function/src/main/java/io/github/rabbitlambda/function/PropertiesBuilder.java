package io.github.rabbitlambda.function;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one message after the other; what is the same as for the message before is built once.
 */
final class PropertiesBuilder {
    static final int ABSENT = -1;
    private static final int ALL = (1 << 15) - 1;

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

    private int present;
    private @Nullable MessageProperties built;

    MessageProperties build() {
        MessageProperties properties = built;
        if (properties == null) {
            properties = new MessageProperties(this);
            built = properties;
        }
        return properties;
    }

    /** To be called after a change of any property. */
    void changed() {
        built = null;
    }

    void clear() {
        present = ALL;
        clearAllBut(0);
    }

    /**
     * Makes absent what the latest message has no member for.
     *
     * @param members
     *            a bit for each property that it has one for, in this class's order
     * @return whether there was anything to make absent
     */
    boolean clearAllBut(int members) {
        int gone = present & ~members;
        for (int property = 0; gone >> property != 0; property++) {
            if ((gone >> property & 1) != 0) {
                clear(property);
            }
        }
        present = members;
        return gone != 0;
    }

    private void clear(int property) {
        changed();
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
