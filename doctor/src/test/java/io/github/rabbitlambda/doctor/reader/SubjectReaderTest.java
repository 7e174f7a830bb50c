package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private static final JsonNode BROKER_SUMMARY = HEALTHY.snapshot()
            .seen(Call.DESCRIBE_BROKER, "BrokerId", Fixture.BROKER_ID).known().<JsonNode>map(broker -> {
                ObjectNode summary = broker.deepCopy();
                summary.retain("BrokerArn", "BrokerId", "BrokerName", "BrokerState", "DeploymentMode", "EngineType",
                        "HostInstanceType");
                return summary;
            }).orElseThrow();
    private static final JsonNode OTHER_BROKER = ((ObjectNode) BROKER_SUMMARY.deepCopy()).put("BrokerName", "another")
            .put("BrokerId", "b-00000000-58a3-4f6b-8e20-1b3a5c7d9e0f");

    private static Snapshot read(Fixture fixture) {
        try (FakeAccount account = FakeAccount.serving(fixture.snapshot())) {
            return account.reader().read(fixture.snapshot().subject());
        }
    }

    private static void refuses(Fixture fixture, String sentence) {
        assertThatThrownBy(() -> read(fixture)).isInstanceOf(UnreadableAccount.class).hasMessage(sentence);
    }

    private static Fixture withBrokers(Fixture fixture, JsonNode... brokers) {
        return fixture.with(Call.LIST_BROKERS, Fixture.list(Call.LIST_BROKERS, brokers));
    }

    private static JsonNode reading(String source) {
        return ((ObjectNode) Fixture.mapping()).put("EventSourceArn", source);
    }

    @Test
    void findsTheMappingOfAnArn() {
        String arn = "arn:aws:lambda:eu-central-1:123456789012:event-source-mapping:" + Fixture.UUID;

        assertThat(read(HEALTHY.about(arn))).isEqualTo(HEALTHY.about(arn).snapshot());
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
        Fixture account = withBrokers(HEALTHY.aboutFunction(Fixture.FUNCTION));

        assertThat(read(account)).isEqualTo(account.snapshot());
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
        Fixture kept = withBrokers(HEALTHY.aboutBroker(Fixture.BROKER), BROKER_SUMMARY)
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS, Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS), "FunctionName",
                        Fixture.BROKER);

        assertThat(read(withBrokers(kept, OTHER_BROKER, BROKER_SUMMARY))).isEqualTo(kept.snapshot());
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
        Fixture kept = withBrokers(HEALTHY.aboutFunction(Fixture.FUNCTION));
        JsonNode other = ((ObjectNode) Fixture.mapping()).put("FunctionArn", Fixture.FUNCTION_ARN + "-too:live");
        Fixture account = kept
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS, Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS), "FunctionName",
                        Fixture.FUNCTION)
                .with(Call.LIST_EVENT_SOURCE_MAPPINGS,
                        Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS, other, Fixture.mapping()));

        assertThat(read(account)).isEqualTo(kept.snapshot());
    }

    @Test
    void saysThatTheMappingIsNotInTheRegion() {
        refuses(HEALTHY.without(answer -> answer.call() == Call.GET_EVENT_SOURCE_MAPPING), "there is no mapping "
                + Fixture.UUID + " in eu-central-1; is it in another Region or account? give --region or --profile");
    }

    @Test
    void saysThatTheBrokerIsNotInTheRegion() {
        String id = "b-00000000-58a3-4f6b-8e20-1b3a5c7d9e0f";

        refuses(HEALTHY.about(id), "there is no broker " + id
                + " in eu-central-1; is it in another Region or account? give --region or --profile");
    }

    @Test
    void saysThatNoFunctionAndNoBrokerHasTheName() {
        refuses(HEALTHY.about("nobody"), "there is no function and no broker nobody in eu-central-1;"
                + " is it in another Region or account? give --region or --profile");
    }

    @Test
    void saysWhatAMappingReadsThatReadsNoBroker() {
        String queue = "arn:aws:sqs:eu-central-1:123456789012:orders";

        refuses(HEALTHY.with(Call.GET_EVENT_SOURCE_MAPPING, reading(queue), "UUID", Fixture.UUID), "the mapping "
                + Fixture.UUID + " reads " + queue + ", not a broker of Amazon MQ; give a mapping on a broker");
    }

    @Test
    void saysWhatTheMappingsOfAFunctionReadIfNoneReadsABroker() {
        Fixture account = HEALTHY.about("process-orders:live").with(Call.LIST_EVENT_SOURCE_MAPPINGS,
                Fixture.list(Call.LIST_EVENT_SOURCE_MAPPINGS, reading("arn:aws:sqs:eu-central-1:123456789012:orders"),
                        reading("arn:aws:kafka:eu-central-1:123456789012:cluster/orders/4f-1")),
                "FunctionName", "process-orders:live").withSeen(Call.GET_FUNCTION_CONFIGURATION,
                        HEALTHY.snapshot().seen(Call.GET_FUNCTION_CONFIGURATION, "FunctionName",
                                Fixture.FUNCTION_ARN + ":live"),
                        "FunctionName", "process-orders:live");

        refuses(account, "the function process-orders:live has no mapping on a broker of Amazon MQ in eu-central-1;"
                + " its mappings read arn:aws:kafka:eu-central-1:123456789012:cluster/orders/4f-1,"
                + " arn:aws:sqs:eu-central-1:123456789012:orders;"
                + " give a function that consumes from a broker, or the broker");
    }

    @Test
    void saysThatAFunctionHasNoMappingAtAll() {
        Fixture account = HEALTHY.about("process-orders:live").withSeen(Call.GET_FUNCTION_CONFIGURATION,
                HEALTHY.snapshot().seen(Call.GET_FUNCTION_CONFIGURATION, "FunctionName",
                        Fixture.FUNCTION_ARN + ":live"),
                "FunctionName", "process-orders:live");

        refuses(account, "the function process-orders:live has no mapping on a broker of Amazon MQ in eu-central-1;"
                + " give a function that consumes from a broker, or the broker");
    }

    @Test
    void asksWhichIsMeantIfAFunctionAndABrokerHaveTheSameName() {
        refuses(withBrokers(HEALTHY.aboutFunction(Fixture.BROKER), BROKER_SUMMARY),
                "orders is a function and a broker in eu-central-1; give the ARN of the one that is meant");
    }

    @Test
    void keepsThatTheMappingsOfAFunctionMayNotBeListed() {
        Fixture account = withBrokers(HEALTHY.aboutFunction(Fixture.FUNCTION));
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

    @Test
    void takesTheRegionOfTheArn() {
        Fixture account = HEALTHY.aboutBroker(Fixture.BROKER_ARN.replace("eu-central-1", "us-west-2"));

        assertThat(read(account).region()).isEqualTo("us-west-2");
    }

    @Test
    void refusesARegionThatIsNotThatOfTheArn() {
        try (FakeAccount server = FakeAccount.serving(HEALTHY.snapshot())) {
            assertThatThrownBy(() -> server.reader().inRegion("us-west-2").read(Fixture.BROKER_ARN))
                    .isInstanceOf(UnreadableAccount.class).hasMessage("--region must be the Region of the subject,"
                            + " eu-central-1 (given us-west-2); leave it out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:sqs:eu-central-1:123456789012:orders", "two words", "a/b", ""})
    void refusesWhatCanBeNoSubject(String subject) {
        refuses(HEALTHY.about(subject),
                "the subject must be a mapping's UUID, a function's name or ARN, or a broker's id,"
                        + " name or ARN (given " + subject + ")");
    }

    @Test
    void stopsAtCredentialsThatAreRefused() {
        try (FakeAccount server = FakeAccount.serving(HEALTHY.snapshot()).failing(Call.GET_EVENT_SOURCE_MAPPING,
                new FakeFaults.Fault(403, "UnrecognizedClientException", "The security token is invalid."))) {
            assertThatThrownBy(() -> server.reader().read(Fixture.UUID)).isInstanceOf(UnreadableAccount.class)
                    .hasMessage("AWS does not accept the credentials in eu-central-1 (UnrecognizedClientException);"
                            + " log in again, or give others with --profile");
        }
    }

    @Test
    void stopsWhereNobodyAnswers() {
        FakeAccount server = FakeAccount.serving(HEALTHY.snapshot());
        server.close();

        assertThatThrownBy(() -> server.reader().read(Fixture.UUID)).isInstanceOf(UnreadableAccount.class)
                .hasMessage("lambda:GetEventSourceMapping in eu-central-1 gave no answer (no connection);"
                        + " see whether the Region is right and the network leads to AWS");
    }
}
