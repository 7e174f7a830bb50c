package io.github.rabbitlambda.benchmark.result;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes tables into a page: each replaces the text between {@code <!-- measured: NAME -->} and {@code <!-- end -->}.
 */
final class Page {
    private static final Pattern PLACE = Pattern.compile("(<!-- measured: ([a-z-]+) -->\n).*?(<!-- end -->)",
            Pattern.DOTALL);

    private final Map<String, Section> sections;

    Page(Map<String, Section> sections) {
        this.sections = sections;
    }

    String fill(String page) {
        return PLACE.matcher(page).replaceAll(
                place -> Matcher.quoteReplacement(place.group(1) + section(place.group(2)) + place.group(3)));
    }

    private String section(String name) {
        Section section = sections.get(name);
        if (section == null) {
            return "\nNot measured.\n\n";
        }
        StringBuilder text = new StringBuilder("\n");
        for (int i = 0; i < section.comparisons().size(); i++) {
            comparison(text, section.comparisons().get(i), BarChart.file(name, i));
        }
        section.notes().forEach(note -> text.append(note).append("\n\n"));
        if (!section.aims().isEmpty()) {
            text.append("| aim | | reached | met |\n|---|---|---|---|\n");
            section.aims().forEach(aim -> text.append(aim.row()));
            text.append('\n');
        }
        return text.append(section.machine()).append(".\n\n").toString();
    }

    private static void comparison(StringBuilder text, Comparison comparison, String picture) {
        text.append("**").append(comparison.title()).append("**, ").append(comparison.unit()).append("\n\n");
        text.append("| | ").append(String.join(" | ", comparison.subjects())).append(" |\n|---")
                .append("|---".repeat(comparison.subjects().size())).append("|\n");
        for (Setting setting : comparison.settings()) {
            text.append("| ").append(setting.name()).append(" | ").append(comparison.subjects().stream()
                    .map(subject -> cell(comparison, setting, subject)).collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        text.append('\n');
        if (comparison.ratios()) {
            text.append("![").append(comparison.title()).append("](performance/").append(picture).append(")\n\n");
        }
    }

    private static String cell(Comparison comparison, Setting setting, String subject) {
        return setting.series().stream().filter(series -> series.subject().equals(subject)).findFirst()
                .map(series -> Figures.of(series) + ratio(comparison, setting, series)).orElse("–");
    }

    private static String ratio(Comparison comparison, Setting setting, Series series) {
        Series first = setting.series().getFirst();
        return comparison.ratios() && series != first
                ? ", × " + Figures.of(series.median() / first.median())
                : "";
    }
}
