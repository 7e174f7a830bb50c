package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.rabbitlambda.reachability.Finding.Level;

/** Collects the findings of one mapping under one scenario. */
final class Report {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Doubt.Need> needs = new LinkedHashSet<>();

    /** What to say and do when a requirement isn't met. */
    record Failure(String sentence, List<Fix> fixes) {
        static Failure of(String sentence, Fix... fixes) {
            return new Failure(sentence, List.of(fixes));
        }
    }

    /**
     * Records what an answer means for a requirement.
     *
     * @param subject what the requirement is about, for an unknown: "ingress of `BrokerSg` on 5671"
     */
    void require(String rule, Answer answer, String subject, Supplier<Failure> failure) {
        switch (answer.truth()) {
            case NO -> fail(rule, failure.get());
            case MAYBE -> unknown(rule, subject, answer.doubts());
            case YES -> answer.assumptions().forEach(assumption -> add(rule, Level.ASSUMES, assumption));
        }
    }

    void fail(String rule, Failure failure) {
        Finding finding = new Finding(rule, Level.FAILS, failure.sentence(), failure.fixes(), List.of());
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    void unknown(String rule, String subject, List<Doubt> doubts) {
        List<String> reasons = doubts.stream().map(Doubt::sentence).distinct().toList();
        doubts.forEach(doubt -> needs.addAll(doubt.needs()));
        Finding finding = new Finding(rule, Level.UNKNOWN, subject + ": " + String.join("; ", reasons), List.of(),
                reasons);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    void unknown(String rule, String subject, Doubt doubt) {
        unknown(rule, subject, List.of(doubt));
    }

    void add(String rule, Level level, String sentence) {
        Finding finding = new Finding(rule, level, sentence, List.of(), List.of());
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Turns the failures of these rules into unknowns if there is a doubt that they are repaired elsewhere. */
    void soften(java.util.Optional<Doubt> doubt, List<String> rules) {
        List<Finding> softened = List.copyOf(Unmodelled.softened(findings, doubt, rules));
        findings.clear();
        findings.addAll(softened);
    }

    boolean fails(List<String> rules) {
        return findings.stream()
                .anyMatch(finding -> finding.level() == Level.FAILS && rules.contains(finding.rule()));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Set<Doubt.Need> needs() {
        return needs;
    }
}
