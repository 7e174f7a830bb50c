package io.github.rabbitlambda.function;

import java.util.Arrays;

/**
 * Where the members of an object stood when one like it was read last. Messages of one queue resemble each other: members
 * that come again byte for byte need not be read again.
 *
 * <p>
 * While an object is read, the places up to the current member tell of it and those behind of the object before; the
 * first {@link #count} of that one are known.
 */
final class MemberMemory {
    private final JsonCursor json;
    private final int[] starts;
    private final int[] ends;
    private int count;

    MemberMemory(JsonCursor json, int size) {
        this.json = json;
        starts = new int[size];
        ends = new int[size];
    }

    /** How many members come again as they stood from this place on. The bytes behind each have to be the same, too. */
    int repeated(int place) {
        if (place >= count) {
            return 0;
        }
        byte[] bytes = json.bytes;
        int start = starts[place];
        int length = Math.min(ends[count - 1] + 1 - start, bytes.length - json.at);
        int same = Arrays.mismatch(bytes, start, start + length, bytes, json.at, json.at + length);
        int end = start + (same < 0 ? length : same);
        int next = place;
        while (next < count && ends[next] < end) {
            next++;
        }
        return next - place;
    }

    /** Passes over so many members that come again. */
    void take(int place, int many) {
        int moved = json.at - starts[place];
        for (int i = place; i < place + many; i++) {
            starts[i] += moved;
            ends[i] += moved;
        }
        json.at = ends[place + many - 1];
    }

    /** Whether the next bytes are those with which the member at this place began. */
    boolean takeBeginning(int place, int length) {
        return place < count && length > 0 && json.takeAgain(starts[place], starts[place] + length);
    }

    /** Notes a member that was read. */
    void remember(int place, int start) {
        if (place < ends.length) {
            starts[place] = start;
            ends[place] = json.at;
        }
    }

    /** Ends an object of so many members. */
    void complete(int members) {
        count = Math.min(members, ends.length);
    }

    void forget() {
        count = 0;
    }
}
