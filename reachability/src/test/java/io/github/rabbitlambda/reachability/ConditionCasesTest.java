package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Templates whose meaning depends on conditions, parameters or what is outside, each with its verdict. */
class ConditionCasesTest {
    record Case(List<String> files, Verdict.Kind expected, String rule, String says) {
        static Case of(Tree.Mapping entry) {
            return new Case(
                    entry.entry("files").orElseThrow().asItems().stream().map(file -> file.asText().orElseThrow())
                            .toList(),
                    Verdict.Kind.valueOf(text(entry, "expected")), text(entry, "rule"), text(entry, "says"));
        }

        private static String text(Tree.Mapping entry, String key) {
            return entry.entry(key).flatMap(Tree::asText).orElseThrow();
        }

        @Override
        public String toString() {
            return files.getFirst() + " → " + expected;
        }
    }

    static List<Case> cases() {
        return JsonReader.read(Stacks.text("../conditions/expected.json")).asItems().stream().map(Tree::asMapping)
                .map(Case::of).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheExpectedVerdict(Case given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.files().forEach(file -> texts.put(file, Stacks.text("../conditions/" + file)));
        List<Verdict> verdicts = Reachability.ofTexts(texts).verdicts();

        assertThat(verdicts).isNotEmpty().allSatisfy(verdict -> {
            assertThat(verdict.kind()).as(verdict.words()).isEqualTo(given.expected());
            assertThat(verdict.words()).contains(given.says());
            if (given.expected() == Verdict.Kind.FAILS) {
                assertThat(verdict.findings(Finding.Level.FAILS)).extracting(Finding::rule)
                        .containsOnly(given.rule().split(","));
            }
        });
    }
}
