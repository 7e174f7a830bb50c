package io.github.rabbitlambda.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the headers of one message after the other, sharing what is the same as in the message before: names, whole
 * headers, and the table of names.
 *
 * <p>
 * Invariant: the arrays tell of the headers read last as {@link MemberMemory} does; {@link #table} has the names of the
 * last message that had any, if {@link #tableSize} is their number.
 */
final class HeaderMemory {
    /** Headers beyond these many are read afresh in each message. */
    private static final int REMEMBERED = 32;
    private static final int NO_TABLE = -1;

    private final JsonCursor json;
    private final MemberMemory members;
    private String[] names = new String[REMEMBERED];
    private HeaderValue[] values = new HeaderValue[REMEMBERED];
    private HeaderNames table = HeaderNames.NONE;
    private int tableSize = NO_TABLE;
    private boolean sameNames;
    private int count;
    private int start;

    HeaderMemory(JsonCursor json) {
        this.json = json;
        this.members = new MemberMemory(json, REMEMBERED);
    }

    void begin() {
        count = 0;
        sameNames = true;
    }

    /** Takes headers that come as in the message before, if any do. */
    boolean takeHeaders() {
        int repeated = members.repeated(count);
        if (repeated > 0) {
            members.take(count, repeated);
            count += repeated;
        }
        return repeated > 0;
    }

    /** Reads a name, which {@link #value} is to follow. */
    void name() {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        start = json.at;
        if (!members.takeName(count)) {
            names[count] = json.name();
            sameNames = false;
            members.named(count, start);
        }
    }

    void value(HeaderValue value) {
        values[count] = value;
        members.remember(count, start);
        count++;
    }

    Headers headers() {
        members.complete(count);
        if (count == 0) {
            return Headers.NONE;
        }
        return sameNames && count == tableSize ? new Headers(table, Arrays.copyOf(values, count)) : withNewTable();
    }

    /** Of several headers with the same name the last counts; such a message's table isn't kept. */
    private Headers withNewTable() {
        Map<String, HeaderValue> byName = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            byName.put(names[i], values[i]);
        }
        Headers headers = Headers.of(byName);
        table = headers.names();
        tableSize = headers.size() == count ? count : NO_TABLE;
        return headers;
    }

    /** To be called when a message breaks off. */
    void forget() {
        members.forget();
        tableSize = NO_TABLE;
    }
}
