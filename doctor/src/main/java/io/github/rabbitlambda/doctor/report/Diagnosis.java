package io.github.rabbitlambda.doctor.report;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/**
 * What is found about one mapping, about a broker that no mapping reads, or about a subject that is neither.
 *
 * @param id the mapping's UUID, the broker's id, or what the doctor was asked about
 * @param mapping as Lambda describes it; empty if there is none
 * @param verdict what reachability says of network and permissions; empty if it could not judge
 * @param findings the one that explains most first
 */
public record Diagnosis(String id, Optional<JsonNode> mapping, Optional<Verdict> verdict, List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public boolean has(Level level) {
        return count(level) > 0;
    }

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** The result in a few words, such as "1 cause". */
    String summary() {
        if (has(Level.CAUSE)) {
            return counted(Level.CAUSE, "cause");
        }
        if (has(Level.SUSPECT)) {
            return "no certain cause, " + counted(Level.SUSPECT, "suspicion");
        }
        if (has(Level.WAIT)) {
            return "wait";
        }
        return has(Level.UNKNOWN)
                ? "nothing wrong found, but not everything is known"
                : has(Level.WARNING)
                        ? "nothing wrong found, " + counted(Level.WARNING, "warning")
                        : "nothing wrong found";
    }

    private String counted(Level level, String noun) {
        return count(level) + " " + noun + (count(level) == 1 ? "" : "s");
    }
}
