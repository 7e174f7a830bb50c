package io.github.rabbitlambda.local;

import java.time.Duration;

import io.github.rabbitlambda.local.invoke.Seconds;

/**
 * What a run waits for.
 *
 * @param what
 *            as the screen says it: waiting for …
 * @param limit
 *            for how long at most: a time or what ends it
 */
record Wait(String what, String limit, long startNanos) {
    static Wait forStart(Duration limit) {
        return new Wait("the function to start", atMost(limit), System.nanoTime());
    }

    static Wait forAnswer(Duration limit) {
        return new Wait("the function to answer", atMost(limit), System.nanoTime());
    }

    static Wait forMessages(MappingSettings settings) {
        return new Wait("messages in \"%s\"".formatted(settings.queue().queue()), end(settings), System.nanoTime());
    }

    private static String atMost(Duration limit) {
        return "at most %s s".formatted(Seconds.format(limit));
    }

    private static String end(MappingSettings settings) {
        if (settings.untilEmpty()) {
            return "until the queue is empty";
        }
        if (settings.once()) {
            return "until one batch is processed";
        }
        if (settings.stopAfter() == Long.MAX_VALUE) {
            return "until interrupted";
        }
        return "until %d message%s left the queue".formatted(settings.stopAfter(),
                settings.stopAfter() == 1 ? " has" : "s have");
    }

    /** For example "waiting for the function to start, at most 70 s". */
    String sentence() {
        return "waiting for %s, %s".formatted(what, limit);
    }

    /** For example "waiting for 12 s for the function to start, at most 70 s". */
    String sentenceWithTime(long nowNanos) {
        return "waiting for %d s for %s, %s".formatted(Duration.ofNanos(nowNanos - startNanos).toSeconds(), what,
                limit);
    }
}
