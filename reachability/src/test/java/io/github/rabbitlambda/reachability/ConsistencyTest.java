package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/**
 * The verdict without values of parameters agrees with the verdicts for each value: it connects only if all do, it fails only
 * if all do; otherwise it names the cases.
 */
class ConsistencyTest {
    private static final int CASES = Math.max(5_000,
            (int) (50_000 * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));
    private static final List<Tree.Mapping> TEMPLATES = EveryKindOfResource.templates();
    private static final Map<String, List<Tree>> VALUES = valuesByProperty();

    @Test
    void agreesWithTheVerdictsOfAllCases() {
        Map<Kind, Integer> seen = Collections.synchronizedMap(new EnumMap<>(Kind.class));
        List<String> disagreements = disagreements(0, CASES, seen);

        System.out.println(CASES + " conditional templates: " + seen + ", " + disagreements.size() + " disagreements");
        assertThat(disagreements).isEmpty();
        // Agreement means little unless all verdicts are common.
        assertThat(seen.values()).allMatch(count -> count > CASES / 50).hasSize(Kind.values().length);
    }

    static List<String> disagreements(int from, int to, Map<Kind, Integer> seen) {
        return IntStream.range(from, to).parallel().mapToObj(seed -> disagreement(seed, seen))
                .filter(disagreement -> !disagreement.isEmpty()).toList();
    }

    private static String disagreement(int seed, Map<Kind, Integer> seen) {
        Random random = new Random(seed);
        Tree.Mapping template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
        OneNodeChanged changed = OneNodeChanged.of(template, VALUES, random);
        String disagreement = disagreement(changed, seen);
        return disagreement.isEmpty() ? "" : "seed " + seed + ": " + disagreement + "\n" + changed.words();
    }

    private static String disagreement(OneNodeChanged changed, Map<Kind, Integer> seen) {
        Reachability check = Stacks.check(changed.template());
        Map<String, Verdict> without = mappings(check);
        Map<String, Map<String, Kind>> cases = new LinkedHashMap<>();
        for (Map<String, String> values : combinations(changed.values())) {
            Reachability given = check;
            for (Map.Entry<String, String> value : values.entrySet()) {
                given = given.withParameter(value.getKey(), value.getValue());
            }
            mappings(given).forEach((id, verdict) -> cases.computeIfAbsent(id, key -> new LinkedHashMap<>())
                    .put(values.toString(), verdict.kind()));
        }
        if (!without.keySet().equals(cases.keySet())) {
            return "verdicts about " + without.keySet() + ", cases about " + cases.keySet();
        }
        for (Map.Entry<String, Verdict> verdict : without.entrySet()) {
            seen.merge(verdict.getValue().kind(), 1, Integer::sum);
            Map<String, Kind> kinds = cases.get(verdict.getKey());
            if (!agrees(verdict.getValue(), new LinkedHashSet<>(kinds.values()))) {
                return kinds + ", without values " + verdict.getValue().words();
            }
        }
        return "";
    }

    private static boolean agrees(Verdict without, Set<Kind> kinds) {
        boolean named = without.words().contains("Decides");
        return switch (without.kind()) {
            case CONNECTS -> kinds.equals(Set.of(Kind.CONNECTS));
            case FAILS -> kinds.equals(Set.of(Kind.FAILS));
            case CONNECTS_IF -> Set.of(Kind.CONNECTS, Kind.CONNECTS_IF).containsAll(kinds)
                    || named && without.words().contains("has its default") && mayConnect(kinds);
            case UNKNOWN -> kinds.contains(Kind.UNKNOWN) || named && kinds.size() > 1;
        };
    }

    private static boolean mayConnect(Set<Kind> kinds) {
        return kinds.contains(Kind.CONNECTS) || kinds.contains(Kind.CONNECTS_IF);
    }

    private static Map<String, Verdict> mappings(Reachability check) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        check.judged().stream().filter(verdict -> !verdict.hypothetical())
                .forEach(verdict -> verdicts.put(verdict.id(), verdict));
        return verdicts;
    }

    private static List<Map<String, String>> combinations(Map<String, List<String>> values) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
            combinations = combinations.stream().flatMap(known -> parameter.getValue().stream().map(value -> {
                Map<String, String> more = new LinkedHashMap<>(known);
                more.put(parameter.getKey(), value);
                return more;
            })).toList();
        }
        return combinations;
    }

    /** What the templates give to each property, so that another value of a property is a likely one. */
    private static Map<String, List<Tree>> valuesByProperty() {
        Map<String, Set<Tree>> values = new LinkedHashMap<>();
        TEMPLATES.forEach(template -> OneNodeChanged.nodes(template.entry("Resources").orElseThrow(), "Resources")
                .stream().filter(path -> path.contains("/Properties/"))
                .forEach(path -> values.computeIfAbsent(OneNodeChanged.property(path), key -> new LinkedHashSet<>())
                        .add(OneNodeChanged.at(template, path))));
        Map<String, List<Tree>> lists = new LinkedHashMap<>();
        values.forEach((property, trees) -> lists.put(property, List.copyOf(trees)));
        return lists;
    }
}
