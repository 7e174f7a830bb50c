package io.github.rabbitlambda.benchmark.result;

import java.util.Locale;

/** Numbers as the page shows them: with three significant digits below 1,000. */
final class Figures {
    private Figures() {}

    static String of(double number) {
        double size = Math.abs(number);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    static String of(Series series) {
        return series.samples().size() == 1
                ? of(series.median())
                : of(series.median()) + " (" + of(series.least()) + " to " + of(series.most()) + ")";
    }
}
