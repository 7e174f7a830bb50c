package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** A broker of Amazon MQ: a RabbitMQ node under a name of its own. */
record Broker(String id, JsonNode properties, RabbitMqNode node) {

    String arn() {
        return Account.arn("mq", "broker:" + properties.get("BrokerName").textValue() + ":" + id);
    }

    String host() {
        return id + ".mq." + Account.REGION + ".amazonaws.com";
    }

    boolean isPublic() {
        return properties.get("PubliclyAccessible").booleanValue();
    }

    /** Where a mapping logs in. */
    BrokerUri uri(String user, String password, String virtualHost) {
        return new BrokerUri(false, "127.0.0.1", node.uri().port(), user, password, virtualHost);
    }

    List<String> texts(String property) {
        return Json.texts(properties.path(property));
    }
}
