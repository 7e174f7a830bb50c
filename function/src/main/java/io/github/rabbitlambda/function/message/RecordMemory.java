package io.github.rabbitlambda.function.message;

import java.util.Arrays;

/**
 * Where the values stood in the record before. Records of one queue resemble each other: what lies between the values
 * mostly comes again byte for byte, and so do most values. Those need not be read again.
 *
 * <p>
 * Invariants: (1) a record that is remembered was read in whole, and its values are those that the decoders hold;
 * (2) {@link #before} is where the part of it stands in the window that the record being read has yet to come to, up to
 * {@link #end}; (3) no value has the same use as another one, so that they can be taken one by one.
 */
final class RecordMemory {
    /** Uses below are the properties', in their order; those from here on are the headers', in theirs. */
    static final int HEADER = 32;
    static final int REDELIVERED = 15;
    static final int DATA = 16;
    /** None: the value is passed over. */
    static final int NO_USE = 31;
    /** What {@link #next} gives at the record's end. */
    static final int END = -1;
    /** What it gives when the record is another one between its values. */
    static final int ANOTHER = -2;

    /** Records with more values are read afresh. */
    private static final int MOST = 64;
    /** Of one record's part of the arrays; the other part is for {@link #rest}. */
    private static final int SIZE = MOST + 1;
    private static final int NONE = -1;

    private final JsonCursor json;
    /** What lies before each value, and behind the last. */
    private final int[] gaps = new int[2 * SIZE];
    private final int[] lengths = new int[2 * SIZE];
    private final int[] uses = new int[2 * SIZE];
    private int count;
    /** Whether there is a record before that is remembered. */
    private boolean known;
    private int before;
    private int end;
    /** The next of its values. */
    private int place;
    /** Whether the record that is read afresh can be remembered so far. */
    private boolean noting;
    /** Where its latest value ends. */
    private int noted;
    /** A bit for each use that it has a value for. */
    private int used;
    /** The first value behind the headers, where they end, and what lies between. */
    private int behind = NONE;
    private int headersEnd;
    private int behindGap;
    /** How many values the record before has behind its headers, if the record being read afresh may have the same. */
    private int rest = NONE;
    private int restBefore;
    private int restGap;
    private int restUses;

    RecordMemory(JsonCursor json) {
        this.json = json;
    }

    void forget() {
        known = false;
        noting = false;
        rest = NONE;
    }

    /** Passes over what comes again, to the next value that doesn't; gives its use. {@link #read} is to follow. */
    int next() {
        if (!known) {
            return ANOTHER;
        }
        byte[] bytes = json.bytes;
        int at = json.at;
        int old = before;
        int length = Math.min(end - old, bytes.length - at);
        int same = Arrays.mismatch(bytes, old, old + length, bytes, at, at + length);
        int stop = at + (same < 0 ? length : same);
        int value = place;
        int start = at + gaps[value];
        while (value < count && start + lengths[value] < stop) { // the byte behind has to be the same, too
            start += lengths[value++];
            start += gaps[value];
        }
        place = value;
        if (start > stop) {
            return ANOTHER;
        }
        before = old + start - at;
        json.at = start;
        return value == count ? END : uses[value];
    }

    /** To be called when the value has been read. */
    void read(int start) {
        before += lengths[place];
        lengths[place++] = json.at - start;
    }

    /** Ends a record that began there and of which all came again but the values that were read. */
    void again(int start) {
        place = 0;
        before = start;
        end = json.at;
    }

    /** Begins a record that is read afresh. */
    void begin(int start) {
        if (known && place <= behind) {
            keepRest();
        } else {
            rest = NONE;
        }
        known = false;
        noting = true;
        count = 0;
        used = 0;
        noted = start;
        behind = NONE;
    }

    private void keepRest() {
        rest = count - behind;
        restGap = behindGap;
        restBefore = end - behindGap;
        restUses = 0;
        for (int i = behind; i < count; i++) {
            restBefore -= lengths[i] + gaps[i + 1];
            restUses |= uses[i] == NO_USE ? 0 : 1 << uses[i];
        }
        copy(behind, SIZE);
    }

    private void copy(int from, int to) {
        System.arraycopy(gaps, from, gaps, to, rest + 1);
        System.arraycopy(lengths, from, lengths, to, rest);
        System.arraycopy(uses, from, uses, to, rest);
    }

    /** Notes that the headers have been read, and their values noted. */
    void headersEnd() {
        behind = count;
        headersEnd = json.at;
    }

    /** Whether what is behind the headers may come again; then {@link #next} tells, from here on. */
    boolean resume() {
        if (!noting || rest == NONE || count + rest > MOST || (used & restUses) != 0) {
            return false;
        }
        copy(SIZE, count);
        gaps[count] = restGap;
        behindGap = restGap;
        before = restBefore;
        place = count;
        count += rest;
        known = true;
        return true;
    }

    /** It doesn't: the record is read on afresh. */
    void giveUp() {
        known = false;
        count = behind;
    }

    /** It does, to the end of the record that began there. Gives the uses of its values. */
    int resumed(int start) {
        gaps[behind] += headersEnd - noted;
        used |= restUses;
        noting = false;
        again(start);
        return restUses;
    }

    /** Whether a record that is read afresh has a value of this use. */
    boolean has(int use) {
        return (used >> use & 1) != 0;
    }

    /** Notes a value that was read, of a record that is read afresh. */
    void note(int use, int start) {
        if (use < NO_USE) {
            claim(use);
        }
        noting &= count < MOST;
        if (!noting) {
            return;
        }
        if (count == behind) {
            behindGap = start - headersEnd;
        }
        gaps[count] = start - noted;
        lengths[count] = json.at - start;
        uses[count++] = use;
        noted = json.at;
    }

    /** Notes that something has this use; a record with two values of the same use isn't remembered. */
    void claim(int use) {
        noting &= (used >> use & 1) == 0;
        used |= 1 << use;
    }

    /** Ends a record that was read afresh. */
    void complete(int start) {
        if (noting) {
            if (count == behind) {
                behindGap = json.at - headersEnd;
            }
            gaps[count] = json.at - noted;
            known = true;
            noting = false;
            again(start);
        }
    }
}
