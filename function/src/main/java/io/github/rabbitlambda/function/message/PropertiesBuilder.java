package io.github.rabbitlambda.function.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one message after the other. Messages in a row share what is equal: the whole
 * {@link MessageProperties}, or their {@link CommonProperties}. Not thread-safe.
 */
final class PropertiesBuilder {
    static final int ABSENT = -1;
    /**
     * The properties that differ between messages as a rule, as bits: they are not part of the {@link
     * CommonProperties}.
     */
    private static final int NOT_COMMON = ValueUse.HEADERS.bit() | ValueUse.CORRELATION_ID.bit()
            | ValueUse.MESSAGE_ID.bit() | ValueUse.TIMESTAMP.bit() | ValueUse.BODY_SIZE.bit();

    /** By the ordinal of the use; null for an absent text and for a property that is no text. */
    private final @Nullable String[] texts = new String[ValueUse.PROPERTIES.length];
    /** By the ordinal of the use; {@link #ABSENT} for an absent number and for a property that is no number. */
    private final long[] numbers = new long[ValueUse.PROPERTIES.length];
    private Headers headers = Headers.NONE;
    private @Nullable Instant timestamp;
    /** The properties whose values could not be read, as bits; they are absent. */
    private int unreadable;
    /** By the ordinal of the use. */
    private final @Nullable RawJson[] unreadableValues = new RawJson[ValueUse.PROPERTIES.length];

    private @Nullable CommonProperties common;
    private @Nullable MessageProperties built;

    PropertiesBuilder() {
        Arrays.fill(numbers, ABSENT);
    }

    void set(ValueUse property, @Nullable String text) {
        texts[property.ordinal()] = text;
        changed(property);
    }

    void set(ValueUse property, long number) {
        numbers[property.ordinal()] = number;
        changed(property);
    }

    void setHeaders(Headers value) {
        headers = value;
        changed(ValueUse.HEADERS);
    }

    void setTimestamp(@Nullable Instant value) {
        timestamp = value;
        changed(ValueUse.TIMESTAMP);
    }

    @Nullable
    String text(ValueUse property) {
        return texts[property.ordinal()];
    }

    long number(ValueUse property) {
        return numbers[property.ordinal()];
    }

    Headers headers() {
        return headers;
    }

    @Nullable
    Instant timestamp() {
        return timestamp;
    }

    /** Makes a property absent whose value can't be read. */
    void setUnreadable(ValueUse property, RawJson value) {
        clear(property);
        unreadable |= property.bit();
        unreadableValues[property.ordinal()] = value;
    }

    /** The values that could not be read, by the names of their properties. */
    Map<String, RawJson> unreadable() {
        if (unreadable == 0) {
            return Map.of();
        }
        Map<String, RawJson> byName = new LinkedHashMap<>();
        for (ValueUse property : ValueUse.PROPERTIES) {
            if (property.isIn(unreadable)) {
                byName.put(property.member(), Objects.requireNonNull(unreadableValues[property.ordinal()]));
            }
        }
        return byName;
    }

    private void changed(ValueUse property) {
        built = null;
        unreadable &= ~property.bit();
        if (!property.isIn(NOT_COMMON)) {
            common = null;
        }
    }

    void clear() {
        clearAllBut(0);
    }

    /** Makes all properties absent but those in the set, given as bits. */
    void clearAllBut(int kept) {
        for (ValueUse property : ValueUse.PROPERTIES) {
            if (!property.isIn(kept)) {
                clear(property);
            }
        }
    }

    private void clear(ValueUse property) {
        texts[property.ordinal()] = null;
        numbers[property.ordinal()] = ABSENT;
        if (property == ValueUse.HEADERS) {
            headers = Headers.NONE;
        } else if (property == ValueUse.TIMESTAMP) {
            timestamp = null;
        }
        changed(property);
    }

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
            properties = new CommonProperties(this);
            common = properties;
        }
        return properties;
    }
}
