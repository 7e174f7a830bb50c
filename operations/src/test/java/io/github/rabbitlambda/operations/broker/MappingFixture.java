package io.github.rabbitlambda.operations.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.Invocation;

/** A stack with three users whose consumer's secret a mapping uses, and somebody else's mapping on the same broker. */
abstract class MappingFixture extends RotationFixture {
    private static final String BROKER = "arn:aws:mq:us-east-1:123456789012:broker:orders-broker:b-1";
    static final String MAPPINGS = "/2015-03-31/event-source-mappings";
    static final String OURS = "11111111-2222-3333-4444-555555555555";
    static final String OTHER = "01111111-2222-3333-4444-555555555555";
    static final String LABEL = MappingBounce.DISABLED + OURS;

    final List<String> updates = new ArrayList<>();
    volatile String state = "Enabled";
    String others = "";
    /** What happens when the mapping is enabled again. */
    Runnable enabled = () -> {};
    Connection connection;

    @BeforeEach
    void answerAsLambda() throws Exception {
        stage.with("BROKER_ARN", BROKER);
        connection = broker.connection(stage.virtualHost);
        lambda.on("GET " + MAPPINGS, request -> Answer.ok(mappings()));
        lambda.on("GET " + MAPPINGS + "/", request -> Answer.ok(mappings()));
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> update(request.body()));
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.abort(1_000);
    }

    String mappings() {
        return "{\"EventSourceMappings\":[" + mapping(OURS, CONSUMER, state) + ","
                + mapping("99999999-2222-3333-4444-555555555555", "arn:of-somebody-else", "Enabled") + others + "]}";
    }

    static String mapping(String uuid, String secret, String state) {
        return "{\"UUID\":\"%s\",\"State\":\"%s\",\"Queues\":[\"orders\"],\"SourceAccessConfigurations\":[{\"Type\":\"BASIC_AUTH\",\"URI\":\"%s\"}]}"
                .formatted(uuid, state, secret);
    }

    Answer update(String body) {
        boolean enables = body.contains("\"Enabled\":true");
        updates.add(enables ? "enable" : "disable");
        state = enables ? "Enabled" : "Disabled";
        if (enables) {
            enabled.run();
        }
        return Answer.ok(mapping(OURS, CONSUMER, state));
    }

    void consume() {
        try {
            Channel channel = connection.createChannel();
            channel.basicConsume("orders", true, new DefaultConsumer(channel));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void publish() {
        tasks().handleRequest(Map.of("task", "publish", "count", 3), Invocation.fresh());
    }

    String lastLine() {
        return log().lines().toList().getLast();
    }
}
