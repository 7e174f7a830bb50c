package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The members of an object that are known, in the order in which Lambda writes them: the next one is guessed, and only a
 * wrong guess makes its name a String.
 */
final class MemberNames {
    static final int UNKNOWN = -1;

    private final List<String> names;
    private final byte[][] beginnings;

    MemberNames(String... names) {
        this.names = List.of(names);
        this.beginnings = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            beginnings[i] = ('"' + names[i] + "\":").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Reads a name and its colon; gives its index here, or {@link #UNKNOWN}. */
    int read(JsonCursor json, int guess) {
        if (guess < beginnings.length && json.take(beginnings[guess])) {
            return guess;
        }
        return names.indexOf(json.name());
    }

    String name(int index) {
        return names.get(index);
    }
}
