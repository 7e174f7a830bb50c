package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.DeploymentMode;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** A new broker with everything around it, as the documentation shows it. */
final class NewBrokerApp {
    private NewBrokerApp() {}

    static Stack stack(Construct app, String ordersJar) {
        // begin: new broker
        Stack stack = new Stack(app, "Orders");
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker")
                .instanceType("mq.m7g.large").deploymentMode(DeploymentMode.CLUSTER_MULTI_AZ)
                .network(RabbitMqNetwork.isolatedSubnets().withCidr("10.20.0.0/16")).build();
        RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology").broker(broker)
                .queues(RabbitMqQueues.Builder.create("orders").build()).build();
        ParkedMessages parked = ParkedMessages.Builder.create(stack, "Parked").build();
        RabbitMqListener listener = RabbitMqListener.Builder.create(stack, "Listener").jar(ordersJar)
                .handler("com.example.OrderListener").parkedMessages(parked).build();
        RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
        listener.addEventSource(source);
        MappingVerification.Builder.create(stack, "Verification", source).probe(true).build();
        // end: new broker
        return stack;
    }
}
