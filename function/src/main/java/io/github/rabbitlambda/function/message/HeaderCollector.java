package io.github.rabbitlambda.function.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the headers of one message after the other. Messages whose headers have the same names share their table of
 * names. Not thread-safe.
 */
final class HeaderCollector {
    /** Different kinds of messages in a queue have different names, so more than one table is kept. */
    private static final int TABLES = 4;

    private String[] names = new String[16];
    private HeaderValue[] values = new HeaderValue[16];
    private final HeaderNames[] tables = new HeaderNames[TABLES];
    /** The index of the table that was used last. */
    private int latest;
    private int count;
    private boolean changed;

    HeaderCollector() {
        Arrays.fill(tables, HeaderNames.NONE);
    }

    void clear() {
        count = 0;
        changed = false;
    }

    /** Adds a header and returns its index. */
    int add(String name, HeaderValue value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        names[count] = name;
        values[count] = value;
        return count++;
    }

    /** Replaces the value of a header. */
    void set(int index, HeaderValue value) {
        values[index] = value;
        changed = true;
    }

    boolean hasChanged() {
        return changed;
    }

    /** Builds the headers. If several have the same name, the last one counts. */
    Headers build() {
        changed = false;
        if (count == 0) {
            return Headers.NONE;
        }
        for (int i = 0; i < TABLES; i++) {
            HeaderNames table = tables[latest + i & TABLES - 1];
            if (table.equal(names, count)) {
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
