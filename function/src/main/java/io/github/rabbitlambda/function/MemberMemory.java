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
    private static final int NONE = -1;

    private final JsonCursor json;
    private final int[] starts;
    private final int[] ends;
    /** The length of each name, with its colon. */
    private final int[] names;
    private int count;
    /** Up to here the object before is known to come again. */
    private int alike;
    /** The member that is known not to. */
    private int differing = NONE;

    MemberMemory(JsonCursor json, int size) {
        this.json = json;
        starts = new int[size];
        ends = new int[size];
        names = new int[size];
    }

    /** How many members come again as they stood from this place on. The bytes behind each have to be the same, too. */
    int repeated(int place) {
        if (place >= count || place == differing) {
            return 0;
        }
        byte[] bytes = json.bytes;
        int start = starts[place];
        int length = Math.min(ends[count - 1] + 1 - start, bytes.length - json.at);
        int same = Arrays.mismatch(bytes, start, start + length, bytes, json.at, json.at + length);
        alike = start + (same < 0 ? length : same);
        differing = place;
        while (differing < count && ends[differing] < alike) {
            differing++;
        }
        return differing - place;
    }

    /** Passes over the name of the member at this place, if {@link #repeated} has seen that it comes again. */
    boolean takeName(int place) {
        boolean again = place < count && place == differing && starts[place] + names[place] <= alike;
        if (again) {
            json.at += names[place];
        }
        return again;
    }

    /** Notes that a name was read, with its colon. */
    void named(int place, int start) {
        if (place < names.length) {
            names[place] = json.at - start;
        }
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
        differing = NONE;
    }

    void forget() {
        complete(0);
    }
}
