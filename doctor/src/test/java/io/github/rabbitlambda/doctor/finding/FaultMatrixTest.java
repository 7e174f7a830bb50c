package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** Each fault is named first, any two faults are both named, and nothing is named where all is well. */
class FaultMatrixTest {

    static List<Fault> faults() {
        return Fault.all();
    }

    static Stream<Healthy> healthy() {
        return Stream.of(Healthy.account(), Healthy.publicBroker(), Healthy.idle(), Healthy.quiet(),
                Healthy.batchWindow());
    }

    private static List<Finding> findings(Healthy account) {
        return Checks.ofMapping(account.live(), account.mapping());
    }

    private static Set<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void nothingIsNamedWhereAllIsWell(Healthy account) {
        assertThat(findings(account)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsNamedFirst(Fault fault) {
        Finding first = findings(fault.account()).getFirst();
        assertThat(first.id()).isEqualTo(fault.id());
        assertThat(first.level()).isEqualTo(fault.level());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultAloneIsTheOnlyCause(Fault fault) {
        assertThat(findings(fault.account()).stream().filter(finding -> finding.level() == Level.CAUSE)
                .map(Finding::id)).isSubsetOf(fault.id(), "D21", "D36");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFindingSaysWhatWasSeenAndWhatToDo(Fault fault) {
        assertThat(findings(fault.account())).allSatisfy(finding -> {
            assertThat(finding.fact()).isNotBlank().doesNotContain("null", "Optional");
            assertThat(finding.cure()).endsWith(".");
            assertThat(finding.commands()).isNotEmpty().allSatisfy(
                    command -> assertThat(command).startsWith("aws ").contains("--region eu-central-1"));
        });
    }

    @Test
    void anyTwoFaultsAreBothNamed() {
        int pairs = 0;
        List<String> unnamed = new ArrayList<>();
        for (Fault one : Fault.all()) {
            for (Fault other : Fault.all()) {
                if (!one.account().collidesWith(other.account())) {
                    pairs++;
                    Set<String> named = ids(findings(other.change().apply(one.account())));
                    if (!named.containsAll(List.of(one.id(), other.id()))) {
                        unnamed.add(one + " and " + other + ": " + named);
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(pairs).isGreaterThan(3000);
    }

    @Test
    void thereAreFaultsForAllChecksThatLookAtAMapping() {
        Set<String> covered = Fault.all().stream().map(Fault::id).collect(Collectors.toCollection(TreeSet::new));
        covered.addAll(Set.of(UnreadAnswers.UNREAD.id(), MissingMapping.MISSING.id()));
        assertThat(covered).containsExactlyElementsOf(Checks.all().stream().map(Check::id).toList());
        assertThat(Fault.all()).hasSizeGreaterThan(30);
    }
}
