package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** A verdict's kind, findings and paths. */
public record Outcome(Kind kind, List<Finding> findings, List<Path> paths) {
    public Outcome {
        findings = List.copyOf(findings);
    }

    /** The same outcome with assumptions that come from no rule. */
    Outcome assuming(List<String> assumptions) {
        List<Finding> all = new ArrayList<>(findings);
        assumptions.forEach(assumption -> all
                .add(new Finding(Finding.NO_RULE, Level.ASSUMES, assumption, List.of(), List.of())));
        return new Outcome(kind == Kind.CONNECTS ? Kind.CONNECTS_IF : kind, all, paths);
    }

    boolean connects() {
        return kind == Kind.CONNECTS || kind == Kind.CONNECTS_IF;
    }
}
