package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The known members of an object, in the order in which Lambda writes them. The caller passes the index of the member
 * that it expects next; only another name becomes a String.
 */
final class MemberNames {
    static final int UNKNOWN = -1;

    private final List<String> names;
    /** Each name as it is written, with quotes and colon. */
    private final byte[][] prefixes;

    MemberNames(String... names) {
        this.names = List.of(names);
        this.prefixes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            prefixes[i] = ('"' + names[i] + "\":").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Reads a name and its colon. Returns the name's index, or {@link #UNKNOWN}. */
    int read(JsonCursor json, int expected) {
        if (expected < prefixes.length && json.window.take(prefixes[expected])) {
            return expected;
        }
        return names.indexOf(json.name());
    }
}
