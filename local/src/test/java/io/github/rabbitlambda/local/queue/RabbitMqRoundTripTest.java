package io.github.rabbitlambda.local.queue;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

@NeedsRabbitMq
class RabbitMqRoundTripTest extends SavedEventRoundTrip {
    @Override
    BrokerUri broker() {
        return RabbitMq.node().uri();
    }
}
