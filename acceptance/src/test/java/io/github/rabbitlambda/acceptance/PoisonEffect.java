package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a handler does with a message that is never processed. */
final class PoisonEffect {
    private static final int MEGABYTE = 1 << 20;
    /** No machine has so much memory for a thread's stack, so the virtual machine says what it says without threads. */
    private static final long IMPOSSIBLE_STACK = 1L << 46;

    private PoisonEffect() {}

    /** Throws, ends the process or does not return. */
    static void of(Poison kind) throws Exception {
        switch (kind) {
            case ERROR -> throw new AssertionError("poison");
            case RECURSION -> recurse(0);
            case LOOP -> loop();
            case SLEEP -> Thread.sleep(Long.MAX_VALUE);
            case STUBBORN -> waitStubbornly();
            case EXIT -> System.exit(3);
            case HALT -> Runtime.getRuntime().halt(4);
            case KILL -> signal("KILL");
            case STOP -> signal("STOP");
            case HEAP -> useUpTheHeap();
            case NATIVE -> useUpNativeMemory();
            case THREADS -> new Thread(null, () -> {}, "poison", IMPOSSIBLE_STACK).start();
            case LINKAGE -> Unlinkable.use();
            case INTERNAL -> throw new InternalError("poison");
            case UNREADABLE -> throw new UnreadableException();
            case NONE, ALWAYS, BROKEN, LARGE, TWICE -> throw new IllegalStateException("poison");
        }
        throw new AssertionError(kind + " has no effect");
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private static void loop() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void waitStubbornly() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // that is what is stubborn
            }
        }
    }

    private static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(name, ProcessHandle.current().pid())).start()
                .waitFor();
        waitStubbornly();
    }

    private static void useUpTheHeap() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[MEGABYTE]);
        }
    }

    private static void useUpNativeMemory() {
        List<ByteBuffer> all = new ArrayList<>();
        while (true) {
            all.add(ByteBuffer.allocateDirect(16 * MEGABYTE));
        }
    }

    private static final class Unlinkable {
        private static final int VALUE = Integer.parseInt("poison");

        static void use() {
            System.out.println(VALUE);
        }
    }

    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("poison in getMessage()");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("poison in toString()");
        }
    }
}
