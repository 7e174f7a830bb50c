package io.github.rabbitlambda.function.message;

import java.time.Instant;

/**
 * Reads {@code basicProperties}: all of them, or single values of a record that otherwise equals the previous one. The
 * values stay here between records, because a value that is equal is not read again. Not thread-safe.
 */
final class PropertiesDecoder {
    private static final MemberNames NAMES = new MemberNames(ValueUse.propertyNames());
    private static final int OCTET = 255;

    private final JsonCursor json;
    private final RecordMemory memory;
    private final HeadersDecoder headers;
    private final PropertiesBuilder values = new PropertiesBuilder();
    /** While properties are read from the start: those that the record has, as bits. */
    private int present;
    /** The index of the name that is expected next. */
    private int expected;

    PropertiesDecoder(JsonCursor json, RecordMemory memory) {
        this.json = json;
        this.memory = memory;
        this.headers = new HeadersDecoder(json, memory);
    }

    /** Makes all properties absent. */
    void clear() {
        values.clear();
        headers.clear();
    }

    MessageProperties build() {
        return values.build();
    }

    long bodySize() {
        return values.number(ValueUse.BODY_SIZE);
    }

    /**
     * Reads the properties from their start, up to the end of the headers.
     *
     * @return whether all properties have been read: there are none behind the headers, or no headers
     */
    boolean readToHeadersEnd() {
        present = 0;
        expected = 0;
        headers.clear();
        if (json.peek() != '{' && json.takeNull()) {
            clear();
            return true;
        }
        json.require('{', "basicProperties must be an object");
        return readMembers(json.beginObject());
    }

    /** Reads the properties behind the headers. */
    void readBehindHeaders() {
        boolean isComplete = false;
        while (!isComplete) {
            isComplete = readMembers(json.nextMember());
        }
    }

    /** Reads members up to the end or up to and including headers; returns whether it was the end. */
    private boolean readMembers(boolean hasFirst) {
        for (boolean more = hasFirst; more; more = json.nextMember()) {
            int index = NAMES.read(json, expected);
            if (index == MemberNames.UNKNOWN) {
                skipUnknown();
                continue;
            }
            expected = index + 1;
            readMember(ValueUse.PROPERTIES[index]);
            if (index == ValueUse.HEADERS.ordinal()) {
                memory.headersRead();
                return false;
            }
        }
        values.clearAllBut(present);
        return true;
    }

    private void skipUnknown() {
        int start = json.window.at;
        json.skip();
        memory.record(ValueUse.UNUSED, start);
    }

    private void readMember(ValueUse property) {
        int start = json.window.at;
        readValue(property);
        present |= property.bit();
        if (property != ValueUse.HEADERS || values.headers().isEmpty()) {
            memory.record(property, start);
        } else {
            memory.claim(ValueUse.HEADERS); // each header has been recorded by itself
        }
    }

    /** Ends properties whose part behind the headers equals the previous record's; that part has these, as bits. */
    void keepBehindHeaders(int properties) {
        values.clearAllBut(present | properties);
    }

    void readHeader(int index) {
        headers.readAgain(index);
    }

    /** To be called when a record is complete of which only some values were read. */
    void applyChangedHeaders() {
        if (headers.hasChanged()) {
            values.setHeaders(headers.build());
        }
    }

    /**
     * Reads the value of a property. Uses that are no property are not expected here. A value that can't be read is
     * skipped, and its property is absent; but headers that can't be read make the record undecodable.
     */
    void readValue(ValueUse property) {
        int start = json.window.at;
        boolean isReadable = switch (property) {
            case HEADERS -> readHeaders();
            case DELIVERY_MODE, PRIORITY -> readNumber(property, OCTET);
            case BODY_SIZE -> readNumber(property, Long.MAX_VALUE);
            case EXPIRATION -> readExpiration();
            case TIMESTAMP -> readTimestamp();
            default -> readText(property);
        };
        if (!isReadable) {
            json.window.at = start;
            values.setUnreadable(property, json.skip());
        }
    }

    private boolean readHeaders() {
        values.setHeaders(headers.read());
        return true;
    }

    private boolean readText(ValueUse property) {
        if (json.peek() == '"') {
            values.set(property, json.strings.read());
            return true;
        }
        values.set(property, null);
        return json.takeNull();
    }

    private boolean readNumber(ValueUse property, long most) {
        if (json.takeNull()) {
            values.set(property, PropertiesBuilder.ABSENT);
            return true;
        }
        long number = json.numbers.readWholeNumber();
        return setNumber(property, number <= most ? number : JsonNumbers.NO_WHOLE_NUMBER);
    }

    private boolean readExpiration() {
        return json.peek() == '"'
                ? setNumber(ValueUse.EXPIRATION, Expiration.millis(json.strings.read()))
                : readNumber(ValueUse.EXPIRATION, Long.MAX_VALUE);
    }

    private boolean setNumber(ValueUse property, long number) {
        values.set(property, number);
        return number >= 0;
    }

    private boolean readTimestamp() {
        if (json.peek() != '"') {
            values.setTimestamp(null);
            return json.takeNull();
        }
        Instant instant = EventDate.parse(json.strings.read());
        values.setTimestamp(instant);
        return instant != null;
    }
}
