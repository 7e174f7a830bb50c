package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.network.TextList;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** Outcomes in words, each once with all cases that have it: "FAILS when Open=no or when Open=maybe (…); CONNECTS when Open=yes". */
final class FoldedCases {
    private FoldedCases() {}

    /**
     * @param outcomes by the case in words: "when Open=yes"
     */
    static String words(Map<String, Outcome> outcomes) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        outcomes.forEach((when, outcome) -> {
            String key = outcome.kind() + reasons(outcome);
            cases.computeIfAbsent(key, first -> new ArrayList<>()).add(when);
            kinds.put(key, outcome.kind());
        });
        return cases.entrySet().stream()
                .map(folded -> kinds.get(folded.getKey()) + " " + TextList.or(folded.getValue())
                        + folded.getKey().substring(kinds.get(folded.getKey()).name().length()))
                .collect(Collectors.joining("; "));
    }

    private static String reasons(Outcome outcome) {
        Level level = outcome.kind() == Kind.FAILS ? Level.FAILS : Level.UNKNOWN;
        List<String> reasons = outcome.findings().stream().filter(finding -> finding.level() == level)
                .map(Finding::sentence).toList();
        return reasons.isEmpty() ? "" : " (" + String.join(" ", reasons) + ")";
    }
}
