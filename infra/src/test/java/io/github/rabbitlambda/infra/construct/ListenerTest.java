package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import io.github.rabbitlambda.infra.options.TestJars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerTest {

    private static JsonNode listener(Map<String, String> options) {
        Template template = Synthesis.of(StackNames.ISOLATED, options);
        return template.properties(template.id("AWS::Lambda::Function", "Listener"));
    }

    // in the VPC it would delay the stack's deletion without any use
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isNotInTheVpcAndKeepsItsConcurrency(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode listener = template.properties(template.id("AWS::Lambda::Function", "Listener"));
        assertThat(listener.has("VpcConfig")).isFalse();
        assertThat(listener.has("ReservedConcurrentExecutions")).isFalse();
    }

    @Test
    void runsTheSampleOnJava25WithJsonLogs() {
        JsonNode listener = listener(Map.of());
        assertThat(listener.get("Runtime").asText()).isEqualTo("java25");
        assertThat(listener.get("Architectures").toString()).isEqualTo("[\"arm64\"]");
        assertThat(listener.get("Handler").asText()).isEqualTo("io.github.rabbitlambda.examples.SampleListener");
        assertThat(listener.get("LoggingConfig").get("LogFormat").asText()).isEqualTo("JSON");
        assertThat(listener.get("MemorySize").asInt()).isEqualTo(1024);
        assertThat(listener.get("Timeout").asInt()).isEqualTo(300);
    }

    @Test
    void runsTheUsersHandlerOnRequest() {
        JsonNode listener = listener(Map.of("functionJar", TestJars.FOREIGN, "handler", "com.example.Handler",
                "memorySize", "2048", "timeout", "60", "environment", "{\"TABLE\":\"orders\"}"));
        assertThat(listener.get("Handler").asText()).isEqualTo("com.example.Handler");
        assertThat(listener.get("MemorySize").asInt()).isEqualTo(2048);
        assertThat(listener.get("Timeout").asInt()).isEqualTo(60);
        assertThat(listener.get("Environment").get("Variables").get("TABLE").asText()).isEqualTo("orders");
    }

    // without them the listener can't park and fails whole batches
    @Test
    void knowsTheFailureQueue() {
        JsonNode environment = listener(Map.of("listenerConcurrency", "4")).get("Environment").get("Variables");
        assertThat(environment.get("LISTENER_FAILURE_QUEUE_URL").get("Ref").asText()).startsWith("FailuresQueue");
        assertThat(environment.get("LISTENER_FAILURE_BUCKET").get("Ref").asText()).startsWith("FailuresBucket");
        assertThat(environment.get("LISTENER_CONCURRENCY").asText()).isEqualTo("4");
    }

    // a hold is paid for; without it where the broker does not delay, an outage uses up the delivery limit
    @Test
    void holdsBrieflyWhereTheBrokerDelaysWhatComesBack() {
        assertThat(listener(Map.of()).at("/Environment/Variables/LISTENER_OUTAGE_HOLD").asText()).isEqualTo("1");
        assertThat(listener(Map.of("environment", "{\"LISTENER_OUTAGE_HOLD\":\"5\"}"))
                .at("/Environment/Variables/LISTENER_OUTAGE_HOLD").asText()).isEqualTo("5");
        for (Map<String, String> options : List.of(Map.of("retryDelay", "0"), Map.of("engineVersion", "4.2"),
                Map.of("engineVersion", "3.13"))) {
            assertThat(listener(options).at("/Environment/Variables").has("LISTENER_OUTAGE_HOLD")).isFalse();
        }
    }

    @Test
    void hasNoSettingsOfAFailureQueueThatDoesNotExist() {
        Template template = Synthesis.of(StackNames.ISOLATED, Map.of("failureQueue", "false", "retryDelay", "0"));
        assertThat(template.ofType("AWS::SQS::Queue")).isEmpty();
        assertThat(template.ofType("AWS::S3::Bucket")).isEmpty();
        assertThat(template.properties(template.id("AWS::Lambda::Function", "Listener")).has("Environment")).isFalse();
    }

    // a duplicate that is not recognised is processed twice
    @Test
    void hasAnIdempotencyTableOnRequest() {
        Template template = Synthesis.of(StackNames.ISOLATED, Map.of("idempotency", "true"));
        JsonNode table = template.only("AWS::DynamoDB::Table");
        assertThat(table.get("KeySchema").toString()).isEqualTo("[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]");
        assertThat(table.get("TimeToLiveSpecification").toString())
                .isEqualTo("{\"AttributeName\":\"expiry\",\"Enabled\":true}");
        String id = template.id("AWS::DynamoDB::Table", "");
        assertThat(template.properties(template.id("AWS::Lambda::Function", "Listener")).get("Environment")
                .get("Variables").get("LISTENER_IDEMPOTENCY_TABLE").get("Ref").asText()).isEqualTo(id);
        assertThat(template.statements(template.id("AWS::IAM::Role", "ListenerRole")))
                .anySatisfy(statement -> assertThat(statement.toString()).contains("dynamodb:PutItem", id));
        assertThat(Synthesis.standard().stack(StackNames.ISOLATED).ofType("AWS::DynamoDB::Table")).isEmpty();
    }
}
