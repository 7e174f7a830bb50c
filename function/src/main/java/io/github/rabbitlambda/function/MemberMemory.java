package io.github.rabbitlambda.function;

/**
 * Where the members of an object stood in the record before. Messages of one queue resemble each other: a member that
 * comes again byte for byte need not be read again.
 */
final class MemberMemory {
    private final int[] starts;
    private final int[] ends;

    MemberMemory(int size) {
        starts = new int[size];
        ends = new int[size];
    }

    /** Whether the member with this index comes again; then the cursor has passed it. */
    boolean repeats(JsonCursor json, int index) {
        return index < ends.length && ends[index] > 0 && json.takeMemberAgain(starts[index], ends[index]);
    }

    void remember(int index, int start, int end) {
        if (index < ends.length) {
            starts[index] = start;
            ends[index] = end;
        }
    }

    void forget(int index) {
        remember(index, 0, 0);
    }

    void forget() {
        for (int i = 0; i < ends.length; i++) {
            forget(i);
        }
    }
}
