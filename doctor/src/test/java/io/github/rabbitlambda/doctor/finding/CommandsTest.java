package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.doctor.Healthy;

/** The commands fit the account that they are for. */
class CommandsTest {
    private static final String BROKER = "b-7c1d9e42-58a3-4f6b-8e20-1b3a5c7d9e0f";

    private static List<String> commands(Healthy account, String id) {
        return Checks.ofMapping(account.live(), account.mapping()).stream().filter(finding -> finding.id().equals(id))
                .findFirst().orElseThrow().commands();
    }

    private static Healthy failing() {
        return Healthy.account().functionMetric("Errors", 5).functionMetric("Invocations", 5);
    }

    @Test
    void theLogIsThatOfTheFunction() {
        assertThat(commands(failing().function("LoggingConfig", Map.of("LogGroup", "/orders")), "D21"))
                .containsExactly("aws logs tail /orders --since 1h --region eu-central-1");
        assertThat(commands(failing().function("LoggingConfig", Map.of()), "D21"))
                .containsExactly("aws logs tail /aws/lambda/process-orders --since 1h --region eu-central-1");
    }

    @Test
    void aBrokerWithoutALogIsGivenOne() {
        Healthy unread = Healthy.account().brokerMetric("ConsumerCount", 0).brokerMetric("AckRate", 0);
        assertThat(commands(unread, "D36")).containsExactly(
                "aws logs tail /aws/amazonmq/broker/" + BROKER + "/connection --since 1h --region eu-central-1");
        assertThat(commands(unread.broker("Logs", Map.of("General", false)), "D36")).containsExactly(
                "aws mq update-broker --broker-id " + BROKER + " --logs General=true --region eu-central-1");
    }

    @Test
    void whoDisabledAMappingIsAskedAroundTheTimeOfTheChange() {
        assertThat(commands(Healthy.account().mapping("State", "Disabled"), "D01")).containsExactly(
                "aws lambda update-event-source-mapping --uuid " + Healthy.MAPPING + " --enabled --region eu-central-1",
                "aws cloudtrail lookup-events"
                        + " --lookup-attributes AttributeKey=EventSource,AttributeValue=lambda.amazonaws.com"
                        + " --start-time 2026-11-20T09:05:41Z --end-time 2026-11-20T09:35:41Z"
                        + " --query \"Events[?contains(EventName, 'EventSourceMapping') && contains(CloudTrailEvent, '"
                        + Healthy.MAPPING + "')].[EventTime, Username, EventName]\" --region eu-central-1");
    }

    @Test
    void aKeyIsMadeUsableByItsState() {
        String id = "2f6a1c3e-8b4d-4e5f-9a7c-0d1e2f3a4b5c --region eu-central-1";
        assertThat(commands(Healthy.account().keyState("Disabled"), "D18"))
                .containsExactly("aws kms enable-key --key-id " + id);
        assertThat(commands(Healthy.account().keyState("PendingDeletion"), "D18"))
                .containsExactly("aws kms cancel-key-deletion --key-id " + id);
        assertThat(commands(Healthy.account().keyState("Unavailable"), "D18"))
                .containsExactly("aws kms describe-key --key-id " + id);
    }

    @Test
    void concurrencyIsTheReservedOrTheAccounts() {
        Healthy throttled = Healthy.account().functionMetric("Throttles", 1);
        assertThat(fact(throttled)).endsWith("; the account's unreserved concurrency is 1000.");
        assertThat(fact(throttled.reserved(2))).endsWith("; its reserved concurrency is 2.");
    }

    private static String fact(Healthy account) {
        return Checks.ofMapping(account.live(), account.mapping()).getFirst().fact();
    }
}
