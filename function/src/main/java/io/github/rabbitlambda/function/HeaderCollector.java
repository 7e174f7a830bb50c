package io.github.rabbitlambda.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the headers of one message after the other; messages with the same names share the table of them.
 */
final class HeaderCollector {
    private String[] names = new String[16];
    private HeaderValue[] values = new HeaderValue[16];
    private HeaderNames table = HeaderNames.NONE;
    private int count;
    private boolean sameNames;
    private boolean changed;

    void begin() {
        count = 0;
        sameNames = true;
        changed = false;
    }

    /** Adds a header; gives its place. */
    int add(String name, HeaderValue value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        sameNames &= count < table.size() && name.equals(table.name(count));
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
        return sameNames && count == table.size() ? new Headers(table, Arrays.copyOf(values, count)) : withNewTable();
    }

    private Headers withNewTable() {
        Map<String, HeaderValue> byName = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            byName.put(names[i], values[i]);
        }
        Headers headers = Headers.of(byName);
        table = headers.names();
        sameNames = true;
        return headers;
    }
}
