package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A verdict about a translated plan in Terraform's words, with what its plan has that isn't modelled. */
final class VerdictWords {
    private final Tree.Mapping about;

    VerdictWords(Template template) {
        this.about = template.section(Template.TRANSLATED);
    }

    Verdict of(Verdict verdict) {
        List<Finding> findings = new ArrayList<>();
        verdict.findings().forEach(finding -> findings.add(of(finding)));
        List<String> unmodelled = about.entry(TerraformPlan.UNMODELLED).map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(type -> type.asText().stream()).toList();
        if (!unmodelled.isEmpty()) {
            findings.add(new Finding(Finding.NO_RULE, Finding.Level.NOTES, "Types of the plan that are not modelled: "
                    + String.join(", ", unmodelled) + ".", List.of(), List.of()));
        }
        return new Verdict(verdict.kind(), verdict.template(), verdict.id(), verdict.hypothetical(), findings,
                verdict.paths());
    }

    private static Finding of(Finding finding) {
        return new Finding(finding.rule(), finding.level(), Words.of(finding.sentence()),
                finding.fixes().stream().map(VerdictWords::of).toList(),
                finding.doubts().stream().map(Words::of).toList());
    }

    private static Fix of(Fix fix) {
        return new Fix(fix.template(), FixWords.of(fix), List.of());
    }
}
