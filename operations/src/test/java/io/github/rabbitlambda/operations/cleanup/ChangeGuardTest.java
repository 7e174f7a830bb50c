package io.github.rabbitlambda.operations.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.SqsServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

class ChangeGuardTest {
    private static SqsServer server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() throws Exception {
        server = new SqsServer();
        sqs = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // -c deploymentMode=cluster at the first deployment, forgotten at the second
    @Test
    void refusesToReplaceTheBroker() {
        assertThatThrownBy(() -> update(broker("Orders-1-aaaa"), broker("Orders-1-bbbb")))
                .isInstanceOf(CannotSucceedException.class)
                .hasMessage("This update would replace the broker Orders-1-aaaa by another one: its messages, further "
                        + "users and address would be lost. Set the former options again (in cdk.json, so that they are "
                        + "not forgotten), or set replaceBroker=true if that is what you want");
    }

    @Test
    void replacesTheBrokerWhenAsked() {
        assertThat(update(broker("Orders-1-aaaa"), with(broker("Orders-1-bbbb"), "ReplaceBroker", "true"))).isEmpty();
    }

    @Test
    void takesAnyOtherChangeAndEveryFirstDeployment() {
        assertThat(update(broker("Orders-1-aaaa"), with(broker("Orders-1-aaaa"), "Other", "x"))).isEmpty();
        assertThat(new ChangeGuard(sqs).begin(CustomResourceEvent.of("Create", broker("Orders-1-aaaa")),
                Invocation.fresh())).isEmpty();
    }

    // the refused update is rolled back, and its replaced broker too
    @Test
    void letsARollBackPass() {
        Map<String, Object> event = CustomResourceEvent.of("Update", broker("Orders-1-aaaa"));
        event.put("OldResourceProperties", with(broker("Orders-1-bbbb"), "ReplaceBroker", "true"));
        event.put("PhysicalResourceId", "guard-Orders-1-aaaa");

        assertThat(new ChangeGuard(sqs).begin(event, Invocation.fresh())).isEmpty();
    }

    @Test
    void refusesToDeleteAFailureQueueThatHoldsMessages() {
        String url = queue("holding", 2);

        assertThatThrownBy(() -> update(parking(url), broker("Orders-1-aaaa")))
                .isInstanceOf(CannotSucceedException.class)
                .hasMessage("This update would delete the failure queue %s with 2 parked messages: replay or save them "
                        + "first, or deploy with retainFailures=true before failureQueue=false", url);
    }

    @Test
    void countsMessagesThatSomebodyIsReading() {
        String url = queue("reading", 1);
        assertThat(sqs.receiveMessage(request -> request.queueUrl(url)).messages()).hasSize(1);

        assertThatThrownBy(() -> update(parking(url), broker("Orders-1-aaaa"))).hasMessageContaining("with 1 parked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "retained"})
    void letsAQueueGoThatIsEmptyOrStays(String kind) {
        String url = queue(kind, kind.equals("empty") ? 0 : 1);
        Map<String, Object> former = kind.equals("empty") ? parking(url) : with(parking(url), "RetainFailures", "true");

        assertThat(update(former, broker("Orders-1-aaaa"))).isEmpty();
    }

    // the Region's first zones without names, and then names that don't fit
    @Test
    void refusesToMoveASubnetToAnotherZone() {
        assertThatThrownBy(() -> update(zones(Map.of("A", "us-west-1b")), zones(Map.of("A", "us-west-1a"))))
                .isInstanceOf(CannotSucceedException.class)
                .hasMessage("This update would move a subnet from the zone us-west-1b to us-west-1a with the same "
                        + "addresses, and EC2 refuses those while the old subnet exists: name us-west-1b in "
                        + "availabilityZones, or deploy with a third zone and replaceBroker=true first");
    }

    @Test
    void takesOtherSubnetsInOtherZones() {
        assertThat(update(zones(Map.of("A", "us-east-1a")), zones(Map.of("B", "us-east-1b")))).isEmpty();
        assertThat(update(zones(Map.of("A", "us-east-1a")),
                zones(Map.of("A", "us-east-1a", "B", "us-east-1b")))).isEmpty();
        assertThat(update(zones(Map.of()), broker("Orders-1-aaaa"))).isEmpty();
    }

    // the refused update is rolled back: the former zones with the former id
    @Test
    void letsARollBackToTheFormerZonesPass() {
        Map<String, Object> event = CustomResourceEvent.of("Update", zones(Map.of("A", "us-west-1b")));
        event.put("OldResourceProperties", zones(Map.of("A", "us-west-1a")));
        event.put("PhysicalResourceId", "guard-Orders-1-aaaa-us-west-1b");

        assertThat(new ChangeGuard(sqs).begin(event, Invocation.fresh())).isEmpty();
    }

    // the default of another engineVersion: declared only after the broker was upgraded, it would fail there
    @ParameterizedTest
    @CsvSource({"x-consistent-hash,x-modulus-hash,consistent-hash", "x-modulus-hash,x-consistent-hash,modulus-hash"})
    void refusesAnotherTypeOfAnExchangeThatExists(String former, String wanted, String option) {
        assertThatThrownBy(() -> update(shards("/ orders", former), shards("/ orders", wanted)))
                .isInstanceOf(CannotSucceedException.class)
                .hasMessage(
                        "This update would make the exchange of the shards %s, which exists as %s and can't be changed: "
                                + "deploy with shardExchange=%s to keep it, or with another queueName",
                        wanted, former, option);
    }

    @Test
    void refusesAnotherTypeOfAnExchangeThatAnEarlierReleaseDeclared() {
        assertThatThrownBy(() -> update(broker("Orders-1-aaaa"), shards("/ orders", "x-modulus-hash")))
                .hasMessageContaining("which exists as x-consistent-hash and can't be changed");
        assertThat(update(broker("Orders-1-aaaa"), shards("/ orders", "x-consistent-hash"))).isEmpty();
    }

    @Test
    void takesAnExchangeThatIsTheSameOrNew() {
        assertThat(update(shards("/ orders", "x-modulus-hash"), shards("/ orders", "x-modulus-hash"))).isEmpty();
        assertThat(update(shards("/ orders", "x-consistent-hash"), shards("/ refunds", "x-modulus-hash"))).isEmpty();
        assertThat(update(with(broker("Orders-1-aaaa"), "EngineVersion", "4.2"), shards("/ orders", "x-modulus-hash")))
                .isEmpty();
        assertThat(
                update(shards("/ orders", "x-consistent-hash"), with(broker("Orders-1-aaaa"), "EngineVersion", "4.3")))
                .isEmpty();
        assertThat(update(shards("/ orders", "x-consistent-hash"), with(with(shards("/ orders", "x-modulus-hash"),
                "BrokerName", "Orders-1-bbbb"), "ReplaceBroker", "true"))).isEmpty();
    }

    @Test
    void letsARollBackToTheFormerExchangePass() {
        Map<String, Object> event = CustomResourceEvent.of("Update", shards("/ orders", "x-consistent-hash"));
        event.put("OldResourceProperties", shards("/ orders", "x-modulus-hash"));
        event.put("PhysicalResourceId", "guard-Orders-1-aaaa");

        assertThat(new ChangeGuard(sqs).begin(event, Invocation.fresh())).isEmpty();
    }

    private static Map<String, Object> shards(String exchange, String type) {
        return with(with(with(broker("Orders-1-aaaa"), "EngineVersion", "4.3"), "Exchange", exchange), "ExchangeType",
                type);
    }

    private static Map<String, Object> zones(Map<String, String> zones) {
        Map<String, Object> properties = new LinkedHashMap<>(broker("Orders-1-aaaa"));
        properties.put("Zones", zones);
        return properties;
    }

    // what the refusal of failureQueue=false advises, with the messages that made it refuse
    @Test
    void letsAQueueThatHoldsMessagesBeRetained() {
        String url = queue("to-be-retained", 1);

        assertThat(update(parking(url), with(parking(url), "RetainFailures", "true"))).isEmpty();
        assertThat(update(with(parking(url), "RetainFailures", "true"), parking(url))).isEmpty();
    }

    private static String queue(String name, int messages) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        for (int i = 0; i < messages; i++) {
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("parked"));
        }
        return url;
    }

    private static Map<String, Object> update(Map<String, Object> former, Map<String, Object> wanted) {
        ChangeGuard guard = new ChangeGuard(sqs);
        Map<String, Object> event = CustomResourceEvent.of("Update", wanted);
        event.put("OldResourceProperties", former);
        event.put("PhysicalResourceId", guard.physicalId(CustomResourceEvent.of("Create", former)));
        return guard.begin(event, Invocation.fresh());
    }

    private static Map<String, Object> broker(String name) {
        return Map.of("BrokerName", name, "ReplaceBroker", "false");
    }

    private static Map<String, Object> parking(String url) {
        return with(broker("Orders-1-aaaa"), "FailureQueueUrl", url);
    }

    private static Map<String, Object> with(Map<String, Object> properties, String key, String value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return more;
    }
}
