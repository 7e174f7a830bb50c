package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;

/** Verdicts as JSON. Its members are read by machines: existing ones never change. */
public final class JsonReport {
    private JsonReport() {}

    public static String of(List<Verdict> verdicts) {
        return JsonText.of(Tree.mapping("verdicts", verdicts.stream().map(JsonReport::verdict).toList(), "unknowable",
                text(Verdict.UNKNOWABLE))) + "\n";
    }

    private static Tree verdict(Verdict verdict) {
        return Tree.mapping("verdict", verdict.kind(), "id", text(verdict.id()), "template", text(verdict.template()),
                "hypothetical", verdict.hypothetical(),
                "findings", verdict.findings().stream().map(JsonReport::finding).toList(), "paths",
                verdict.paths().stream().map(JsonReport::path).toList());
    }

    private static Tree finding(Finding finding) {
        Tree.Mapping plain = Tree.mapping("level", finding.level(), "rule", finding.rule(), "sentence",
                text(finding.sentence()),
                "doubts",
                finding.doubts().stream().map(JsonReport::text).toList(), "fixes",
                finding.fixes().stream().map(JsonReport::fix).toList());
        return finding.covered() ? plain.with("repairedByOthers", Tree.text("true")) : plain;
    }

    private static Tree fix(Fix fix) {
        return Tree.mapping("template", text(fix.template()), "summary", text(fix.summary()), "changes",
                fix.changes().stream().map(JsonReport::change).toList());
    }

    private static Tree change(Fix.Change change) {
        Tree.Mapping plain = Tree.mapping("op", change.operation(), "path", text(change.pointer()));
        return change.json().isEmpty() ? plain : plain.with("value", JsonReader.read(change.json()));
    }

    private static Tree path(Path path) {
        return Tree.mapping("target", text(path.target()), "hops", path.hops().stream()
                .map(hop -> Tree.mapping("kind", hop.kind(), "name", text(hop.name()), "detail", text(hop.detail())))
                .toList());
    }

    private static Tree text(String text) {
        return Tree.text(text);
    }
}
