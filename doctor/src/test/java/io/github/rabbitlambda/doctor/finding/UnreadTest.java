package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** What can't be read is unknown: neither well nor a fault. */
class UnreadTest {
    /** The calls without which a check of a healthy account can't tell. */
    private static final Set<Call> NEEDED = Set.of(Call.LIST_EVENT_SOURCE_MAPPINGS, Call.GET_FUNCTION_CONFIGURATION,
            Call.GET_FUNCTION_CONCURRENCY, Call.DESCRIBE_BROKER, Call.DESCRIBE_SUBNETS,
            Call.DESCRIBE_NETWORK_INTERFACES,
            Call.DESCRIBE_SECRET, Call.DESCRIBE_KEY, Call.GET_METRIC_DATA);

    static Set<Call> needed() {
        return NEEDED;
    }

    private static List<Finding> findings(Healthy account) {
        return Checks.ofMapping(account.live(), account.mapping());
    }

    @ParameterizedTest
    @MethodSource("needed")
    void eachDeniedCallThatACheckNeedsIsUnknownOnce(Call call) {
        List<Finding> findings = findings(Healthy.account().unread(call, "AccessDeniedException"));
        assertThat(findings).extracting(Finding::level).containsOnly(Level.UNKNOWN);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("D47");
            assertThat(finding.fact()).isEqualTo(call.action() + " could not be read: AccessDeniedException.");
            assertThat(finding.cure()).startsWith("Allow " + call.action());
        });
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, names = "GET_EVENT_SOURCE_MAPPING", mode = EnumSource.Mode.EXCLUDE)
    void aDeniedCallThatNoCheckNeedsChangesNothing(Call call) {
        List<Finding> findings = findings(Healthy.account().unread(call, "AccessDeniedException"));
        assertThat(findings.isEmpty()).isEqualTo(!NEEDED.contains(call));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void anAnswerThatNobodyAskedForIsUnknown(Call call) {
        List<Finding> findings = findings(Healthy.account().without(call));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.UNKNOWN);
            assertThat(finding.fact())
                    .isEqualTo("The snapshot has no answer of " + call.action() + ", which a check needs.");
        });
    }

    @Test
    void aFailedCallExplainsThoseThatNobodyMadeAfterIt() {
        assertThat(findings(Healthy.account().unread(Call.DESCRIBE_SECRET, "AccessDeniedException")
                .without(Call.DESCRIBE_KEY).without(Call.GET_METRIC_DATA))).extracting(Finding::fact)
                .containsExactly("secretsmanager:DescribeSecret could not be read: AccessDeniedException.");
    }

    @Test
    void theKeyOfAwsNeedsNoLook() {
        for (String key : List.of("", "alias/aws/secretsmanager")) {
            assertThat(findings(Healthy.account().secret("KmsKeyId", key).without(Call.DESCRIBE_KEY))).isEmpty();
        }
    }

    @Test
    void aCallThatFailedOtherwiseIsToBeMadeAgain() {
        assertThat(findings(Healthy.account().unread(Call.DESCRIBE_BROKER, "ThrottlingException"))).singleElement()
                .extracting(Finding::cure).isEqualTo("Run it again; the service said: you may not");
    }

    @Test
    void anUnreadListOfMappingsHidesNoOtherFault() {
        assertThat(findings(Healthy.account().mapping("State", "Disabled").unread(Call.LIST_EVENT_SOURCE_MAPPINGS,
                "AccessDeniedException"))).extracting(Finding::id).containsExactly("D01", "D47");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void somethingIsUnknownWhereNothingButTheMappingCouldBeRead(Fault fault) {
        Healthy account = fault.account();
        for (Call call : Call.values()) {
            if (call != Call.GET_EVENT_SOURCE_MAPPING) {
                account.unread(call, "AccessDeniedException");
            }
        }
        assertThat(findings(account)).isNotEmpty().anySatisfy(
                finding -> assertThat(finding.level()).isEqualTo(Level.UNKNOWN));
    }

    static Stream<Fault> faults() {
        return Fault.all().stream();
    }
}
