package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.JsonReport;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A hidden value may make a verdict unknown but never the opposite. A broken template still gets a verdict. */
class HiddenValuesTest {
    private static final double SCALE = Double.parseDouble(System.getProperty("drill.scale", "0.05"));
    // The check assumes these if they are parameters: the secret, and the internet gateway of a NAT gateway.
    private static final Set<String> ASSUMED = Set.of("R11", "R17");

    static List<Stacks.Graded> graded() {
        return Stacks.graded();
    }

    @ParameterizedTest
    @MethodSource("graded")
    void neverReversesAVerdictWhenAValueIsHidden(Stacks.Graded graded) {
        Tree.Mapping template = Stacks.with(Stacks.tree(graded.file()), "Parameters/Hidden/Type", "String");
        Random random = new Random(graded.file().hashCode());
        for (String path : leaves(template.entry("Resources").orElseThrow(), "Resources")) {
            if (path.contains("/Properties/") && random.nextDouble() < Math.max(0.1, SCALE)) {
                Tree.Mapping hidden = Stacks.with(template, path, Tree.mapping("Ref", "Hidden"));
                List<Verdict> verdicts = Stacks.check(hidden).verdicts();

                assertThat(verdicts).as(path).filteredOn(verdict -> !verdict.hypothetical())
                        .allSatisfy(verdict -> assertThat(verdict.kind()).as(path + ": " + verdict.words())
                                .isNotEqualTo(switch (graded.expected()) {
                                    case "CONNECTS" -> Verdict.Kind.FAILS;
                                    case "FAILS" -> ASSUMED.contains(graded.rule()) ? null : Verdict.Kind.CONNECTS_IF;
                                    default -> null;
                                }));
                if (graded.expected().equals("FAILS")) {
                    assertThat(verdicts).as(path).extracting(Verdict::kind).doesNotContain(Verdict.Kind.CONNECTS);
                }
            }
        }
    }

    private static List<String> leaves(Tree tree, String path) {
        List<String> leaves = new ArrayList<>();
        switch (tree) {
            case Tree.Mapping mapping when mapping.entries().size() == 1
                    && mapping.entries().keySet().iterator().next().matches("Ref|Fn::.*") ->
                leaves.add(path);
            case Tree.Mapping mapping ->
                mapping.entries().forEach((key, value) -> leaves.addAll(leaves(value, path + "/" + key)));
            case Tree.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    leaves.addAll(leaves(sequence.items().get(i), path + "/" + i));
                }
            }
            default -> leaves.add(path);
        }
        return leaves;
    }

    @ParameterizedTest
    @MethodSource("graded")
    void judgesABrokenTemplate(Stacks.Graded graded) {
        for (int seed = 0; seed < Math.max(20, (int) (400 * SCALE)); seed++) {
            Tree broken = broken(Stacks.tree(graded.file()), new Random(seed));
            String json = JsonText.of(broken);

            List<Verdict> verdicts = Reachability.ofTexts(Map.of("broken", json)).verdicts();

            assertThat(verdicts).as("seed %d", seed).allSatisfy(verdict -> {
                assertThat(verdict.words()).startsWith(verdict.kind() + " " + verdict.id() + " - ");
                assertThat(JsonReader.read(JsonReport.of(verdicts))).isInstanceOf(Tree.Mapping.class);
                assertThat(verdict.mermaid()).startsWith("flowchart LR\n");
            });
        }
    }

    /** The template with one node in thirty replaced by something invalid. */
    private static Tree broken(Tree tree, Random random) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                Map<String, Tree> copy = new LinkedHashMap<>();
                mapping.entries()
                        .forEach((key, value) -> copy.put(key,
                                key.equals("Resources") || random.nextInt(30) > 0
                                        ? broken(value, random)
                                        : other(value, random)));
                yield new Tree.Mapping(copy);
            }
            case Tree.Sequence sequence -> new Tree.Sequence(sequence.items().stream()
                    .map(item -> random.nextInt(30) > 0 ? broken(item, random) : other(item, random)).toList());
            default -> tree;
        };
    }

    private static Tree other(Tree value, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new Tree.Nothing();
            case 1 -> Tree.text("-1");
            case 2 -> Tree.list(value, value);
            case 3 -> Tree.mapping("Ref", "Nobody");
            case 4 -> Tree.mapping("Fn::If", Tree.list(Tree.text("Nothing"), value, Tree.text("x")));
            case 5 -> Tree.mapping("Fn::GetAtt", Tree.list(Tree.text("Broker"), Tree.text("Arn")));
            case 6 -> Tree.empty();
            default -> Tree.mapping("Fn::Select", Tree.list(Tree.text("7"), value));
        };
    }
}
