package io.github.rabbitlambda.function.message;

import java.util.Arrays;

/**
 * The part of the event that is being read, and the position in it. Records are read in steps. A step that reaches the
 * window's end too early ends with {@link EndOfWindow}, the window moves on, and the step runs again from its start. So
 * a batch is decoded without a second copy of the event, and each step finds what it reads in one array.
 *
 * <h2>Example</h2> A window of 8 bytes over the event {@code [1234,5678]}, with a step for each number:
 *
 * <pre>
 * [1234,56   the step of 5678 ends with EndOfWindow at its third byte; it began at 5
 * 5678]      advance() moves the window to the step's start; the step runs again and succeeds
 * </pre>
 *
 * <h2>Invariants</h2>
 * <ol>
 * <li>{@link #bytes} is full, and its end is the window's end: the constructor and {@link #advance}.
 * <li>A position in it is valid until the step ends; {@link #generation} changes when positions do: {@link #advance}.
 * <li>A step that may run again changes nothing but {@link #at} before it has read everything, or overwrites what it
 * changed: each user of this class, {@link EventDecoder} above all.
 * <li>Repeated reading costs at most an eighth of a window, or the window at least doubles. So time and memory are
 * proportional to the event, whatever its records are like: {@link #advance}.
 * </ol>
 * Not thread-safe.
 */
final class JsonWindow {
    /** Large enough for many records, small enough for a processor's cache. */
    static final int SIZE = 128 * 1024;
    private static final int REPEATABLE = 8;

    private final EventBytes event;
    byte[] bytes;
    int at;
    /** The position in the event of the window's first byte. */
    private int offset;
    private int stepStart;
    private int generation;

    /** A window of {@code size} bytes to begin with. */
    JsonWindow(EventBytes event, int size) {
        this.event = event;
        bytes = new byte[Math.min(size, event.length())];
        event.read(0, bytes, 0);
    }

    /** The window ended before the step did. It has no stack trace, because it never leaves the decoder. */
    static final class EndOfWindow extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final EndOfWindow AT_UNKNOWN_LENGTH = new EndOfWindow(0);

        /** The position up to which the step needs bytes, or 0 if it doesn't know. */
        final int needed;

        EndOfWindow(int needed) {
            super(null, null, false, false);
            this.needed = needed;
        }
    }

    /** Starts a step here: what was read before is not read again. */
    void startStep() {
        stepStart = at;
    }

    void returnToStepStart() {
        at = stepStart;
    }

    /**
     * Moves the window so that it begins with the current step, and makes it larger if the step is long.
     *
     * @return whether the step is so long that it should first be skipped, to bring all of it into the window
     */
    boolean advance(EndOfWindow end) {
        int kept = bytes.length - stepStart;
        boolean grows = isLong(end.needed == 0 ? kept : at - stepStart);
        int wanted = Math.max(grows ? bytes.length * 2 : bytes.length, end.needed - stepStart);
        offset += stepStart;
        int size = Math.min(wanted, event.length() - offset);
        byte[] next = size == bytes.length ? bytes : new byte[size];
        System.arraycopy(bytes, stepStart, next, 0, kept);
        event.read(offset + kept, next, kept);
        bytes = next;
        at = 0;
        stepStart = 0;
        generation++;
        return grows && end.needed == 0;
    }

    private boolean isLong(int repeated) {
        return repeated > bytes.length / REPEATABLE;
    }

    private boolean isLast() {
        return offset + bytes.length == event.length();
    }

    /** Changes whenever positions become invalid. */
    int generation() {
        return generation;
    }

    /** The bytes from {@code start} to the current position. */
    RawJson since(int start) {
        return new RawJson(event, offset + start, offset + at);
    }

    /**
     * Brings the bytes up to {@code end} into the window.
     *
     * @return whether the event has so many
     */
    boolean bringIn(long end) {
        boolean exists = end <= event.length() - offset;
        if (exists && end > bytes.length) {
            throw new EndOfWindow((int) end);
        }
        return exists;
    }

    /** Ends the step if the event has bytes up to {@code end} and the window doesn't. */
    void requireIfPresent(int end) {
        if (end > bytes.length && !isLast()) {
            throw EndOfWindow.AT_UNKNOWN_LENGTH;
        }
    }

    byte byteAt(int index) {
        if (index >= bytes.length) {
            requireIfPresent(index + 1);
            throw new InvalidEventException("the event is not JSON: it ends after " + event.length()
                    + " bytes, in the middle of a value");
        }
        return bytes[index];
    }

    /** Skips these bytes if they come next. */
    boolean take(byte[] expected) {
        int end = at + expected.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    boolean takeByte(char expected) {
        if (at >= bytes.length || bytes[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    InvalidEventException unexpected(String expected, int index) {
        requireIfPresent(index + 1);
        return index >= bytes.length
                ? new InvalidEventException("the event is not JSON: expected " + expected + ", but it ends after "
                        + event.length() + " bytes")
                : new InvalidEventException("the event is not JSON: expected " + expected + " at byte "
                        + (offset + index) + " (came 0x" + Integer.toHexString(bytes[index] & 0xff) + ")");
    }
}
