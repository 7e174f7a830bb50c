package io.github.rabbitlambda.function.message;

/**
 * Where the values of a record stand, and what each is used for. Positions are relative: a value begins a gap behind
 * the end of the previous value. So one changed length leaves the rest of a layout as it is.
 */
final class RecordLayout {
    /** Records with more values are not remembered. */
    static final int CAPACITY = 64;

    /** The number of bytes before each value; the entry at {@link #count} is what follows the last value. */
    final int[] gaps = new int[CAPACITY + 1];
    final int[] lengths = new int[CAPACITY];
    final ValueUse[] uses = new ValueUse[CAPACITY];
    /** The index of each {@link ValueUse#HEADER} among the headers; meaningless for other uses. */
    final int[] headerIndexes = new int[CAPACITY];
    int count;

    boolean isFull() {
        return count == CAPACITY;
    }

    void add(int gap, int length, ValueUse use, int headerIndex) {
        gaps[count] = gap;
        lengths[count] = length;
        uses[count] = use;
        headerIndexes[count++] = headerIndex;
    }

    /** Copies the values of another layout from an index on, and what follows them. None of them is a header. */
    void copyFrom(RecordLayout other, int from) {
        count = 0;
        append(other, from);
    }

    /** Adds all values of another layout, and what follows them. None of them is a header. */
    void append(RecordLayout other) {
        append(other, 0);
    }

    private void append(RecordLayout other, int from) {
        int added = other.count - from;
        System.arraycopy(other.gaps, from, gaps, count, added + 1);
        System.arraycopy(other.lengths, from, lengths, count, added);
        System.arraycopy(other.uses, from, uses, count, added);
        count += added;
    }

    /** The number of bytes from the start of the first value to the end of what follows the last one. */
    int length() {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += lengths[i] + gaps[i + 1];
        }
        return length;
    }

    /** The unique uses of the values, as bits. */
    int uniqueUses() {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found |= uses[i].isUnique() ? uses[i].bit() : 0;
        }
        return found;
    }
}
