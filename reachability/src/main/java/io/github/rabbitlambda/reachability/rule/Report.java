package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Collects the findings of one mapping under one scenario. */
final class Report {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<UnknownReason.OpenParameter> openParameters = new LinkedHashSet<>();

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
            case MAYBE -> unknown(rule, subject, answer.reasons());
            case YES -> answer.assumptions().forEach(assumption -> add(rule, Level.ASSUMES, assumption));
        }
    }

    void fail(String rule, Failure failure) {
        Finding finding = new Finding(rule, Level.FAILS, failure.sentence(), failure.fixes(), List.of());
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    void unknown(String rule, String subject, List<UnknownReason> reasons) {
        List<String> sentences = reasons.stream().map(UnknownReason::sentence).distinct().toList();
        reasons.forEach(reason -> openParameters.addAll(reason.openParameters()));
        Finding finding = new Finding(rule, Level.UNKNOWN, subject + ": " + String.join("; ", sentences), List.of(),
                sentences);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    void unknown(String rule, String subject, UnknownReason reason) {
        unknown(rule, subject, List.of(reason));
    }

    void add(String rule, Level level, String sentence) {
        Finding finding = new Finding(rule, level, sentence, List.of(), List.of());
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Turns the failures of these rules into unknowns if there is a reason that they are repaired elsewhere. */
    void soften(Optional<UnknownReason> reason, List<String> rules) {
        List<Finding> softened = List.copyOf(Unmodelled.softened(findings, reason, rules));
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

    Set<UnknownReason.OpenParameter> openParameters() {
        return openParameters;
    }
}
