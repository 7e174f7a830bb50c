package io.github.rabbitlambda.function;

import java.util.Arrays;

/**
 * Where the members of an object stood when one like it was read last. Messages of one queue resemble each other: members
 * that come again byte for byte need not be read again.
 *
 * <p>
 * Invariants: (1) the first {@link #count} members of the object before stand one behind the other, with one byte between
 * them, from {@link #before} on for those that the object being read has yet to come to; (2) {@link #lengths} and
 * {@link #names} tell of the object being read up to the current member and of the object before from there on. An object
 * with spaces between its members would break the first: it isn't remembered.
 */
final class MemberMemory {
    private static final int NONE = -1;

    private final JsonCursor json;
    /** The length of each member, with the byte behind it. */
    private final int[] lengths;
    /** The length of each name, with its colon. */
    private final int[] names;
    private int count;
    private int before;
    private int endBefore;
    private int first;
    private int next;
    private boolean adjoining;
    /** The member that is known not to come again. */
    private int differing = NONE;
    /** How many of its bytes do. */
    private int alike;

    MemberMemory(JsonCursor json, int size) {
        this.json = json;
        lengths = new int[size];
        names = new int[size];
    }

    /** How many members come again as they stood from this place on. The bytes behind each have to be the same, too. */
    int repeated(int place) {
        if (place >= count || place == differing) {
            return 0;
        }
        byte[] bytes = json.bytes;
        int at = json.at;
        int length = Math.min(endBefore - before, bytes.length - at);
        int same = Arrays.mismatch(bytes, before, before + length, bytes, at, at + length);
        alike = same < 0 ? length : same;
        differing = place;
        while (differing < count && lengths[differing] <= alike) {
            alike -= lengths[differing++];
        }
        return differing - place;
    }

    /** Passes over the name of the member at this place, if {@link #repeated} has seen that it comes again. */
    boolean takeName(int place) {
        boolean again = place == differing && place < count && names[place] <= alike;
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
        int length = 0;
        for (int i = place; i < place + many; i++) {
            length += lengths[i];
        }
        before += length;
        append(place, json.at, length);
        json.at = next - 1;
    }

    /** Notes a member that was read. */
    void remember(int place, int start) {
        if (place < lengths.length) {
            before += lengths[place];
            lengths[place] = json.at + 1 - start;
            append(place, start, lengths[place]);
        }
    }

    private void append(int place, int start, int length) {
        if (place == 0) {
            first = start;
            adjoining = true;
        } else {
            adjoining &= start == next;
        }
        next = start + length;
    }

    /** Ends an object of so many members. */
    void complete(int members) {
        count = adjoining ? Math.min(members, lengths.length) : 0;
        before = first;
        endBefore = next;
        differing = NONE;
    }

    void forget() {
        complete(0);
    }
}
