package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

class PairsOfFaultsTest {
    private static final Tree.Mapping SOUND = Stacks.tree("G1-isolated.json");

    record Pair(Stacks.Graded first, Stacks.Graded second, Tree template) {
        @Override
        public String toString() {
            return first.file() + " and " + second.file();
        }
    }

    static List<Stacks.Graded> singles() {
        return Stacks.graded().stream().filter(graded -> graded.file().startsWith("M-")).toList();
    }

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Stacks.Graded first : singles()) {
            for (Stacks.Graded second : singles()) {
                if (first.file().compareTo(second.file()) < 0) {
                    Optional<Tree> both = Merge.of(SOUND, Stacks.tree(first.file()), Stacks.tree(second.file()));
                    both.ifPresent(template -> pairs.add(new Pair(first, second, template)));
                }
            }
        }
        return pairs;
    }

    @Test
    void coversAllPairsExceptThoseThatContradict() {
        int all = singles().size() * (singles().size() - 1) / 2;

        assertThat(pairs().size()).isBetween(all - 5, all);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void namesBothFaultsInOneRun(Pair pair) {
        Verdict verdict = Stacks.verdict(pair.template());

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FAILS);
        for (Stacks.Graded single : List.of(pair.first(), pair.second())) {
            assertThat(verdict.words()).contains(expectedWords(single.file()));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void connectsOnceTheFixesOfBothAreApplied(Pair pair) {
        Tree.Mapping template = pair.template().asMapping();
        for (int round = 0; round < 3 && Stacks.verdict(template).kind() == Verdict.Kind.FAILS; round++) {
            for (Fix fix : Stacks.verdict(template).fixes()) {
                template = Stacks.apply(template, fix);
            }
        }

        Verdict fixed = Stacks.verdict(template);
        assertThat(fixed.kind()).as(fixed.words()).isEqualTo(Verdict.Kind.CONNECTS);
    }

    /** A part of what a report must say about a fault, whatever else is wrong. */
    private static String expectedWords(String file) {
        return switch (file.replaceAll("^M-|\\.json$", "")) {
            case "no-sts-endpoint" -> "VPC Vpc has no sts interface endpoint";
            case "no-secrets-endpoint" -> "VPC Vpc has no secretsmanager interface endpoint";
            case "no-lambdaapi-endpoint" -> "VPC Vpc has no lambda interface endpoint";
            case "endpoint-other-vpc" -> "`StsEndpoint` is in another VPC";
            case "private-dns-off" -> "private DNS off";
            case "endpoint-sg-no-ingress" -> "[R13]";
            case "sts-policy-other-principal" -> "[R14]";
            case "no-self-ingress", "wrong-port-5672" -> "[R8]";
            case "no-self-egress" -> "[R9]";
            case "no-443-egress" -> "[R10]";
            case "single-instance-two-subnets" -> "[R3]";
            case "public-with-sg" -> "[R2]";
            case "dns-support-off" -> "EnableDnsSupport off";
            case "nacl-deny-443-out" -> "[R15]";
            case "role-lacks-describevpcs" -> "ec2:DescribeVpcs";
            default -> throw new AssertionError("no expected words known for " + file);
        };
    }
}
