package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

class SubjectReaderTest {
    private static Snapshot read(Fixture fixture) {
        try (FakeAccount account = FakeAccount.serving(fixture.snapshot())) {
            return account.reader().read(fixture.snapshot().subject());
        }
    }

    @Test
    void findsTheMappingOfAnArn() {
        String arn = "arn:aws:lambda:eu-central-1:123456789012:event-source-mapping:" + Fixture.UUID;

        Snapshot read = read(HEALTHY.about(arn));

        assertThat(read).isEqualTo(HEALTHY.about(arn).snapshot());
        assertThat(new Account(read).mappings()).containsExactly(Fixture.mapping());
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.FUNCTION_ARN, Fixture.FUNCTION_ARN + ":live", "process-orders:live",
            "123456789012:function:process-orders"})
    void findsTheMappingsOfAFunction(String function) {
        Fixture account = HEALTHY.aboutFunction(function);

        assertThat(read(account)).isEqualTo(account.snapshot());
        assertThat(new Account(account.snapshot()).mappings()).containsExactly(Fixture.mapping());
    }

    @Test
    void findsAFunctionByItsName() {
        Fixture account = HEALTHY.aboutFunction(Fixture.FUNCTION).withBrokers();

        assertThat(read(account)).isEqualTo(account.snapshot());
    }

    @Test
    void findsUuidsInCapitals() {
        Fixture broker = HEALTHY.aboutBroker(Fixture.BROKER_ID);
        try (FakeAccount account = FakeAccount.serving(HEALTHY.snapshot());
                FakeAccount ofBroker = FakeAccount.serving(broker.snapshot())) {
            assertThat(account.reader().read(Fixture.UUID.toUpperCase(Locale.ROOT))).isEqualTo(HEALTHY.snapshot());
            assertThat(ofBroker.reader().read(Fixture.BROKER_ID.toUpperCase(Locale.ROOT)))
                    .isEqualTo(broker.snapshot());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.BROKER_ID, Fixture.BROKER_ARN})
    void findsTheMappingsOfABroker(String broker) {
        Fixture account = HEALTHY.aboutBroker(broker);

        assertThat(read(account)).isEqualTo(account.snapshot());
        assertThat(new Account(account.snapshot()).mappings()).containsExactly(Fixture.mapping());
    }

    @Test
    void findsABrokerByItsNameAndKeepsNoOther() {
        Fixture kept = HEALTHY.aboutBroker(Fixture.BROKER).withBrokers(Fixture.brokerSummary())
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS, Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS), "FunctionName",
                        Fixture.BROKER);

        JsonNode another = Fixture.brokerSummary().put("BrokerName", "another").put("BrokerId",
                "b-00000000-58a3-4f6b-8e20-1b3a5c7d9e0f");

        assertThat(read(kept.withBrokers(another, Fixture.brokerSummary()))).isEqualTo(kept.snapshot());
    }

    /** Which mapping would not consume can't be said, but whether one would. */
    @Test
    void readsABrokerWithoutMappings() {
        Fixture account = HEALTHY.aboutBroker(Fixture.BROKER_ID).with(Call.LIST_EVENT_SOURCE_MAPPINGS,
                Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS), "EventSourceArn", Fixture.BROKER_ARN);

        Snapshot read = read(account);

        assertThat(new Account(read).mappings()).isEmpty();
        assertThat(new Account(read).subjectBroker()).isPresent();
        assertThat(read.answers()).extracting(answer -> answer.call().service()).contains("ec2", "cloudwatch")
                .doesNotContain("iam", "secretsmanager");
    }

    /** Whoever may not describe the broker may know its ARN. */
    @Test
    void findsTheMappingsOfABrokerThatMayNotBeDescribed() {
        Fixture account = HEALTHY.aboutBroker(Fixture.BROKER_ARN);
        try (FakeAccount server = FakeAccount.serving(account.snapshot()).denying(Call.DESCRIBE_BROKER)) {
            Snapshot read = server.reader().read(Fixture.BROKER_ARN);

            assertThat(new Account(read).mappings()).containsExactly(Fixture.mapping());
            assertThat(read.answers()).extracting(answer -> answer.call().service()).contains("iam", "secretsmanager");
        }
    }

    @Test
    void findsTheMappingsOfAliasesWhereAFunctionsNameFindsNone() {
        Fixture kept = HEALTHY.aboutFunction(Fixture.FUNCTION).withBrokers();
        JsonNode other = ((ObjectNode) Fixture.mapping()).put("FunctionArn", Fixture.FUNCTION_ARN + "-too:live");
        Fixture account = kept
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS, Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS), "FunctionName",
                        Fixture.FUNCTION)
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS,
                        Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS, other, Fixture.mapping()));

        assertThat(read(account)).isEqualTo(kept.snapshot());
    }

    @Test
    void keepsThatTheMappingsOfAFunctionMayNotBeListed() {
        Fixture account = HEALTHY.aboutFunction(Fixture.FUNCTION).withBrokers();
        try (FakeAccount server = FakeAccount.serving(account.snapshot()).denying(Call.LIST_EVENT_SOURCE_MAPPINGS)) {
            assertThat(server.reader().read(Fixture.FUNCTION).unread()).extracting(Seen.Unread::call)
                    .containsExactly(Call.LIST_EVENT_SOURCE_MAPPINGS);
        }
    }

    @Test
    void findsAFunctionThoughBrokersMayNotBeListed() {
        Fixture account = HEALTHY.aboutFunction(Fixture.FUNCTION);
        try (FakeAccount server = FakeAccount.serving(account.snapshot()).denying(Call.LIST_BROKERS)) {
            assertThat(new Account(server.reader().read(Fixture.FUNCTION)).mappings()).hasSize(1);
        }
    }

    /** It may be a broker's. */
    @Test
    void doesNotSayThatNothingHasANameIfBrokersMayNotBeListed() {
        try (FakeAccount server = FakeAccount.serving(HEALTHY.snapshot()).denying(Call.LIST_BROKERS)) {
            Snapshot read = server.reader().read("nobody");

            assertThat(new Account(read).mappings()).isEmpty();
            assertThat(read.unread()).extracting(Seen.Unread::call).containsExactly(Call.LIST_BROKERS);
        }
    }

    @Test
    void takesTheRegionOfTheArn() {
        Fixture account = HEALTHY.aboutBroker(Fixture.BROKER_ARN.replace("eu-central-1", "us-west-2"));

        assertThat(read(account).region()).isEqualTo("us-west-2");
    }
}
