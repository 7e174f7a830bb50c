package io.github.rabbitlambda.function;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the headers of one message after the other, sharing what is the same as in the message before: names, whole
 * headers, and the table of names.
 *
 * <p>
 * Invariant: place i of the arrays tells of the i-th header read last, in whichever record that was; each is right by
 * itself. {@link #table} is right for the first {@link #tableSize} names, unless {@link #sameNames} is false; what a
 * message that broke off has changed makes it false for the next one.
 */
final class HeaderMemory {
    private final JsonCursor json;
    private int[] starts = new int[16];
    private int[] nameEnds = new int[16];
    private int[] ends = new int[16];
    private String[] names = new String[16];
    private HeaderValue[] values = new HeaderValue[16];
    private HeaderNames table = HeaderNames.NONE;
    private int tableSize;
    private boolean sameNames;
    private boolean complete = true;
    private int count;

    HeaderMemory(JsonCursor json) {
        this.json = json;
    }

    void begin() {
        count = 0;
        sameNames = complete;
        complete = false;
    }

    /** Takes a header that comes as in the message before. */
    boolean takeHeader() {
        if (count == names.length) {
            grow();
        }
        boolean again = ends[count] > 0 && json.takeMemberAgain(starts[count], ends[count]);
        count += again ? 1 : 0;
        return again;
    }

    /** Reads a name that {@link #value} is to follow. */
    void name() {
        int start = json.at;
        if (ends[count] == 0 || !json.takeAgain(starts[count], nameEnds[count])) {
            names[count] = json.name();
            sameNames = false;
        }
        ends[count] = 0;
        starts[count] = start;
        nameEnds[count] = json.at;
    }

    void value(HeaderValue value) {
        values[count] = value;
        ends[count++] = json.at;
    }

    Headers headers() {
        complete = true;
        if (count == 0) {
            return Headers.NONE;
        }
        if (!sameNames || count != tableSize) {
            return withNewTable();
        }
        return new Headers(table, Arrays.copyOf(values, count));
    }

    /** Of several headers with the same name the last counts; such a message's table isn't kept. */
    private Headers withNewTable() {
        Map<String, HeaderValue> byName = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            byName.put(names[i], values[i]);
        }
        Headers headers = Headers.of(byName);
        table = headers.names();
        tableSize = headers.size() == count ? count : -1;
        return headers;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, count * 2);
        nameEnds = Arrays.copyOf(nameEnds, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
        names = Arrays.copyOf(names, count * 2);
        values = Arrays.copyOf(values, count * 2);
    }
}
