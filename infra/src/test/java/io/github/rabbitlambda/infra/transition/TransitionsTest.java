package io.github.rabbitlambda.infra.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.options.OptionNames;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.infra.options.TestOptions;
import io.github.rabbitlambda.infra.transition.OptionChanges.Documented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change of options, by the templates before and after it. */
class TransitionsTest {
    // an option touches nearly all of them by a version, a policy or the guard
    private static final Set<String> SHARED = Set.of("AWS::AmazonMQ::Broker", "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::Alias", "AWS::EC2::Subnet", "AWS::SQS::Queue", "AWS::S3::Bucket");

    private static Transition transition(Map<String, String> before, Map<String, String> after) {
        String stack = OptionChanges.stack(List.of(before, after));
        return new Transition(Synthesis.of(stack, before), Synthesis.of(stack, after));
    }

    private static List<Change> single() {
        List<Change> changes = new ArrayList<>();
        Stream.concat(OptionChanges.values().stream(), Stream.of(OptionChanges.clusters()))
                .forEach(values -> values.forEach(before -> values.stream()
                        .filter(after -> !after.equals(before))
                        .forEach(after -> changes.add(new Change(before, after)))));
        return changes;
    }

    /** Two options at once that touch the same resource: both from their defaults, and from one to the other. */
    private static List<Change> pairs() {
        Map<Map<String, String>, Set<String>> touched = new LinkedHashMap<>();
        OptionChanges.values().stream().map(values -> values.get(1))
                .forEach(value -> touched.put(value, touched(value)));
        List<Change> pairs = new ArrayList<>();
        touched.forEach((one, ids) -> touched.forEach((other, otherIds) -> {
            Map<String, String> both = OptionChanges.with(one, other);
            if (one.toString().compareTo(other.toString()) < 0 && ids.stream().anyMatch(otherIds::contains)
                    && isTaken(both)) {
                pairs.addAll(List.of(new Change(Map.of(), both), new Change(both, Map.of()), new Change(one, other),
                        new Change(other, one), new Change(one, both), new Change(both, one)));
            }
        }));
        return pairs;
    }

    private static Set<String> touched(Map<String, String> value) {
        Transition transition = transition(Map.of(), value);
        return Stream.of(transition.made(), transition.deleted(), transition.changedInPlace()).flatMap(ids -> ids)
                .filter(id -> SHARED.contains(transition.type(id))).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isTaken(Map<String, String> options) {
        try {
            return TestOptions.of(options).broker() != null;
        } catch (Refusal refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("single")
    void breaksNoRuleForAnyOption(Change change) {
        assertThat(TransitionRules.broken(change.transition())).isEmpty();
    }

    @Test
    void breaksNoRuleForAnyTwoOptionsOfTheSameResource() {
        assertThat(pairs()).hasSizeGreaterThan(60)
                .allSatisfy(change -> assertThat(TransitionRules.broken(change.transition())).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.transition.OptionChanges#documented")
    void endsAsTheGuideSays(Documented change) throws IOException {
        assertThat(rows()).containsEntry(change.row(),
                Outcome.of(transition(change.before(), change.after())));
    }

    @Test
    void hasAChangeForEveryRowAndEveryOption() throws IOException {
        Set<String> rows = OptionChanges.documented().stream().map(Documented::row).collect(Collectors.toSet());
        Set<String> expected = new TreeSet<>(rows().keySet());
        expected.remove("security groups of the broker");
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(OptionChanges.documented().stream()
                .flatMap(change -> Stream.of(change.before(), change.after())).flatMap(options -> options.keySet()
                        .stream())
                .distinct()).containsExactlyInAnyOrderElementsOf(inTable());
        assertThat(OptionChanges.values().stream().flatMap(values -> values.get(1).keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(inTable());
    }

    private static List<String> inTable() {
        return OptionNames.ALL.stream().filter(option -> !OptionChanges.DESCRIBED_IN_PROSE.contains(option)).toList();
    }

    @Test
    void tellsOfEveryOtherOptionInProse() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "operate.md"));
        String section = guide.substring(guide.indexOf("\n## Change\n"), guide.indexOf("\n## Remove\n"));
        assertThat(OptionChanges.DESCRIBED_IN_PROSE)
                .allSatisfy(option -> assertThat(section).contains("`" + option + "`"));
    }

    private static Map<String, String> rows() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "operate.md"));
        String section = guide.substring(guide.indexOf("\n## Change\n"), guide.indexOf("\n## Remove\n"));
        return Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|.*\\|$").matcher(section).results().skip(1)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    record Change(Map<String, String> before, Map<String, String> after) {
        Transition transition() {
            return TransitionsTest.transition(before, after);
        }
    }
}
