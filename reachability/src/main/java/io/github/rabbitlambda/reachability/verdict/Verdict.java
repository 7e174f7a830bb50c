package io.github.rabbitlambda.reachability.verdict;

import java.util.Comparator;
import java.util.List;

import io.github.rabbitlambda.reachability.network.Path;

/**
 * Whether one mapping will connect, or a mapping on a broker that has none yet would.
 *
 * @param template the name under which its template was given
 * @param id the logical id of the mapping, or of the broker that has none
 * @param hypothetical whether there is no mapping yet
 * @param findings everything that was found, the most serious first
 * @param paths from the mapping's interfaces to the broker and the services, as far as there are any
 */
public record Verdict(Kind kind, String template, String id, boolean hypothetical, List<Finding> findings,
        List<Path> paths) {
    /** What no template tells; a report says it once. */
    public static final String UNKNOWABLE = "Not knowable from a template: service and resource control policies, VPC Block Public Access,"
            + " Route 53 DNS Firewall and Resolver rules, DHCP options with a DNS of their own, Network Firewall rules, quotas, the broker user's"
            + " permissions on virtual host and queue, whether the queue exists, and what is changed after the deployment.";

    /** What a report says if there is no verdict. */
    public static final String NOTHING_TO_JUDGE = "Nothing to judge: no event source mapping reads an Amazon MQ broker here, and there is no broker that waits for one.";

    /** The verdicts, the most serious first: a certain failure counts more than what isn't known. */
    public enum Kind {
        /** It cannot connect or cannot be deployed: the findings name every change that is needed. */
        FAILS,
        /** The templates don't tell: the findings say what is unknown and what would settle it. */
        UNKNOWN,
        /** It connects if the assumptions among the findings hold. */
        CONNECTS_IF,
        /** It connects. */
        CONNECTS
    }

    public Verdict {
        findings = findings.stream().sorted(Comparator.comparing(Finding::level)).toList();
        paths = List.copyOf(paths);
    }

    /** How many changes are needed: one for each cause. */
    public long changesNeeded() {
        return findings(Finding.Level.FAILS).stream().filter(finding -> !finding.covered()).count();
    }

    /** The verdict in a few words: "this mapping fails; changes needed: 2". */
    String summary() {
        String subject = hypothetical ? "a mapping on this broker would " : "this mapping ";
        String connects = hypothetical ? "connect" : "connects";
        return switch (kind) {
            case FAILS -> subject + (hypothetical ? "fail" : "fails") + "; " + (changesNeeded() == 0
                    ? "the changes for other mappings repair it, too"
                    : "changes needed: " + changesNeeded());
            case UNKNOWN -> "whether " + subject + connects + " is unknown";
            case CONNECTS_IF -> subject + connects + " if what follows holds";
            case CONNECTS -> subject + connects;
        };
    }

    /** The same verdict with other findings. */
    public Verdict with(List<Finding> others) {
        return new Verdict(kind, template, id, hypothetical, others, paths);
    }

    /** The findings of one level. */
    public List<Finding> findings(Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).toList();
    }

    /** Every repair that the failures need. */
    public List<Fix> fixes() {
        return findings(Finding.Level.FAILS).stream().flatMap(finding -> finding.fixes().stream()).distinct().toList();
    }

    /** The verdict in words: a line that starts with the verdict and the logical id, and an indented line for each fact. */
    public String words() {
        return TextReport.of(this, false, TextStyle.PLAIN);
    }

    /** The paths as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html). */
    public String mermaid() {
        return MermaidChart.of(List.of(this));
    }
}
