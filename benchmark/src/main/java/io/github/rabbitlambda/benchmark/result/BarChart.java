package io.github.rabbitlambda.benchmark.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart of a comparison. A bar shows a median as a multiple of the first median in its row; a black line goes from the
 * least to the greatest sample.
 */
record BarChart(String file, String svg) {
    private static final List<String> COLOURS = List.of("#2563a8", "#c2571a", "#6b7a2c", "#8a4b9c", "#888888");
    private static final int WIDTH = 760;
    private static final int LEFT = 230;
    private static final int BARS = 430;
    private static final int BAR = 14;
    private static final int GAP = 14;
    private static final int TOP = 34;

    static List<BarChart> draw(Map<String, Section> sections) {
        List<BarChart> charts = new ArrayList<>();
        sections.forEach((name, section) -> {
            for (int i = 0; i < section.comparisons().size(); i++) {
                if (section.comparisons().get(i).ratios()) {
                    charts.add(new BarChart(file(name, i), svg(section.comparisons().get(i))));
                }
            }
        });
        return charts;
    }

    static String file(String section, int comparison) {
        return section + "-" + (comparison + 1) + ".svg";
    }

    private static String svg(Comparison comparison) {
        double most = comparison.settings().stream().flatMap(setting -> setting.series().stream()
                .map(series -> series.most() / setting.series().getFirst().median())).max(Double::compare).orElse(1.0);
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Setting setting : comparison.settings()) {
            text(bars, LEFT - 8, y + BAR - 3, "end", setting.name());
            for (Series series : setting.series()) {
                bar(bars, comparison, setting, series, y, BARS / most);
                y += BAR;
            }
            y += GAP;
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                .formatted(WIDTH, y) + legend(comparison) + bars + "</svg>\n";
    }

    private static String legend(Comparison comparison) {
        StringBuilder legend = new StringBuilder();
        int x = 8;
        for (String subject : comparison.subjects()) {
            legend.append("<rect x=\"%d\" y=\"8\" width=\"10\" height=\"10\" fill=\"%s\"/>%n".formatted(x,
                    colour(comparison, subject)));
            text(legend, x + 14, 17, "start", subject);
            x += 34 + subject.length() * 6;
        }
        return legend.toString();
    }

    private static void bar(StringBuilder bars, Comparison comparison, Setting setting, Series series, int y,
            double scale) {
        double one = setting.series().getFirst().median() / scale;
        double end = series.median() / one;
        double most = series.most() / one;
        bars.append(String.format(Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", LEFT, y + 1, end, BAR - 2,
                colour(comparison, series.subject())));
        bars.append(String.format(Locale.ROOT, "<path d=\"M%.1f %d H%.1f\" stroke=\"black\"/>%n",
                LEFT + series.least() / one, y + BAR / 2, LEFT + most));
        text(bars, LEFT + (int) Math.max(end, most) + 5, y + BAR - 3, "start", "×" + Figures.of(end / scale));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String colour(Comparison comparison, String subject) {
        return COLOURS.get(comparison.subjects().indexOf(subject) % COLOURS.size());
    }
}
