package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.http.client.Client;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** A broker of Amazon MQ: a RabbitMQ node under a name of its own. */
public record Broker(String id, JsonNode properties, RabbitMqNode node) {

    public String arn() {
        return Account.arn("mq", "broker:" + properties.get("BrokerName").textValue() + ":" + id);
    }

    public String host() {
        return id + ".mq." + Account.REGION + ".amazonaws.com";
    }

    public boolean isPublic() {
        return properties.get("PubliclyAccessible").booleanValue();
    }

    /** Where a mapping logs in. */
    public BrokerUri uri(String user, String password, String virtualHost) {
        return new BrokerUri(false, "127.0.0.1", node.uri().port(), user, password, virtualHost);
    }

    /** As DescribeBroker answers. */
    public JsonNode json() {
        ObjectNode json = Json.object("brokerId", id, "brokerArn", arn());
        json.set("subnetIds", Json.array(texts("SubnetIds")));
        json.set("securityGroups", Json.array(texts("SecurityGroups")));
        return json;
    }

    /** Changes the password of the broker's users, and not that of the secret. */
    public void changePasswords(String password) {
        Client management = BrokerNodes.management(node);
        management.getUsers().stream().filter(user -> !user.getName().equals("guest"))
                .forEach(user -> management.createUser(user.getName(), password.toCharArray(), user.getTags()));
    }

    private List<String> texts(String property) {
        return Json.texts(properties.path(property));
    }
}
