package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

class GradedCasesTest {
    static List<Stacks.Graded> graded() {
        return Stacks.graded();
    }

    static List<Stacks.Graded> failing() {
        return graded().stream().filter(graded -> graded.expected().equals("FAILS")).toList();
    }

    @ParameterizedTest
    @MethodSource("graded")
    void givesTheExpectedVerdictByTheExpectedRule(Stacks.Graded graded) {
        Verdict verdict = Stacks.verdict(Stacks.tree(graded.file()));

        assertThat(verdict.kind()).as(verdict.words()).hasToString(graded.expected());
        if (graded.expected().equals("FAILS") || graded.expected().equals("UNKNOWN")) {
            assertThat(verdict.findings(Finding.Level.valueOf(graded.expected()))).isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding).satisfiesAnyOf(
                            found -> assertThat(found.rule()).isEqualTo(graded.rule()),
                            found -> assertThat(found.sentence()).startsWith("It depends on parameter `")
                                    .contains("FAILS when").contains("CONNECTS when")));
        }
    }

    @ParameterizedTest
    @MethodSource("failing")
    void connectsOnceEveryFixIsApplied(Stacks.Graded graded) {
        Tree.Mapping template = Stacks.tree(graded.file());
        Verdict broken = Stacks.verdict(template);
        assertThat(broken.fixes()).as(broken.words()).isNotEmpty();

        for (Fix fix : broken.fixes()) {
            template = Stacks.apply(template, fix);
        }

        Verdict fixed = Stacks.verdict(template);
        assertThat(fixed.kind()).as(fixed.words()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void saysWhereTheFaultIsAndWhatToDo(Stacks.Graded graded) {
        Verdict verdict = Stacks.verdict(Stacks.tree(graded.file()));

        assertThat(verdict.findings(Finding.Level.FAILS)).allSatisfy(finding -> assertThat(finding.sentence())
                .containsPattern("^(Mapping|Broker|Endpoint) `").containsPattern(": .*\\. (Add|Set|Allow|Remove|Keep) ")
                .endsWith("."));
    }
}
