package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** Nobody may do everything: what one call would have told is unknown, and all else is known. */
class DeniedCallsTest {
    private static final Predicate<Answer> NOTHING = answer -> false;
    /** Answers that nothing but the denied call leads to. */
    private static final Map<Call, Predicate<Answer>> ONLY_FROM = Map.of(
            Call.GET_EVENT_SOURCE_MAPPING, answer -> answer.call() != Call.GET_ACCOUNT_SETTINGS,
            Call.GET_FUNCTION_CONFIGURATION, answer -> answer.call().service().equals("iam"),
            Call.LIST_ROLE_POLICIES, answer -> answer.call() == Call.GET_ROLE_POLICY,
            Call.LIST_ATTACHED_ROLE_POLICIES,
            answer -> answer.call() == Call.GET_POLICY || answer.call() == Call.GET_POLICY_VERSION,
            Call.GET_POLICY, answer -> answer.call() == Call.GET_POLICY_VERSION,
            Call.DESCRIBE_BROKER, answer -> answer.call().service().equals("ec2"),
            Call.DESCRIBE_VPCS, answer -> answer.call() == Call.DESCRIBE_DHCP_OPTIONS,
            Call.DESCRIBE_VPC_ENDPOINTS, answer -> answer.input().containsValue("sg-0e1f2a3b4c5d60718"),
            Call.DESCRIBE_SECRET, answer -> answer.call().service().equals("kms"));

    private static Stream<Call> calls() {
        return HEALTHY.snapshot().answers().stream().map(Answer::call).distinct();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void hidesOnlyWhatTheCallTells(Call denied) {
        try (FakeAccount account = FakeAccount.serving(HEALTHY.snapshot()).denying(denied)) {
            Snapshot read = account.reader().read(Fixture.UUID);

            assertThat(read.answers()).isEqualTo(expected(denied));
            assertThat(read.unread()).singleElement().matches(Seen.Unread::isDenied)
                    .extracting(Seen.Unread::message).asString().contains("perform: " + denied.action())
                    .doesNotContain("Encoded");
        }
    }

    private static List<Answer> expected(Call denied) {
        Predicate<Answer> lost = ONLY_FROM.getOrDefault(denied, NOTHING);
        return HEALTHY.snapshot().answers().stream()
                .filter(answer -> answer.call() == denied || lost.negate().test(answer))
                .map(answer -> answer.call() == denied ? new Answer(denied, answer.input(), unread(denied)) : answer)
                .toList();
    }

    private static Seen<JsonNode> unread(Call call) {
        FakeFaults.Fault fault = FakeFaults.denied(call);
        return new Seen.Unread<>(call, fault.code(), fault.message().replaceAll(" Encoded.*", ""));
    }
}
