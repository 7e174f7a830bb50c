package io.github.rabbitlambda.benchmark.result;

import java.util.List;

/**
 * One row of a table: all subjects, measured under the same conditions in the same run. The others are compared with the
 * first.
 */
public record Setting(String name, List<Series> series) {
    public Setting {
        series = List.copyOf(series);
    }

    /** The median of one subject. */
    public double median(String subject) {
        return series.stream().filter(candidate -> candidate.subject().equals(subject)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no %s".formatted(name, subject))).median();
    }
}
