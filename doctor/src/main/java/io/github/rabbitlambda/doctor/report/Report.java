package io.github.rabbitlambda.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Checks;
import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.model.LiveVerdicts;
import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.MermaidChart;
import io.github.rabbitlambda.reachability.verdict.TextStyle;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/**
 * What is wrong in a snapshot, for people and for machines. Immutable.
 *
 * @param diagnoses one for each mapping that the subject means, or one for the subject if it means none
 */
public record Report(Snapshot snapshot, List<Diagnosis> diagnoses) {

    public Report {
        diagnoses = List.copyOf(diagnoses);
    }

    public static Report of(Snapshot snapshot) {
        return of(snapshot, LiveVerdicts.of(snapshot));
    }

    static Report of(Snapshot snapshot, List<Verdict> verdicts) {
        Account account = new Account(snapshot);
        VerdictFindings judged = new VerdictFindings(LiveVerdicts.commands(snapshot));
        List<JsonNode> mappings = account.mappings();
        if (!mappings.isEmpty()) {
            return new Report(snapshot,
                    mappings.stream().map(mapping -> ofMapping(account, mapping, verdicts, judged)).toList());
        }
        return new Report(snapshot,
                List.of(account.subjectBroker().map(broker -> ofBroker(account, broker, verdicts, judged))
                        .orElseGet(() -> new Diagnosis(snapshot.subject(), Optional.empty(), Optional.empty(),
                                Checks.ofNothing(account)))));
    }

    private static Diagnosis ofMapping(Account account, JsonNode mapping, List<Verdict> verdicts,
            VerdictFindings judged) {
        String uuid = mapping.path("UUID").asText();
        Optional<Verdict> verdict = verdict(verdicts, uuid);
        List<Finding> findings = new ArrayList<>(Checks.ofMapping(account, mapping));
        findings.addAll(judged(account.snapshot(), uuid, verdict, judged, findings));
        return new Diagnosis(uuid, Optional.of(mapping), verdict,
                new FindingOrder(Checks.hintAtNetworkOrRole(mapping)).sorted(findings));
    }

    private static Diagnosis ofBroker(Account account, JsonNode broker, List<Verdict> verdicts,
            VerdictFindings judged) {
        String id = broker.path("BrokerId").asText();
        Optional<Verdict> verdict = verdict(verdicts, id);
        List<Finding> findings = new ArrayList<>(Checks.ofBroker(account, broker));
        findings.addAll(judged(account.snapshot(), id, verdict, judged, findings));
        return new Diagnosis(id, Optional.empty(), verdict, new FindingOrder(false).sorted(findings));
    }

    private static Optional<Verdict> verdict(List<Verdict> verdicts, String id) {
        return verdicts.stream().filter(verdict -> verdict.id().equals(id)).findFirst();
    }

    /**
     * What reachability says; where it doesn't know, every failed call counts, because each may be the reason. What depends
     * on something that the checks found missing is not unknown.
     */
    private static List<Finding> judged(Snapshot snapshot, String id, Optional<Verdict> verdict,
            VerdictFindings judged, List<Finding> checked) {
        List<Finding> findings = new ArrayList<>();
        verdict.ifPresentOrElse(known -> findings.addAll(judged.of(known)),
                () -> findings.add(Checks.notJudged(id)));
        if (verdict.filter(known -> known.kind() != Verdict.Kind.UNKNOWN).isEmpty()) {
            snapshot.unread().stream().filter(unread -> !unread.code().equals(Seen.NOT_ASKED)).map(Checks::unread)
                    .forEach(findings::add);
        }
        if (Checks.sayThatSomethingIsMissing(checked)) {
            findings.removeIf(finding -> finding.level() == Level.UNKNOWN
                    && LiveVerdicts.isAboutNothing(finding.fact()));
        }
        return findings;
    }

    /** The exit status: 1 if a cause was found, 2 if something that matters is unknown, 0 otherwise. */
    public int status() {
        if (diagnoses.stream().anyMatch(diagnosis -> diagnosis.has(Level.CAUSE))) {
            return 1;
        }
        return diagnoses.stream().anyMatch(diagnosis -> diagnosis.has(Level.UNKNOWN)) ? 2 : 0;
    }

    public boolean hasCommands() {
        return diagnoses.stream().flatMap(diagnosis -> diagnosis.findings().stream())
                .anyMatch(finding -> !finding.commands().isEmpty());
    }

    /** For people: in lines of 100 characters at most, as far as words allow. */
    public String text(TextStyle style) {
        return new TextForm(this, style, false).toString();
    }

    /** The same with what it is concluded from: the paths, the metrics, the calls. */
    public String explained(TextStyle style) {
        return new TextForm(this, style, true).toString();
    }

    public String json() {
        return JsonForm.of(this);
    }

    /** The paths of the mappings as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html). */
    public String mermaid() {
        return MermaidChart.of(diagnoses.stream().flatMap(diagnosis -> diagnosis.verdict().stream()).toList());
    }
}
