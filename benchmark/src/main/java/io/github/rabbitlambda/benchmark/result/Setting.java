package io.github.rabbitlambda.benchmark.result;

import java.util.List;

/**
 * One row: those compared under the same conditions, in the same run. The first is what the others are set against.
 */
public record Setting(String name, List<Series> series) {
    public Setting {
        series = List.copyOf(series);
    }

    /** The median of one of those compared. */
    public double median(String subject) {
        return series.stream().filter(one -> one.subject().equals(subject)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no %s".formatted(name, subject))).median();
    }
}
