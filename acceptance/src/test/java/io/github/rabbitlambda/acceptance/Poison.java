package io.github.rabbitlambda.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kinds of messages in the drills. {@link PoisonEffect} does what a kind says. For the usual handlers one message in
 * a thousand is poison, of the first four kinds in turn ({@link #of}); in the poison drill one in a hundred is, of all
 * kinds, in clusters ({@link #mixed}).
 */
enum Poison {
    /** The handler processes it. */
    NONE,
    /** The handler always throws. */
    ALWAYS,
    /** Its record can't be decoded: {@link DrillFunction} breaks it, because no broker delivers such a record. */
    BROKEN,
    /** The handler always throws, and its two megabytes are too large for SQS. */
    LARGE,
    /** The handler throws twice, then processes it. */
    TWICE,
    /** The handler throws an Error. */
    ERROR,
    /** The handler's recursion has no end. */
    RECURSION,
    /** The handler loops for ever, and nothing interrupts a loop. */
    LOOP,
    /** The handler sleeps past the function's time-out. */
    SLEEP,
    /** The handler waits for ever, and goes on waiting when it is interrupted. */
    STUBBORN,
    /** The handler ends the process in order. */
    EXIT,
    /** The handler ends the process at once. */
    HALT,
    /** The handler's process is killed, as the kernel does when memory runs out. */
    KILL,
    /** The handler's process is stopped: it runs no more, and does not end. */
    STOP,
    /** The handler uses up the heap. */
    HEAP,
    /** The handler uses up the memory outside of the heap. */
    NATIVE,
    /** The handler asks for a thread that the machine can't give. */
    THREADS,
    /** The handler needs a class whose initialiser throws, and no other message needs it. */
    LINKAGE,
    /** The handler throws an error of the virtual machine. */
    INTERNAL,
    /** The handler throws an exception whose methods throw. */
    UNREADABLE;

    static final String HEADER = "poison";
    static final byte[] BROKEN_BODY = "a record that is going to be broken".getBytes(StandardCharsets.US_ASCII);
    private static final int ONE_IN = 1000;
    private static final int LARGE_BODY = 2_000_000;
    /** Five of 500 messages, so close to each other that a batch has several. */
    private static final int CLUSTER = 500;
    private static final List<Integer> IN_CLUSTER = List.of(250, 251, 255, 262, 274);
    private static final List<Poison> KINDS = Stream.of(values()).filter(kind -> kind != NONE && kind != STOP).toList();
    /** A stopped process costs the function's whole time-out, three times; the other kinds cost seconds. */
    private static final int ONE_STOP_IN = 100;
    private static final int FIRST_STOP = 19;
    /** Without a common divisor with the number of kinds: neighbours differ, and every kind comes equally often. */
    private static final int STEP = 7;

    /** The kind of the usual handlers' message with this number. */
    static Poison of(int id) {
        return id % ONE_IN == ONE_IN / 2 ? values()[1 + id / ONE_IN % 4] : NONE;
    }

    /** The kind of the drill's message with this number. */
    static Poison mixed(int id) {
        int inCluster = IN_CLUSTER.indexOf(id % CLUSTER);
        return inCluster < 0 ? NONE : kind(id / CLUSTER * IN_CLUSTER.size() + inCluster);
    }

    private static Poison kind(int number) {
        return number % ONE_STOP_IN == FIRST_STOP ? STOP : KINDS.get(number * STEP % KINDS.size());
    }

    /** Whether the handler processes it in the end. */
    boolean isGood() {
        return this == NONE || this == TWICE;
    }

    static List<Integer> among(int messages, boolean good) {
        return IntStream.range(0, messages).boxed().filter(id -> of(id).isGood() == good).toList();
    }

    byte[] body(int id) {
        return switch (this) {
            case LARGE -> large();
            case BROKEN -> BROKEN_BODY;
            default -> Integer.toString(id).getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] large() {
        byte[] body = new byte[LARGE_BODY];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
