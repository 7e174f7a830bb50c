package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.function.SqsServer;

import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS: AWS::SQS::Queue on a real server. */
public final class Queues implements Service, Kind, AutoCloseable {
    private final SqsServer server = new SqsServer();
    private final SqsClient client = server.newClient();
    private final Forwarding forwarding = new Forwarding(server.endpoint());

    @Override
    public Made create(Order order) {
        String name = order.name("QueueName");
        return Made.of(server.createQueue(name)).with("Arn", arn(name)).with("QueueName", name);
    }

    private static String arn(String name) {
        return Account.arn("sqs", name);
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("QueueName").equals(after.path("QueueName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        client.deleteQueue(queue -> queue.queueUrl(resource.physicalId()));
    }

    /** What a queue holds; it is not received any more afterwards. */
    public List<String> drain(String url) {
        return server.drain(url);
    }

    public List<String> left() {
        return client.listQueues().queueUrls().stream().map(url -> "queue " + url).toList();
    }

    @Override
    public Access access(Call call) {
        String url = call.json().path("QueueUrl").asText();
        String action = call.target().replaceAll("(Delete|ChangeVisibility|Send)MessageBatch", "$1Message")
                .replace("ChangeMessageVisibilityBatch", "ChangeMessageVisibility");
        return Access.to("sqs:" + action, arn(url.substring(url.lastIndexOf('/') + 1)));
    }

    @Override
    public Reply answer(Call call) throws Exception {
        return forwarding.reply(call);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
