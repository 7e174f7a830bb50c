package io.github.rabbitlambda.doctor.reader;

import static io.github.rabbitlambda.doctor.reader.Fixture.HEALTHY;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

class SubjectRefusalsTest {
    private static void refuses(Fixture fixture, String sentence) {
        assertThatThrownBy(() -> read(fixture)).isInstanceOf(UnreadableAccount.class).hasMessage(sentence);
    }

    private static Snapshot read(Fixture fixture) {
        try (FakeAccount account = FakeAccount.serving(fixture.snapshot())) {
            return account.reader().read(fixture.snapshot().subject());
        }
    }

    private static JsonNode reading(String source) {
        return ((ObjectNode) Fixture.mapping()).put("EventSourceArn", source);
    }

    @Test
    void saysThatTheMappingIsNotInTheRegion() {
        refuses(HEALTHY.without(answer -> answer.call() == Call.GET_EVENT_SOURCE_MAPPING), "there is no mapping "
                + Fixture.UUID
                + " in eu-central-1; is it in another Region or account? give --profile, and --region if the subject is no ARN");
    }

    @Test
    void saysThatTheBrokerIsNotInTheRegion() {
        String id = "b-00000000-58a3-4f6b-8e20-1b3a5c7d9e0f";

        refuses(HEALTHY.about(id), "there is no broker " + id
                + " in eu-central-1; is it in another Region or account? give --profile, and --region if the subject is no ARN");
    }

    @Test
    void saysThatNoFunctionAndNoBrokerHasTheName() {
        refuses(HEALTHY.about("nobody"), "there is no function and no broker nobody in eu-central-1;"
                + " is it in another Region or account? give --profile, and --region if the subject is no ARN");
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
        refuses(HEALTHY.aboutFunction(Fixture.BROKER).withBrokers(Fixture.brokerSummary()),
                "orders is a function and a broker in eu-central-1; give the ARN of the one that is meant");
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
