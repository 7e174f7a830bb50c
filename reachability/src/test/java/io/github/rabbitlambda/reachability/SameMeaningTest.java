package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A template gets the same verdict by the same rules if it is written in another way that means the same. */
class SameMeaningTest {
    static List<Stacks.Graded> graded() {
        return Stacks.graded();
    }

    private static void assertSame(Stacks.Graded graded, Verdict rewritten) {
        assertThat(rewritten.kind()).as(rewritten.words()).hasToString(graded.expected());
        if (rewritten.kind() == Verdict.Kind.FAILS) {
            assertThat(rewritten.findings(Finding.Level.FAILS)).extracting(Finding::rule).containsOnly(graded.rule());
        }
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenResourcesHaveOtherNames(Stacks.Graded graded) {
        String text = Stacks.text(graded.file());
        for (String id : Stacks.tree(graded.file()).entry("Resources").orElseThrow().asMapping().entries().keySet()) {
            text = text.replaceAll("\"" + id + "\"", "\"Zz" + id + "Q7\"").replace("${" + id + "}",
                    "${Zz" + id + "Q7}");
        }

        assertSame(graded, Stacks.verdict(JsonReader.read(text)));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenResourcesAreInAnotherOrder(Stacks.Graded graded) {
        Tree.Mapping template = Stacks.tree(graded.file());
        List<Map.Entry<String, Tree>> entries = new ArrayList<>(
                template.entry("Resources").orElseThrow().asMapping().entries().entrySet());
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(entries, new Random(seed));
            Map<String, Tree> shuffled = new LinkedHashMap<>();
            entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));

            assertSame(graded, Stacks.verdict(template.with("Resources", new Tree.Mapping(shuffled))));
        }
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenIngressRulesAreInline(Stacks.Graded graded) {
        assertSame(graded, Stacks.verdict(Rewrites.inlineIngress(Stacks.tree(graded.file()))));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenEgressRulesAreInline(Stacks.Graded graded) {
        Verdict inlined = Stacks.verdict(Rewrites.inlineEgress(Stacks.tree(graded.file())));

        // The default rule is only removed by standalone rules: without any, the verdict is known.
        if (graded.rule().equals("R10") && graded.expected().equals("UNKNOWN")) {
            assertThat(inlined.kind()).isEqualTo(Verdict.Kind.CONNECTS);
        } else {
            assertSame(graded, inlined);
        }
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenRulesNameBlocksInsteadOfGroups(Stacks.Graded graded) {
        assertSame(graded, Stacks.verdict(Rewrites.blocksForGroups(Stacks.tree(graded.file()))));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenSubIsWrittenAsJoin(Stacks.Graded graded) {
        assertSame(graded, Stacks.verdict(Rewrites.joinForSub(Stacks.tree(graded.file()))));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenNumbersAndBooleansAreStrings(Stacks.Graded graded) {
        String quoted = Stacks.text(graded.file()).replaceAll(": (true|false|-?\\d+)", ": \"$1\"");

        assertSame(graded, Stacks.verdict(JsonReader.read(quoted)));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenEngineAndActionsHaveAnotherCase(Stacks.Graded graded) {
        String mixed = Stacks.text(graded.file()).replace("\"RABBITMQ\"", "\"RabbitMQ\"").replace("ec2:Describe",
                "EC2:describe");

        Verdict verdict = Stacks.verdict(JsonReader.read(mixed));
        assertThat(verdict.kind()).as(verdict.words()).hasToString(graded.expected());
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenItIsYamlWithShortForms(Stacks.Graded graded) {
        String yaml = YamlText.of(Stacks.tree(graded.file()));

        List<Verdict> verdicts = Stacks.yaml(yaml).verdicts();
        assertThat(verdicts).hasSize(1);
        assertSame(graded, verdicts.getFirst());
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenTheNetworkIsInATemplateOfItsOwn(Stacks.Graded graded) {
        Tree.Mapping[] split = Rewrites.split(Stacks.tree(graded.file()));

        assertSame(graded, Stacks.verdict(split));
    }

    @ParameterizedTest
    @MethodSource("graded")
    void keepsItsVerdictWhenTheEventIsSams(Stacks.Graded graded) {
        assertSame(graded, Stacks.verdict(Rewrites.samEvent(Stacks.tree(graded.file()))));
    }
}
