package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.List;

/** A verdict in words: a line with the verdict and the logical id, and a line for each fact. */
public final class TextReport {
    private static final String INDENT = "  ";

    private final Verdict verdict;
    private final TextStyle style;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Verdict verdict, TextStyle style) {
        this.verdict = verdict;
        this.style = style;
    }

    public static String of(Verdict verdict, boolean explain, TextStyle style) {
        TextReport report = new TextReport(verdict, style);
        report.lines.add(style.kind(verdict.kind()) + " " + verdict.id() + " - " + verdict.summary());
        report.findings();
        if (explain) {
            report.paths();
            report.fixes();
        }
        return String.join("\n", report.lines);
    }

    private void findings() {
        ShortSentences sentences = new ShortSentences(verdict);
        for (Finding finding : verdict.findings()) {
            String label = finding.level().label();
            lines.add(INDENT + style.label(finding.level(), label.isEmpty() ? "" : label + ": ")
                    + sentences.of(finding) + rule(finding));
        }
    }

    private String rule(Finding finding) {
        return finding.rule().equals(Finding.NO_RULE) ? "" : style.faint(" [" + finding.rule() + "]");
    }

    private void paths() {
        verdict.paths().forEach(path -> lines.add(INDENT + "path to " + path.target() + ": " + path.words()));
    }

    private void fixes() {
        for (Fix fix : verdict.fixes()) {
            String changes = String.join(", ",
                    fix.changes().stream().map(change -> change.operation() + " " + change.pointer()).toList());
            lines.add(INDENT + "fix in " + fix.template() + ": " + fix.summary()
                    + (changes.isEmpty() ? "" : " (" + changes + ")"));
        }
    }
}
