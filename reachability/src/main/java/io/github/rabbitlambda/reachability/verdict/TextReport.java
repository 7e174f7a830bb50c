package io.github.rabbitlambda.reachability.verdict;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** Verdicts in words: every line starts with the verdict and the logical id. */
public final class TextReport {
    private TextReport() {}

    public static String of(Verdict verdict, boolean explain) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(verdict));
        for (Level level : Level.values()) {
            verdict.findings(level).forEach(finding -> lines.add(label(level) + finding.sentence() + rule(finding)));
        }
        if (explain) {
            verdict.paths().forEach(path -> lines.add("path to " + path.target() + ": " + path.words()));
            verdict.fixes().forEach(fix -> lines.add("fix in " + fix.template() + ": " + fix.summary() + changes(fix)));
        }
        String start = verdict.kind() + " " + verdict.id() + " - ";
        return String.join("\n", lines.stream().map(line -> start + line).toList());
    }

    private static String summary(Verdict verdict) {
        String subject = verdict.hypothetical() ? "a mapping on this broker would " : "this mapping ";
        boolean would = verdict.hypothetical();
        return switch (verdict.kind()) {
            case FAILS ->
                subject + (would ? "fail" : "fails") + "; changes needed: " + verdict.findings(Level.FAILS).size();
            case UNKNOWN -> would
                    ? "whether a mapping on this broker would connect is unknown"
                    : "whether this mapping connects is unknown";
            case CONNECTS_IF -> subject + (would ? "connect" : "connects") + " if what follows holds";
            case CONNECTS -> subject + (would ? "connect" : "connects");
        };
    }

    private static String label(Level level) {
        return switch (level) {
            case FAILS -> "";
            case UNKNOWN -> "unknown: ";
            case ASSUMES -> "assumed: ";
            case WARNS -> "warning: ";
            case NOTES -> "note: ";
        };
    }

    private static String rule(Finding finding) {
        return finding.rule().equals("-") ? "" : " [" + finding.rule() + "]";
    }

    private static String changes(Fix fix) {
        String changes = String.join(", ",
                fix.changes().stream().map(change -> change.operation() + " " + change.pointer()).toList());
        return changes.isEmpty() ? "" : " (" + changes + ")";
    }
}
