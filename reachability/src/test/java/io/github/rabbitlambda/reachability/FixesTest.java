package io.github.rabbitlambda.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.JsonReport;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** All fixes of a report, applied in their order. */
class FixesTest {
    private static final int TEMPLATES = Math.max(500,
            (int) (20_000 * Double.parseDouble(System.getProperty("drill.scale", "0.05"))));
    private static final String CDK = "patches-overwrite-each-other.json";

    static List<String> failing() {
        List<String> files = new ArrayList<>(
                Stacks.graded().stream().filter(graded -> graded.expected().equals("FAILS"))
                        .map(Stacks.Graded::file).toList());
        files.add(CDK);
        return files;
    }

    @ParameterizedTest
    @MethodSource("failing")
    void endInAMappingThatConnects(String file) {
        Assembly fixed = fixed(new Assembly(Map.of("template", Stacks.tree(file))));

        assertThat(fixed.verdicts()).allSatisfy(verdict -> assertThat(verdict.kind()).as(verdict.words())
                .isIn(Verdict.Kind.CONNECTS, Verdict.Kind.CONNECTS_IF));
    }

    @Test
    void areOneForEachCause() {
        Verdict verdict = Stacks.verdict(Stacks.tree(CDK));

        assertThat(verdict.findings(Level.FAILS)).extracting(Finding::rule).containsExactly("R8", "R9", "R10");
        assertThat(verdict.fixes()).hasSize(3);
        assertThat(verdict.fixes().getLast().changes()).hasSize(3).extracting(Fix.Change::pointer)
                .doesNotHaveDuplicates();
    }

    @Test
    void routeToAGatewayThatTheTemplateHolds() {
        Tree.Mapping nat = Stacks.tree("G2-nat.json");
        assertThat(changes(Stacks.without(nat, "BrokerBDefault"))).containsExactly("/Resources/BrokerBDefaultRoute");
        assertThat(changes(Stacks.without(nat, "PublicDefault"))).containsExactly("/Resources/PublicDefaultRoute");
        assertThat(changes(Stacks.without(Stacks.without(nat, "PublicDefault"), "BrokerADefault")))
                .containsExactlyInAnyOrder("/Resources/PublicDefaultRoute", "/Resources/BrokerADefaultRoute");
        assertThat(changes(Stacks.without(nat, "BrokerAAssoc"))).containsExactly("/Resources/BrokerARouteTable",
                "/Resources/BrokerARouteTableAssociation", "/Resources/BrokerADefaultRoute");
    }

    @Test
    void addEndpointsWhereAGatewayIsNoHelp() {
        Tree.Mapping nat = Stacks.tree("G2-nat.json");
        assertThat(changes(Stacks.with(Stacks.without(nat, "BrokerBDefault"),
                "Resources/Nat/Properties/ConnectivityType", "private"))).contains("/Resources/BrokerSTSEndpoint");
        assertThat(changes(Stacks.without(Stacks.without(nat, "BrokerBDefault"), "IgwAttach")))
                .contains("/Resources/BrokerSTSEndpoint");
    }

    private static List<String> changes(Tree.Mapping template) {
        Verdict verdict = Stacks.verdict(template);
        assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.FAILS);
        Verdict after = fixed(new Assembly(Map.of("template", template))).verdicts().getFirst();
        assertThat(after.kind()).as(after.words()).isEqualTo(Verdict.Kind.CONNECTS);
        return verdict.fixes().stream().flatMap(fix -> fix.changes().stream()).map(Fix.Change::pointer).toList();
    }

    @Test
    void addToABoundaryOrARoleOnlyWhatItLacks() {
        Tree.Mapping bounded = Stacks.with(Stacks.with(Stacks.tree("G1-isolated.json"),
                "Resources/ConsumerRole/Properties/PermissionsBoundary", Tree.mapping("Ref", "Boundary")),
                "Resources/Boundary", Tree.mapping("Type", "AWS::IAM::ManagedPolicy", "Properties",
                        Tree.mapping("PolicyDocument", Tree.mapping("Statement", List.of(Tree.mapping("Effect",
                                "Allow", "Action", List.of("secretsmanager:*", "ec2:*"), "Resource", "*"))))));

        assertThat(changes(bounded))
                .containsExactly("/Resources/Boundary/Properties/PolicyDocument/Statement/-");
        assertThat(changes(Stacks.with(bounded,
                "Resources/ConsumerRole/Properties/Policies/0/PolicyDocument/Statement/0", null))).containsExactly(
                        "/Resources/ConsumerRole/Properties/Policies/-",
                        "/Resources/Boundary/Properties/PolicyDocument/Statement/-");
    }

    @Test
    void areOneForEachDirectionOfANetworkAcl() {
        Tree.Mapping closed = Stacks.with(Stacks.tree("G1-isolated.json"), "Resources/Acl", Tree.mapping("Type",
                "AWS::EC2::NetworkAcl", "Properties", Tree.mapping("VpcId", Tree.mapping("Ref", "Vpc"))));
        for (String subnet : List.of("BrokerA", "BrokerB")) {
            closed = Stacks.with(closed, "Resources/AclOf" + subnet,
                    Tree.mapping("Type", "AWS::EC2::SubnetNetworkAclAssociation", "Properties",
                            Tree.mapping("NetworkAclId", Tree.mapping("Ref", "Acl"), "SubnetId",
                                    Tree.mapping("Ref", subnet))));
        }

        assertThat(Stacks.verdict(closed).changesNeeded()).isEqualTo(2);
        assertThat(changes(closed)).allMatch(pointer -> pointer.matches("/Resources/Acl(In|Out)\\d+"))
                .doesNotHaveDuplicates();
    }

    @Test
    void areNotRepeatedForASecondMappingOnTheBroker() {
        Tree.Mapping broken = Stacks.tree("M-no-self-ingress.json");
        Tree mapping = broken.entry("Resources").orElseThrow().asMapping().entry("Mapping").orElseThrow();
        List<Verdict> verdicts = Stacks.check(Stacks.with(broken, "Resources/Second", mapping)).verdicts();

        assertThat(verdicts).extracting(verdict -> verdict.fixes().size()).containsExactly(1, 0);
        assertThat(verdicts.getLast().words()).startsWith(
                "FAILS Second - this mapping fails; the changes for other mappings repair it, too\n  cannot reach")
                .contains("The other changes repair this, too. [R8]");
        assertThat(JsonReport.of(verdicts)).containsOnlyOnce("\"repairedByOthers\": true");
    }

    @Test
    void areWithdrawnIfTheyDoNotHelp() {
        Verdict verdict = Stacks.verdict(Stacks.with(Stacks.tree("G1-isolated.json"),
                "Resources/ConsumerRole/Properties/Policies/0/PolicyDocument/Statement/-",
                Tree.mapping("Effect", "Deny", "Action", "mq:DescribeBroker", "Resource", "*")));

        assertThat(verdict.findings(Level.FAILS)).extracting(Finding::rule).containsExactly("R16");
        assertThat(verdict.fixes()).isEmpty();
        assertThat(verdict.changesNeeded()).isEqualTo(1);
    }

    @Test
    void leaveNoFailureThatHasAFix() {
        Map<Verdict.Kind, Integer> ends = Collections.synchronizedMap(new EnumMap<>(Verdict.Kind.class));
        List<Assembly> sound = sound();
        IntStream.range(0, TEMPLATES).parallel()
                .forEach(seed -> fix(sound.get(seed % sound.size()).broken(seed), "seed " + seed, ends));
        System.out.println("Broken templates after their fixes: " + ends);
        // The rule would hold for fixes that nobody offers, too.
        int all = ends.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isGreaterThan(TEMPLATES / 2);
        assertThat(ends.get(Verdict.Kind.CONNECTS)).isGreaterThan(all * 3 / 4);
    }

    private static void fix(Assembly assembly, String seed, Map<Verdict.Kind, Integer> ends) {
        List<Verdict> report = assembly.verdicts();
        if (report.stream().anyMatch(verdict -> !verdict.fixes().isEmpty())) {
            List<Verdict> after = fixed(assembly).verdicts();
            requireAllFixed(report, after, seed);
            after.forEach(verdict -> ends.merge(verdict.kind(), 1, Integer::sum));
        }
    }

    private static void requireAllFixed(List<Verdict> report, List<Verdict> after, String seed) {
        List<String> unfixable = sentences(report, Level.FAILS, true);
        assertThat(sentences(after, Level.FAILS, false)).as(seed + ": " + words(report) + "\n\nthen\n" + words(after))
                .allMatch(unfixable::contains);
        if (unfixable.isEmpty() && sentences(report, Level.UNKNOWN, false).isEmpty()) {
            assertThat(after).as(seed + ": " + words(report) + "\n\nthen\n" + words(after))
                    .extracting(Verdict::kind).containsAnyOf(Verdict.Kind.CONNECTS, Verdict.Kind.CONNECTS_IF)
                    .doesNotContain(Verdict.Kind.FAILS, Verdict.Kind.UNKNOWN);
        }
    }

    private static List<String> sentences(List<Verdict> verdicts, Level level, boolean withoutFix) {
        return verdicts.stream().flatMap(verdict -> verdict.findings(level).stream())
                .filter(finding -> !withoutFix || finding.fixes().isEmpty())
                .map(finding -> finding.sentence().replaceFirst("^Once the other changes are made: ", "")).toList();
    }

    private static String words(List<Verdict> verdicts) {
        return String.join("\n", verdicts.stream().map(Verdict::words).toList());
    }

    private static List<Assembly> sound() {
        Tree.Mapping isolated = Stacks.tree("G1-isolated.json");
        Tree.Mapping[] split = Rewrites.split(isolated);
        Map<String, Tree.Mapping> two = new LinkedHashMap<>();
        two.put("network", split[0]);
        two.put("broker", split[1]);
        return List.of(new Assembly(Map.of("template", isolated)),
                new Assembly(Map.of("template", Stacks.tree("G2-nat.json"))),
                new Assembly(Map.of("template", Rewrites.samEvent(isolated))),
                fixed(new Assembly(Map.of("template", Stacks.tree(CDK)))), new Assembly(two));
    }

    private static Assembly fixed(Assembly assembly) {
        Map<String, Tree.Mapping> templates = new LinkedHashMap<>(assembly.templates());
        List<Fix> applied = new ArrayList<>();
        for (Verdict verdict : assembly.verdicts()) {
            for (Fix fix : verdict.fixes()) {
                assertThat(applied).doesNotContain(fix);
                templates.computeIfPresent(fix.template(), (name, template) -> Stacks.apply(template, fix));
                applied.add(fix);
            }
        }
        return new Assembly(templates);
    }

    private record Assembly(Map<String, Tree.Mapping> templates) {
        List<Verdict> verdicts() {
            Map<String, String> texts = new LinkedHashMap<>();
            templates.forEach((name, template) -> texts.put(name, JsonText.of(template)));
            return Reachability.ofTexts(texts).verdicts();
        }

        Assembly broken(long seed) {
            Map<String, Tree.Mapping> broken = new LinkedHashMap<>();
            templates.forEach((name, template) -> broken.put(name, BrokenTemplates.of(template, seed)));
            return new Assembly(broken);
        }
    }
}
