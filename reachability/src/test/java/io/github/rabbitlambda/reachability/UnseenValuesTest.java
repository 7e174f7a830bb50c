package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * A value that can't be seen may be the one that stood there before. So a template with such a value never fails if it
 * connected before, and never connects if it failed before. Where the verdict was unknown because something receives a
 * resource, it may become certain when that is not seen any more: those are counted.
 */
class UnseenValuesTest {
    private static final int CASES = Math.max(5_000,
            (int) (50_000 * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));
    private static final List<Tree> UNSEEN = List.of(Tree.mapping("Ref", "Unseen"), Tree.mapping("Ref", "Stored"),
            Tree.mapping("Fn::ImportValue", "unseen"), Tree.text("{{resolve:ssm:/unseen:1}}"));

    private final List<Tree.Mapping> templates = EveryKindOfResource.templates();
    private final Map<Tree, Map<String, Kind>> seen = new ConcurrentHashMap<>();

    @Test
    void neverReversesAVerdict() {
        List<String> changed = IntStream.range(0, CASES).parallel().mapToObj(this::reversed)
                .filter(fault -> !fault.isEmpty()).toList();
        List<String> reversed = changed.stream().filter(fault -> fault.matches("(?s).*, was (CONNECTS|FAILS), is .*"))
                .toList();
        System.out.println(CASES + " templates with an unseen value: " + reversed.size() + " reversed, "
                + (changed.size() - reversed.size()) + " more certain than without");
        assertThat(reversed).isEmpty();
    }

    private String reversed(int seed) {
        String fault = reversed(new Random(seed));
        return fault.isEmpty() ? "" : "seed " + seed + ": " + fault;
    }

    String reversed(Random random) {
        Tree.Mapping template = templates.get(random.nextInt(templates.size()));
        List<String> nodes = OneNodeChanged.nodes(template.entry("Resources").orElseThrow(), "Resources").stream()
                .filter(path -> path.contains("/Properties/") && !path.endsWith("/Properties")).toList();
        String path = nodes.get(random.nextInt(nodes.size()));
        Tree unseen = UNSEEN.get(random.nextInt(UNSEEN.size()));
        Map<String, Kind> before = seen.computeIfAbsent(template, key -> kinds(Stacks.check(template)));
        Reachability check = Stacks.check(declared(Stacks.with(template, path, unseen)));
        for (Map.Entry<String, Kind> after : kinds(check).entrySet()) {
            Kind kind = before.getOrDefault(after.getKey(), after.getValue());
            if (isReversed(kind, after.getValue())) {
                return path + " := " + unseen + ", was " + kind + ", is " + check.judged().getFirst().words();
            }
        }
        return "";
    }

    private static boolean isReversed(Kind before, Kind after) {
        return before != after && (after == Kind.FAILS || after == Kind.CONNECTS);
    }

    private static Tree.Mapping declared(Tree.Mapping template) {
        return Stacks.with(Stacks.with(template, "Parameters/Unseen/Type", "String"), "Parameters/Stored/Type",
                "AWS::SSM::Parameter::Value<String>");
    }

    private static Map<String, Kind> kinds(Reachability check) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        check.judged().stream().filter(verdict -> !verdict.hypothetical())
                .forEach((Verdict verdict) -> kinds.put(verdict.id(), verdict.kind()));
        return kinds;
    }
}
