package io.github.rabbitlambda.doctor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.model.Evaluation.NotDeployable;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.verdict.Fix;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** A template and its deployment are judged alike: by the same verdict, by the same rules. */
class GradedTemplatesTest {
    /** What Amazon MQ refuses to create. */
    private static final Set<String> NOT_DEPLOYABLE = Set.of("M-single-instance-two-subnets.json",
            "M-public-with-sg.json");
    /** A template doesn't tell whether CloudFormation leaves the default rule; a deployed group does. */
    private static final String DECIDED_BY_DEPLOYMENT = "W-inline-allow-all-plus-standalone-egress.json";

    static List<Graded> deployable() {
        return Graded.all().stream().filter(graded -> !NOT_DEPLOYABLE.contains(graded.file()))
                .filter(graded -> !graded.file().equals(DECIDED_BY_DEPLOYMENT)).toList();
    }

    static List<Graded> notDeployable() {
        return Graded.all().stream().filter(graded -> NOT_DEPLOYABLE.contains(graded.file())).toList();
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void deploymentHasTheVerdictOfItsTemplate(Graded graded) {
        Verdict live = LiveVerdicts.of(graded.deployed()).getFirst();

        Verdict template = graded.ofTemplate();
        assertThat(live.kind()).as(live.words() + "\n" + template.words()).isEqualTo(template.kind());
        assertThat(Graded.rules(live)).as(live.words()).isEqualTo(Graded.rules(template));
    }

    @Test
    void deployedGroupTellsWhatItsTemplateLeavesOpen() {
        Graded undecided = Graded.all().stream().filter(graded -> graded.file().equals(DECIDED_BY_DEPLOYMENT))
                .findFirst().orElseThrow();

        Verdict live = LiveVerdicts.of(undecided.deployed()).getFirst();

        assertThat(undecided.ofTemplate().kind()).isEqualTo(Verdict.Kind.UNKNOWN);
        assertThat(live.kind()).as(live.words()).isIn(Verdict.Kind.CONNECTS, Verdict.Kind.FAILS);
    }

    @ParameterizedTest
    @MethodSource("notDeployable")
    void whatAmazonMqRefusesHasNoDeployment(Graded graded) {
        assertThatThrownBy(graded::deployed).isInstanceOf(NotDeployable.class);
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void sentencesAreAboutAnAccount(Graded graded) {
        Verdict live = LiveVerdicts.of(graded.deployed()).getFirst();

        assertThat(live.words()).doesNotContain("${", "Fn::", "AWS::", "template", "<region>")
                .doesNotContainIgnoringCase("stack");
    }

    @ParameterizedTest
    @MethodSource("deployable")
    void eachFixHasItsCommands(Graded graded) {
        Snapshot snapshot = graded.deployed();

        List<Fix> fixes = LiveVerdicts.of(snapshot).getFirst().fixes();

        // How a secret's value is changed is for its owner, and a policy is not replaced by a command.
        assertThat(fixes).filteredOn(fix -> !fix.summary().contains("generate username and password"))
                .filteredOn(fix -> fix.changes().stream()
                        .noneMatch(change -> change.pointer().endsWith("/Properties/PolicyDocument")))
                .allSatisfy(fix -> assertThat(LiveVerdicts.commands(snapshot).apply(fix)).as(fix.summary()).isNotEmpty()
                        .allSatisfy(command -> assertThat(command)
                                .startsWith(command.startsWith("GROUP") ? "GROUP1=$(aws " : "aws ")
                                .doesNotContain("Ref", "Fn::", "${", "= ", "'' ")));
    }
}
