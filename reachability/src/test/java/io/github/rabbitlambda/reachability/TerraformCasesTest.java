package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.PlanOfTemplate.NoTerraformForm;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** Each graded template has the same verdict, by the same rules, as its plan and its state in Terraform. */
class TerraformCasesTest {
    /** That a rule equal to the default one is removed beside standalone rules is CloudFormation's way alone. */
    private static final String REMOVED_OR_NOT = "W-inline-allow-all-plus-standalone-egress.json";

    static List<Stacks.Graded> graded() {
        return Stacks.graded();
    }

    private static Verdict verdict(String json) {
        List<Verdict> verdicts = Reachability.ofTexts(Map.of("plan.json", json)).verdicts();
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    @ParameterizedTest
    @MethodSource("graded")
    void stateHasTheVerdictOfTheTemplate(Stacks.Graded graded) {
        Verdict verdict = verdict(formOf(graded, true));

        assertThat(verdict.kind()).as(verdict.words()).hasToString(graded.expected());
        assertThat(rules(verdict)).as(verdict.words()).isEqualTo(rules(Stacks.verdict(Stacks.tree(graded.file()))));
    }

    // A plan doesn't tell how an expression uses what it refers to, which its assumptions say.
    @ParameterizedTest
    @MethodSource("graded")
    void planHasTheVerdictOfTheTemplateUnderItsAssumptions(Stacks.Graded graded) {
        Verdict verdict = verdict(formOf(graded, false));

        Verdict original = Stacks.verdict(Stacks.tree(graded.file()));
        assertThat(withoutAssumptions(verdict.kind())).as(verdict.words())
                .isEqualTo(withoutAssumptions(original.kind()));
        assertThat(rules(verdict)).as(verdict.words()).isEqualTo(rules(original));
        assertThat(verdict.findings(Finding.Level.ASSUMES))
                .filteredOn(finding -> original.findings(Finding.Level.ASSUMES).stream()
                        .noneMatch(assumed -> assumed.rule().equals(finding.rule())))
                .allSatisfy(finding -> assertThat(finding.sentence())
                        .contains("are the ARNs that they refer to, with nothing added to them"));
    }

    private static Kind withoutAssumptions(Kind kind) {
        return kind == Kind.CONNECTS_IF ? Kind.CONNECTS : kind;
    }

    private static TreeSet<String> rules(Verdict verdict) {
        TreeSet<String> rules = new TreeSet<>();
        for (Finding.Level level : List.of(Finding.Level.FAILS, Finding.Level.UNKNOWN)) {
            verdict.findings(level).forEach(finding -> rules.add(finding.rule()));
        }
        return rules;
    }

    private static String formOf(Stacks.Graded graded, boolean state) {
        if (graded.file().equals(REMOVED_OR_NOT)) {
            abort("Terraform removes the default rule only when it makes a group");
        }
        try {
            return state
                    ? PlanOfTemplate.state(Stacks.tree(graded.file()))
                    : PlanOfTemplate.plan(Stacks.tree(graded.file()));
        } catch (NoTerraformForm none) {
            return abort(none.getMessage());
        }
    }

    @Test
    void mostGradedCasesHaveATerraformForm() {
        long forms = graded().stream().filter(TerraformCasesTest::hasForm).count();

        assertThat(forms).isGreaterThanOrEqualTo(26);
    }

    private static boolean hasForm(Stacks.Graded graded) {
        try {
            return !PlanOfTemplate.plan(Stacks.tree(graded.file())).isEmpty();
        } catch (NoTerraformForm none) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("graded")
    void sentencesAreInTerraformsWords(Stacks.Graded graded) {
        Verdict verdict = verdict(formOf(graded, false));

        assertThat(verdict.words()).doesNotContain("${", "Fn::", "AWS::", "template", "correct-horse-battery")
                .doesNotContainPattern("SubnetIds|(?<!Describe)SecurityGroups|PrivateDnsEnabled|EnableDns|DependsOn");
        assertThat(verdict.fixes()).allSatisfy(fix -> assertThat(fix.changes()).isEmpty());
    }
}
