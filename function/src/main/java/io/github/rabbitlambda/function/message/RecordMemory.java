package io.github.rabbitlambda.function.message;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers where the values of the previous record stand, so that equal values need not be read again. Records of one
 * queue resemble each other: names, nulls and most values are the same bytes.
 *
 * <h2>Example</h2> The previous record and the current one, shortened:
 *
 * <pre>
 * {"basicProperties":{"priority":1,"appId":"shop"},"data":"YQ=="}
 * {"basicProperties":{"priority":12,"appId":"shop"},"data":"Yg=="}
 *                                 ^ first difference
 * </pre>
 *
 * The layout of the previous record is:
 *
 * <pre>
 * value      gap before             length  use
 * 1          {"basicProperties":{"priority":   1       PRIORITY
 * "shop"     ,"appId":              6       APP_ID
 * "YQ=="     },"data":              6       DATA
 *            }
 * </pre>
 *
 * {@link #skipEqualBytes} compares both records up to the first difference, the byte behind {@code 1}. The gap before
 * {@code priority} is equal and the value is not certain to be, so the cursor stops there and {@link #use} is PRIORITY.
 * The decoder reads {@code 12} and {@link #valueRead} stores its length, 2. The next call compares from {@code
 * ,"appId"} on, skips {@code "shop"} unread, because all its bytes are equal, and stops at {@code "Yg=="}. After that
 * value the rest, {@code }}, is equal, so the record is complete: two of three values were read.
 *
 * <h2>A record that differs between its values</h2> For example it has another header. Then it is read from its start,
 * and a new layout is recorded. Such records mostly differ in their headers only, so the part behind the headers is
 * kept as {@link #tail}. When the headers have been read, {@link #resumeBehindHeaders} continues with the comparison
 * from there.
 *
 * <h2>Invariants</h2>
 * <ol>
 * <li>A value is skipped only if all bytes from the record's start (or the headers' end) up to its end are equal or
 * were read: {@link #skipEqualBytes}.
 * <li>A remembered record was decoded completely, and the decoders still hold its values: {@link #forget}, which
 * {@link RecordDecoder} calls for an unreadable record and for repeated properties.
 * <li>Positions are valid for the current content of the window: RecordDecoder calls {@link #forget} when the window
 * has moved.
 * <li>No two values of a remembered record have the same unique use, so that one can be read without the others:
 * {@link #claim}, and {@link #resumeBehindHeaders} for a tail.
 * </ol>
 * Not thread-safe.
 */
final class RecordMemory {
    private static final int NONE = -1;

    private final JsonWindow window;

    /** The previous record; while a record is read from its start, that record as far as it has been recorded. */
    private final RecordLayout layout = new RecordLayout();
    private boolean isRemembered;
    /** Whether the comparison ended because the records differ between their values. */
    private boolean differs;
    /** The index of the next value to compare. */
    private int nextValue;
    /** The position in the previous record that corresponds to the window's position in the current one. */
    private int previousAt;
    private int previousEnd;

    /** Whether the record that is read from its start can be remembered, as far as is known. */
    private boolean isRecording;
    /** Where the value that was recorded last ends. */
    private int recordedTo;
    /** The unique uses of the values that the record has, as bits. */
    private int uses;

    /** The index of the first value behind the headers; {@link #NONE} for a record without headers. */
    private int behindHeaders = NONE;
    private int headersEnd;
    /** The number of bytes from the headers' end to the next value, or to the record's end if there is none. */
    private int gapBehindHeaders;

    /**
     * The previous record behind its headers, while the current one is read from its start. Many queues never need it.
     */
    private @Nullable RecordLayout tail;
    private boolean hasTail;
    /** Where the headers of the previous record end. */
    private int tailStart;
    private int tailUses;

    RecordMemory(JsonWindow window) {
        this.window = window;
    }

    void forget() {
        isRemembered = false;
        isRecording = false;
        hasTail = false;
    }

    // -- comparing with the previous record

    /**
     * Skips bytes that are equal in the previous record, up to a value that may differ.
     *
     * @return whether it stopped at such a value, which has to be read and then reported to {@link #valueRead}; false
     * when the record is complete or differs between its values, see {@link #isComplete}
     */
    boolean skipEqualBytes() {
        differs = !isRemembered;
        if (differs) {
            return false;
        }
        byte[] bytes = window.bytes;
        int at = window.at;
        int length = Math.min(previousEnd - previousAt, bytes.length - at);
        int equal = Arrays.mismatch(bytes, previousAt, previousAt + length, bytes, at, at + length);
        int difference = at + (equal < 0 ? length : equal);
        int value = nextValue;
        int start = at + layout.gaps[value];
        // For speed only: "<" and not "<=". A value that ends at the difference may continue there ("1" and "12"). With "<="
        // the gap behind it would differ, and the whole record would be read again.
        while (value < layout.count && start + layout.lengths[value] < difference) {
            start += layout.lengths[value++];
            start += layout.gaps[value];
        }
        nextValue = value;
        differs = start > difference;
        if (differs) {
            return false;
        }
        previousAt += start - at;
        window.at = start;
        return value < layout.count;
    }

    /** The use of the value at which {@link #skipEqualBytes} stopped. */
    ValueUse use() {
        return layout.uses[nextValue];
    }

    int headerIndex() {
        return layout.headerIndexes[nextValue];
    }

    /** Stores the new length of the value that began at {@code start} and ends at the window's position. */
    void valueRead(int start) {
        previousAt += layout.lengths[nextValue];
        layout.lengths[nextValue++] = window.at - start;
    }

    /** Whether the comparison reached the record's end: every value was skipped or read. */
    boolean isComplete() {
        return !differs;
    }

    /** Makes the record that began at {@code start} and ends at the window's position the previous one. */
    void remember(int start) {
        nextValue = 0;
        previousAt = start;
        previousEnd = window.at;
    }

    // -- recording a record that is read from its start

    void startRecording(int start) {
        hasTail = isRemembered && nextValue <= behindHeaders;
        if (hasTail) {
            keepTail();
        }
        isRemembered = false;
        isRecording = true;
        layout.count = 0;
        uses = 0;
        recordedTo = start;
        behindHeaders = NONE;
    }

    private void keepTail() {
        RecordLayout kept = tail == null ? new RecordLayout() : tail;
        kept.copyFrom(layout, behindHeaders);
        kept.gaps[0] = gapBehindHeaders;
        tailStart = previousEnd - gapBehindHeaders - kept.length();
        tailUses = kept.uniqueUses();
        tail = kept;
    }

    /** Records the value that began at {@code start} and ends at the window's position. */
    void record(ValueUse use, int start) {
        record(use, 0, start);
    }

    void recordHeader(int index, int start) {
        record(ValueUse.HEADER, index, start);
    }

    private void record(ValueUse use, int headerIndex, int start) {
        if (use.isUnique()) {
            claim(use);
        }
        isRecording &= !layout.isFull();
        if (!isRecording) {
            return;
        }
        if (layout.count == behindHeaders) {
            gapBehindHeaders = start - headersEnd;
        }
        layout.add(start - recordedTo, window.at - start, use, headerIndex);
        recordedTo = window.at;
    }

    /** Notes that the record has a value of this use. A record with two of the same unique use is not remembered. */
    void claim(ValueUse use) {
        isRecording &= !use.isIn(uses);
        uses |= use.bit();
    }

    boolean hasRecorded(ValueUse use) {
        return use.isIn(uses);
    }

    /** Notes that the headers end here; each of them has been recorded. */
    void headersRead() {
        behindHeaders = layout.count;
        headersEnd = window.at;
    }

    /** Ends a record that was read from its start. */
    void endRecording(int start) {
        if (!isRecording) {
            return;
        }
        if (layout.count == behindHeaders) {
            gapBehindHeaders = window.at - headersEnd;
        }
        layout.gaps[layout.count] = window.at - recordedTo;
        isRemembered = true;
        isRecording = false;
        remember(start);
    }

    // -- comparing again behind the headers of a record that is read from its start

    /**
     * Prepares {@link #skipEqualBytes} for the part behind the headers; false when there is nothing to compare with.
     */
    boolean resumeBehindHeaders() {
        RecordLayout kept = tail;
        if (!isRecording || !hasTail || kept == null || layout.count + kept.count > RecordLayout.CAPACITY
                || (uses & tailUses) != 0) {
            return false;
        }
        gapBehindHeaders = kept.gaps[0];
        nextValue = layout.count;
        previousAt = tailStart;
        layout.append(kept);
        isRemembered = true;
        return true;
    }

    /** Goes back to recording, because the part behind the headers differs as well. */
    void giveUpTail() {
        isRemembered = false;
        layout.count = behindHeaders;
    }

    /** Ends a record whose part behind the headers was compared to its end. Returns the unique uses of its values. */
    int endTail(int start) {
        layout.gaps[behindHeaders] += headersEnd - recordedTo;
        uses |= tailUses;
        isRecording = false;
        remember(start);
        return tailUses;
    }
}
