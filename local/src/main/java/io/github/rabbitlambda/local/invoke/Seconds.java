package io.github.rabbitlambda.local.invoke;

import java.time.Duration;
import java.util.Locale;

/** Formats durations in seconds. */
public final class Seconds {
    private Seconds() {}

    /** Whole seconds without a fraction, others with up to three digits: {@code 3}, {@code 0.25}. */
    public static String format(Duration duration) {
        String text = String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
        return text.replaceAll("\\.?0+$", "");
    }
}
