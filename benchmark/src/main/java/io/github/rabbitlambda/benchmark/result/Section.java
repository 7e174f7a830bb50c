package io.github.rabbitlambda.benchmark.result;

import java.util.List;

/**
 * The results of one measurement.
 *
 * @param machine
 *            the machine and the date, as text
 * @param notes
 *            sentences that explain the tables
 */
public record Section(String machine, List<String> notes, List<Comparison> comparisons, List<Aim> aims) {
    public Section {
        notes = List.copyOf(notes);
        comparisons = List.copyOf(comparisons);
        aims = List.copyOf(aims);
    }

    /** Results that were measured on this machine today. */
    public static Section measuredHere(List<Comparison> comparisons, List<Aim> aims, String... notes) {
        return new Section(Machine.description(), List.of(notes), comparisons, aims);
    }
}
