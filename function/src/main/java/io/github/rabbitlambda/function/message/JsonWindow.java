package io.github.rabbitlambda.function.message;

/**
 * The part of the event that is being read. It moves on between two steps; a step that finds its end is done again, from
 * its start, with more of the event in the window. So a batch is decoded without a second copy of it, and each step finds
 * what it reads in one array.
 *
 * <p>
 * Invariants: (1) {@link #bytes} is full: its end is the window's; (2) places in it hold until the step's end, and
 * {@link #moved} tells whether any have changed; (3) what a step did to anything else than {@link #at} is done again with
 * it; (4) what is done again is at most an eighth of a window, or the window grows to twice its size or more: reading
 * takes time and memory in proportion to the event, whatever its records are like.
 */
abstract sealed class JsonWindow permits JsonStrings {
    /** Large enough for many records, small enough for a processor's cache. */
    static final int SIZE = 128 * 1024;
    private static final int REPEATABLE = 8;

    private final EventBytes event;
    byte[] bytes;
    int at;
    private int offset;
    private int begun;
    private int moved;

    JsonWindow(EventBytes event, int size) {
        this.event = event;
        bytes = new byte[Math.min(size, event.length())];
        event.read(0, bytes, 0);
    }

    /** A step found that the window ends too early. Without a stack trace: it never leaves the decoder. */
    static final class EndOfWindow extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final EndOfWindow UNFORESEEN = new EndOfWindow(0);

        /** Where the step would go on, or 0. */
        final int foreseen;

        EndOfWindow(int foreseen) {
            super(null, null, false, false);
            this.foreseen = foreseen;
        }
    }

    /** What was done up to here is not to be done again. */
    final void begun() {
        begun = at;
    }

    /** Goes back to where that is. */
    final void back() {
        at = begun;
    }

    /**
     * Moves the window on, for a step that found its end to be done again.
     *
     * @return whether much of it would be done in vain if the window ended too early again
     */
    final boolean moveOn(EndOfWindow end) {
        int kept = bytes.length - begun;
        boolean grows = isLong(end.foreseen == 0 ? kept : at - begun);
        int wanted = Math.max(grows ? bytes.length * 2 : bytes.length, end.foreseen - begun);
        offset += begun;
        int size = Math.min(wanted, event.length() - offset);
        byte[] next = size == bytes.length ? bytes : new byte[size];
        System.arraycopy(bytes, begun, next, 0, kept);
        event.read(offset + kept, next, kept);
        bytes = next;
        at = 0;
        begun = 0;
        moved++;
        return grows && end.foreseen == 0;
    }

    private boolean isLong(int repeated) {
        return repeated > bytes.length / REPEATABLE;
    }

    private boolean isLast() {
        return offset + bytes.length == event.length();
    }

    /** Changes when places in the window do. */
    final int moved() {
        return moved;
    }

    /** What stands in the window from {@code start} to here. */
    final RawJson since(int start) {
        return new RawJson(event, offset + start, offset + at);
    }

    /**
     * Brings the bytes up to {@code end} into the window.
     *
     * @return whether the event has so many
     */
    final boolean foresee(long end) {
        boolean exists = end <= event.length() - offset;
        if (exists && end > bytes.length) {
            throw new EndOfWindow((int) end);
        }
        return exists;
    }

    /** Begins the step anew if the event has bytes up to {@code end} and the window doesn't. */
    final void want(int end) {
        if (end > bytes.length && !isLast()) {
            throw EndOfWindow.UNFORESEEN;
        }
    }

    final byte byteAt(int index) {
        if (index >= bytes.length) {
            want(index + 1);
            throw new InvalidEventException("the event is not JSON: it ends after " + event.length()
                    + " bytes, in the middle of a value");
        }
        return bytes[index];
    }

    final InvalidEventException unexpected(String expected, int index) {
        want(index + 1);
        return index >= bytes.length
                ? new InvalidEventException("the event is not JSON: expected " + expected + ", but it ends after "
                        + event.length() + " bytes")
                : new InvalidEventException("the event is not JSON: expected " + expected + " at byte "
                        + (offset + index) + " (came 0x" + Integer.toHexString(bytes[index] & 0xff) + ")");
    }
}
