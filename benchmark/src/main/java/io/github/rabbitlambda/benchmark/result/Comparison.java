package io.github.rabbitlambda.benchmark.result;

import java.util.List;

/**
 * One table of the page.
 *
 * @param title
 *            what is compared
 * @param unit
 *            the unit of all figures
 * @param ratios
 *            whether each figure is also shown as a multiple of the first figure in its row
 */
public record Comparison(String title, String unit, boolean ratios, List<Setting> settings) {
    public Comparison {
        settings = List.copyOf(settings);
    }

    List<String> subjects() {
        return settings.stream().flatMap(setting -> setting.series().stream()).map(Series::subject).distinct().toList();
    }
}
