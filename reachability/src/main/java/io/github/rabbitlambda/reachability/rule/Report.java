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

/** Collects the findings about one mapping under one scenario, each once. */
final class Report {
    private final List<Finding> findings = new ArrayList<>();
    private final Set<UnknownReason.OpenParameter> openParameters = new LinkedHashSet<>();

    /**
     * Records what an answer means for a requirement.
     *
     * @param subject what the requirement is about, for an unknown: "ingress of `BrokerSg` on 5671"
     */
    void require(Rule rule, Answer answer, String subject, Supplier<Failure> failure) {
        if (!holds(rule, answer, subject)) {
            fail(rule, failure.get());
        }
    }

    /** Records what an answer means for a requirement unless it is a no; returns false for a no. */
    boolean holds(Rule rule, Answer answer, String subject) {
        return switch (answer.truth()) {
            case NO -> false;
            case MAYBE -> {
                unknown(rule, subject, answer.reasons());
                yield true;
            }
            case YES -> {
                answer.assumptions().forEach(assumption -> assume(rule, assumption));
                yield true;
            }
        };
    }

    void fail(Rule rule, Failure failure) {
        add(new Finding(rule.id(), Level.FAILS, failure.sentence(), failure.fixes(), List.of(), false,
                failure.broken()));
    }

    /** Adds the failures of another report as warnings, each after the condition under which it would be a failure. */
    void warnAlso(String condition, Report other) {
        other.findings.stream().filter(finding -> finding.level() == Level.FAILS)
                .forEach(finding -> add(finding.rule(), Level.WARNS, condition + finding.sentence()));
    }

    void unknown(Rule rule, String subject, List<UnknownReason> reasons) {
        List<String> sentences = reasons.stream().map(UnknownReason::sentence).distinct().toList();
        reasons.forEach(reason -> openParameters.addAll(reason.openParameters()));
        add(new Finding(rule.id(), Level.UNKNOWN, subject + ": " + String.join("; ", sentences), List.of(), sentences));
    }

    void unknown(Rule rule, String subject, UnknownReason reason) {
        unknown(rule, subject, List.of(reason));
    }

    void assume(Rule rule, String sentence) {
        add(rule.id(), Level.ASSUMES, sentence);
    }

    void warn(Rule rule, String sentence) {
        add(rule.id(), Level.WARNS, sentence);
    }

    void note(Rule rule, String sentence) {
        add(rule.id(), Level.NOTES, sentence);
    }

    void note(String sentence) {
        add(Finding.NO_RULE, Level.NOTES, sentence);
    }

    private void add(String rule, Level level, String sentence) {
        add(new Finding(rule, level, sentence, List.of(), List.of()));
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Turns the failures of these rules into unknowns, for the reason that something may add what is missing. */
    void soften(Optional<UnknownReason> addedElsewhere, List<Rule> rules) {
        addedElsewhere.ifPresent(reason -> findings
                .replaceAll(finding -> isFailure(finding, rules) ? softened(finding, reason.sentence()) : finding));
    }

    private static Finding softened(Finding finding, String reason) {
        return new Finding(finding.rule(), Level.UNKNOWN,
                finding.sentence() + " Unless this is added elsewhere: " + reason + ".", List.of(), List.of(reason));
    }

    boolean fails(List<Rule> rules) {
        return findings.stream().anyMatch(finding -> isFailure(finding, rules));
    }

    private static boolean isFailure(Finding finding, List<Rule> rules) {
        return finding.level() == Level.FAILS && rules.stream().anyMatch(rule -> rule.id().equals(finding.rule()));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The parameters whose values would settle what is unknown. */
    Set<UnknownReason.OpenParameter> openParameters() {
        return openParameters;
    }
}
