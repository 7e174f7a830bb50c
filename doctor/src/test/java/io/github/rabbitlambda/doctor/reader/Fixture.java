package io.github.rabbitlambda.doctor.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

/** The healthy account, and what is changed of it. */
record Fixture(Snapshot snapshot) {
    static final Fixture HEALTHY = new Fixture(SnapshotFile.read(Path.of("src/test/resources/snapshots/healthy.json")));
    static final String UUID = HEALTHY.snapshot.subject();
    static final String FUNCTION = "process-orders";
    static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:process-orders";
    static final String BROKER = "orders";
    static final String BROKER_ID = "b-7c1d9e42-58a3-4f6b-8e20-1b3a5c7d9e0f";
    static final String BROKER_ARN = "arn:aws:mq:eu-central-1:123456789012:broker:orders:" + BROKER_ID;
    static final String SECRET_ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-broker-user-a1B2c3";
    static final String VPC = "vpc-0a1b2c3d4e5f60718";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static ObjectNode list(Call call, JsonNode... items) {
        ObjectNode list = JSON.objectNode();
        list.putArray(call.list().orElseThrow()).addAll(List.of(items));
        return list;
    }

    static JsonNode mapping() {
        return HEALTHY.snapshot.seen(Call.GET_EVENT_SOURCE_MAPPING, "UUID", UUID).known().orElseThrow().deepCopy();
    }

    /** The broker as a list of brokers has it. */
    static ObjectNode brokerSummary() {
        ObjectNode summary = HEALTHY.snapshot.seen(Call.DESCRIBE_BROKER, "BrokerId", BROKER_ID).known().orElseThrow()
                .deepCopy();
        return summary.retain("BrokerArn", "BrokerId", "BrokerName", "BrokerState", "DeploymentMode", "EngineType",
                "HostInstanceType");
    }

    Fixture withBrokers(JsonNode... brokers) {
        return with(Call.LIST_BROKERS, list(Call.LIST_BROKERS, brokers));
    }

    /** The account as it is when it was asked about something else. */
    Fixture about(String subject) {
        return new Fixture(new Snapshot(snapshot.taken(), subject, snapshot.region(), snapshot.answers()));
    }

    /** The account as it is when it was asked about a function: its mappings were listed, not read. */
    Fixture aboutFunction(String subject) {
        return about(subject).without(answer -> answer.call() == Call.GET_EVENT_SOURCE_MAPPING).with(
                Call.LIST_EVENT_SOURCE_MAPPINGS, list(Call.LIST_EVENT_SOURCE_MAPPINGS, mapping()), "FunctionName",
                subject);
    }

    Fixture aboutBroker(String subject) {
        return about(subject).without(answer -> answer.call() == Call.GET_EVENT_SOURCE_MAPPING);
    }

    Fixture without(Predicate<Answer> unwanted) {
        return withAnswers(snapshot.answers().stream().filter(unwanted.negate()).toList());
    }

    Fixture with(Call call, JsonNode output, String... input) {
        return withSeen(call, new Seen.Known<>(output), input);
    }

    /** With another answer to one call, in the order of a reader. */
    Fixture withSeen(Call call, Seen<JsonNode> seen, String... input) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < input.length; i += 2) {
            named.put(input[i], input[i + 1]);
        }
        List<Answer> answers = new ArrayList<>(
                without(answer -> answer.call() == call && answer.input().equals(named)).snapshot.answers());
        answers.add(new Answer(call, named, seen));
        answers.sort((one, other) -> one.call() == other.call()
                ? one.input().toString().compareTo(other.input().toString())
                : one.call().compareTo(other.call()));
        return withAnswers(answers);
    }

    /** With what every answer to a call holds changed. */
    Fixture changed(Call call, Consumer<ObjectNode> change) {
        return withAnswers(snapshot.answers().stream().map(answer -> answer.call() == call
                ? new Answer(call, answer.input(), answer.seen().map(output -> {
                    ObjectNode copy = output.deepCopy();
                    change.accept(copy);
                    return copy;
                }))
                : answer).toList());
    }

    private Fixture withAnswers(List<Answer> answers) {
        return new Fixture(new Snapshot(snapshot.taken(), snapshot.subject(), snapshot.region(), answers));
    }
}
