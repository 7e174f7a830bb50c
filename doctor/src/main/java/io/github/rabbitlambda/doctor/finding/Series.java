package io.github.rabbitlambda.doctor.finding;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

import io.github.rabbitlambda.doctor.finding.Metrics.Point;

/**
 * The values of one metric in a stretch of time.
 *
 * @param points the oldest first
 * @param whole whether they are of the whole stretch, as far as periods of five minutes tell
 */
record Series(List<Point> points, boolean whole) {
    boolean isKnown() {
        return !points.isEmpty();
    }

    OptionalDouble sum() {
        return isKnown() ? OptionalDouble.of(values().sum()) : OptionalDouble.empty();
    }

    OptionalDouble max() {
        return values().max();
    }

    Optional<Point> latest() {
        return isKnown() ? Optional.of(points.getLast()) : Optional.empty();
    }

    /** Whether there are values of the whole time, and each of them is so. */
    boolean always(DoublePredicate condition) {
        return whole && values().allMatch(condition);
    }

    boolean fell() {
        return isKnown() && points.getLast().value() < points.getFirst().value();
    }

    /** The latest value as people write it. */
    String show() {
        return latest().map(point -> show(point.value())).orElse("unknown");
    }

    static String show(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    private DoubleStream values() {
        return points.stream().mapToDouble(Point::value);
    }
}
