package io.github.rabbitlambda.operations.replay;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.DeadLetters;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.broker.NeedsRealBroker;
import io.github.rabbitlambda.operations.broker.RealBroker;
import io.github.rabbitlambda.operations.RemoteTasks;
import io.github.rabbitlambda.operations.S3Server;
import io.github.rabbitlambda.operations.SqsServer;
import io.github.rabbitlambda.operations.Stage;

/** Real queues on both sides: SQS, S3 and RabbitMQ; only Lambda's Invoke is played. Each test has queues of its own. */
@NeedsRealBroker
abstract class ReplayFixture {
    static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

    static SqsServer sqsServer;
    static S3Server s3Server;
    static SqsClient sqs;
    static S3Client s3;

    Stage stage;
    AwsService aws;
    Connection connection;
    Channel channel;
    String url;
    final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeAll
    static void startServers() throws Exception {
        sqsServer = new SqsServer();
        sqs = sqsServer.client();
        s3Server = new S3Server();
        s3 = s3Server.client();
        s3.createBucket(request -> request.bucket("parked"));
    }

    @AfterAll
    static void stopServers() {
        sqsServer.close();
        s3Server.close();
    }

    @BeforeEach
    void start(RealBroker broker) throws Exception {
        stage = new Stage(broker);
        stage.declare(stage.properties());
        aws = new AwsService().on(RemoteTasks.INVOKE, new RemoteTasks(stage.tasks()));
        connection = broker.connection(stage.virtualHost);
        channel = connection.createChannel();
        url = sqs.createQueue(request -> request.queueName(stage.virtualHost)).queueUrl();
        environment.put("FAILURE_QUEUE_URL", url);
        environment.put("BROKER_TASKS_ARN", RemoteTasks.ARN);
        environment.put("DEAD_LETTER_QUEUE", "orders.dead");
        environment.put("VIRTUAL_HOST", stage.virtualHost);
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        aws.close();
        stage.close();
    }

    Map<String, Object> replay(Map<String, Object> event) {
        return replay(event, Invocation.fresh());
    }

    Map<String, Object> replay(Map<String, Object> event, Invocation invocation) {
        return new Replay(environment, sqs, s3, aws.client(LambdaClient.builder()), Clock.fixed(NOW, ZoneOffset.UTC))
                .handleRequest(
                        event, invocation);
    }

    /** Returns the id in SQS. */
    String park(String body) {
        return sqs.sendMessage(request -> request.queueUrl(url).messageBody(body)).messageId();
    }

    void dead(String... ids) throws Exception {
        new DeadLetters(channel).reject(new BasicProperties(), ids);
    }

    /** What the listener sends, with everything that Lambda wrote. */
    String parked(String id, String body, Instant at) {
        return """
                {"version":1,"queue":"orders","virtualHost":"%s","parkedAt":"%s","requestId":"r-1",
                "functionArn":"arn:aws:lambda:us-east-1:123456789012:function:orders","attempts":3,
                "error":{"class":"java.lang.IllegalStateException","message":"out of stock"},"undecodable":false,
                "record":{"basicProperties":{"contentType":"text/plain","contentEncoding":null,
                "headers":{"tenant":{"bytes":[118,-61,-87]},"x-delivery-count":2},"deliveryMode":2,"priority":null,
                "correlationId":"c-1","replyTo":null,"expiration":null,"messageId":"%s","timestamp":"Jul 2, 2023, 1:30:34 AM",
                "type":null,"userId":null,"appId":null,"clusterId":null,"bodySize":%d},"redelivered":true,"data":"%s"}}"""
                .formatted(stage.virtualHost, at, id, body.length(),
                        Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    }

    String pointer(String key) {
        return """
                {"version":1,"queue":"orders","virtualHost":"%s","parkedAt":"%s","requestId":"r-1","attempts":3,
                "error":{"class":null,"message":""},"undecodable":false,"record":null,
                "object":{"bucket":"parked","key":"%s","bytes":2700000}}""".formatted(stage.virtualHost, NOW, key);
    }

    String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name)).attributes().get(name);
    }

    static String id(GetResponse message) {
        return message.getProps().getMessageId();
    }
}
