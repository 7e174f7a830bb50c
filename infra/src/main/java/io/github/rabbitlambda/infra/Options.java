package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Set;
import software.constructs.Node;

/**
 * Everything that a user may choose, read once from the CDK context and refused here where AWS or RabbitMQ would refuse
 * it at deployment or, worse, accept it and never deliver a message.
 *
 * @param verify
 *            what the deployment waits for
 */
record Options(ListenerOptions listener, BrokerOptions broker, QueueOptions queues, MappingOptions mapping,
        Parking parking, Verification verify, Set<Feature> features, Jars jars) {

    static final List<String> NAMES = List.of("functionJar", "handler", "memorySize", "timeout", "environment",
            "listenerConcurrency", "engineVersion", "instanceType", "deploymentMode", "autoMinorVersionUpgrade",
            "availabilityZones", "queueName", "virtualHost", "shards", "deliveryLimit", "batchSize", "batchWindow",
            "filters", "failureQueue", "retainFailures", "idempotency", "verify", "observe", "existingEndpoints");

    static Options of(Node node) {
        return of(Context.of(node), Jars.built());
    }

    static Options of(Context context, Jars jars) {
        ListenerOptions listener = ListenerOptions.of(context);
        return new Options(listener, BrokerOptions.of(context), QueueOptions.of(context), MappingOptions.of(context),
                Parking.of(context), Verification.of(context, listener), Feature.of(context), jars);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }
}
