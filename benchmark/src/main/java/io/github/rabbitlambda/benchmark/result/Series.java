package io.github.rabbitlambda.benchmark.result;

import java.util.Collections;
import java.util.List;

/**
 * What one of those compared came to, once a round.
 *
 * @param subject
 *            who it was
 * @param samples
 *            one at least, in the order of the rounds
 */
public record Series(String subject, List<Double> samples) {
    public Series {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(subject + " must have been measured once at least (0 times)");
        }
        samples = List.copyOf(samples);
    }

    /** Of a single figure. */
    public static Series of(String subject, double figure) {
        return new Series(subject, List.of(figure));
    }

    /** The middle one; of an even number the upper one of the two. */
    public double median() {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }

    double least() {
        return Collections.min(samples);
    }

    double most() {
        return Collections.max(samples);
    }
}
