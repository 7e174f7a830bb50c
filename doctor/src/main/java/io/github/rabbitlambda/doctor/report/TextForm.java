package io.github.rabbitlambda.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** A report in words: a line for each mapping, and for each finding the fact, what to do, and the commands. */
final class TextForm {
    private static final int FINDING = 2;
    private static final int BELOW = 4;
    private static final List<String> MEMBERS = List.of("LastModified", "StateTransitionReason",
            "LastProcessingResult");
    private static final Set<Level> SERIOUS = Set.of(Level.CAUSE, Level.SUSPECT, Level.WAIT, Level.UNKNOWN);

    private final Report report;
    private final TextStyle style;
    private final boolean explain;
    private final LookedAt lookedAt;
    private final List<String> lines = new ArrayList<>();

    TextForm(Report report, TextStyle style, boolean explain) {
        this.report = report;
        this.style = style;
        this.explain = explain;
        this.lookedAt = new LookedAt(report.snapshot());
    }

    @Override
    public String toString() {
        report.diagnoses().forEach(this::diagnosis);
        lookedAt();
        return String.join("\n", lines) + "\n";
    }

    private void diagnosis(Diagnosis diagnosis) {
        lines.addAll(Wrapping.words(heading(diagnosis), 0));
        diagnosis.mapping().ifPresent(mapping -> lines.addAll(Wrapping.words(what(mapping), FINDING)));
        if (diagnosis.findings().stream().noneMatch(finding -> SERIOUS.contains(finding.level()))) {
            lines.addAll(Wrapping.words("Nothing wrong was found.", FINDING));
        }
        diagnosis.findings().forEach(this::finding);
        if (explain) {
            explain(diagnosis);
        }
        lines.add("");
    }

    private static String heading(Diagnosis diagnosis) {
        return diagnosis.mapping()
                .map(mapping -> "Mapping " + diagnosis.id() + ": " + mapping.path("State").asText() + ", ")
                .orElse(diagnosis.id() + ": ") + network(diagnosis) + diagnosis.summary();
    }

    private static String network(Diagnosis diagnosis) {
        return diagnosis.verdict().map(verdict -> "network " + verdict.kind().name() + " - ").orElse("");
    }

    private static String what(JsonNode mapping) {
        return "queue " + mapping.path("Queues").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                + " of virtual host " + Account.virtualHost(mapping) + ", broker " + resource(mapping, "EventSourceArn")
                + ", function " + resource(mapping, "FunctionArn");
    }

    /** A resource without what its ARN says before it. */
    private static String resource(JsonNode mapping, String member) {
        return Arn.parse(mapping.path(member).asText()).map(arn -> arn.resource().replaceFirst("^[^:]*:", ""))
                .orElse("unknown");
    }

    private void finding(Finding finding) {
        String label = finding.level().name();
        List<String> fact = Wrapping.words(label + ": " + finding.fact() + " [" + finding.id() + "]", FINDING, BELOW);
        lines.add(fact.getFirst().replaceFirst(label, Color.marked(style, finding.level())));
        lines.addAll(fact.subList(1, fact.size()));
        if (!finding.cure().isEmpty()) {
            lines.addAll(Wrapping.words(finding.cure(), BELOW));
        }
        finding.commands().forEach(command -> lines.addAll(Wrapping.command(command, BELOW + 2)));
    }

    private void explain(Diagnosis diagnosis) {
        diagnosis.mapping().ifPresent(mapping -> MEMBERS.forEach(member -> lines
                .addAll(Wrapping.words(member + ": " + mapping.path(member).asText("-"), FINDING))));
        diagnosis.verdict().ifPresent(verdict -> verdict.paths().forEach(path -> lines
                .addAll(Wrapping.words("path to " + path.target() + ": " + path.words(), FINDING, BELOW))));
    }

    private void lookedAt() {
        if (explain) {
            lines.add("Metrics, the latest values:");
            lookedAt.metrics().forEach(metric -> lines.addAll(Wrapping.words(metric, FINDING)));
            lines.add("");
        }
        lines.addAll(Wrapping.words("Looked at: " + lookedAt.read() + ".", 0));
        if (!lookedAt.unread().isEmpty()) {
            lines.addAll(Wrapping.words("Could not be read: " + lookedAt.unread() + ".", 0));
        }
        lines.addAll(Wrapping.words("Never looked at: " + LookedAt.NEVER, 0));
    }
}
