package io.github.rabbitlambda.benchmark.result;

import java.util.List;

/**
 * What one measurement found.
 *
 * @param machine
 *            where and when, in words
 * @param notes
 *            what a reader has to know that only the run can tell
 */
public record Section(String machine, List<String> notes, List<Comparison> comparisons, List<Aim> aims) {
    public Section {
        notes = List.copyOf(notes);
        comparisons = List.copyOf(comparisons);
        aims = List.copyOf(aims);
    }

    /** As measured here and now. */
    public static Section here(List<Comparison> comparisons, List<Aim> aims, String... notes) {
        return new Section(Machine.here(), List.of(notes), comparisons, aims);
    }
}
