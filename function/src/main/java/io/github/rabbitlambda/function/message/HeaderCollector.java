package io.github.rabbitlambda.function.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the headers of one message after the other; messages with the same names share the table of them.
 */
final class HeaderCollector {
    /** Kinds of messages that take turns in a queue have a table each. */
    private static final int TABLES = 4;

    private String[] names = new String[16];
    private HeaderValue[] values = new HeaderValue[16];
    private final HeaderNames[] tables = new HeaderNames[TABLES];
    private int latest;
    private int count;
    private boolean changed;

    HeaderCollector() {
        Arrays.fill(tables, HeaderNames.NONE);
    }

    void begin() {
        count = 0;
        changed = false;
    }

    /** Adds a header; gives its place. */
    int add(String name, HeaderValue value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        names[count] = name;
        values[count] = value;
        return count++;
    }

    /** Changes a header's value. */
    void set(int place, HeaderValue value) {
        values[place] = value;
        changed = true;
    }

    boolean hasChanged() {
        return changed;
    }

    /** Of several headers with the same name the last counts. */
    Headers headers() {
        changed = false;
        if (count == 0) {
            return Headers.NONE;
        }
        for (int i = 0; i < TABLES; i++) {
            HeaderNames table = tables[latest + i & TABLES - 1];
            if (table.are(names, count)) {
                latest = latest + i & TABLES - 1;
                return new Headers(table, Arrays.copyOf(values, count));
            }
        }
        return withNewTable();
    }

    private Headers withNewTable() {
        Map<String, HeaderValue> byName = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            byName.put(names[i], values[i]);
        }
        Headers headers = Headers.of(byName);
        latest = latest - 1 & TABLES - 1;
        tables[latest] = headers.names();
        return headers;
    }
}
