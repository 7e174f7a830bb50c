package io.github.rabbitlambda.benchmark.result;

import java.util.Collections;
import java.util.List;

/**
 * The samples of one subject under one setting.
 *
 * @param subject
 *            what was measured
 * @param samples
 *            at least one, in the order of measurement
 */
public record Series(String subject, List<Double> samples) {
    public Series {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(subject + " must have been measured at least once (0 times)");
        }
        samples = List.copyOf(samples);
    }

    /** A series with a single sample. */
    public static Series of(String subject, double figure) {
        return new Series(subject, List.of(figure));
    }

    /** The middle sample; of an even number the greater of the two in the middle. */
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
